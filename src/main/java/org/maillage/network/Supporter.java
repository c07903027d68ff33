package org.maillage.network;

/** Who funds the network or works beside it: a funder or a partner. */
public record Supporter(String id, String name, String about, String website) {}
