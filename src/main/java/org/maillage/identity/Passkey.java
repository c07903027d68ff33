package org.maillage.identity;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A passkey as its owner sees it.
 *
 * @param synced whether its owner's devices share it; otherwise it is lost with the device
 * @param addedOn day in Paris
 */
public record Passkey(UUID id, String name, boolean synced, LocalDate addedOn) {}
