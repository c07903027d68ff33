package org.maillage.mail;

import java.util.UUID;

/**
 * Mail servers refused the address of this recipient for good, for the second time: nothing more should be sent to it.
 *
 * @param recipientKey the {@code recipient_key} under which the letters were sent
 */
public record AddressRefused(UUID recipientKey) {}
