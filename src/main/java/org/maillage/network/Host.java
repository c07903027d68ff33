package org.maillage.network;

/** The organisation of the social economy that carries one or more DLAs (<i>structure porteuse</i>). */
public record Host(String id, String name, String about, String website) {}
