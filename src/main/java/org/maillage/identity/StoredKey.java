package org.maillage.identity;

import java.util.UUID;

/**
 * The public half of a passkey.
 *
 * @param credential identifies the key to its device
 * @param publicKey in COSE form
 * @param signCount how many times the device says that it signed; 0 when it does not count
 * @param backupEligible whether the devices of its owner share it
 */
@SuppressWarnings("ArrayRecordComponent") // read and written as a row, never compared
record StoredKey(UUID person, byte[] credential, byte[] publicKey, long signCount, boolean backupEligible) {}
