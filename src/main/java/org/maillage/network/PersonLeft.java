package org.maillage.network;

import java.util.UUID;

/** Someone has left the network: shared work stays under their DLA's name, what is about them goes. */
public record PersonLeft(UUID person) {}
