package org.maillage.identity;

/** This member is known, but proved it too long ago for what they ask. */
class FreshSignInRequired extends RuntimeException {
    FreshSignInRequired() {
        super("fresh sign-in required", null, false, false);
    }
}
