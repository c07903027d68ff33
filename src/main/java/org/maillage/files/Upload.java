package org.maillage.files;

import java.util.UUID;

/**
 * A file on its way in, in pieces.
 *
 * @param name as the sender's machine gave it
 * @param size bytes announced
 * @param received bytes that are there
 * @param kept whether it is whole, checked and kept: it waits to be taken
 */
public record Upload(UUID id, String name, long size, long received, boolean kept) {}
