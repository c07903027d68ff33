package org.maillage.mail;

import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The Ed25519 signature of DKIM, which signs a SHA-256 digest (RFC 8463 section 3). The signing library asks Java for it
 * under the name {@code NONEwithEdDSA}, which no provider knows any more; this one does.
 */
final class Ed25519Dkim extends Provider {
    Ed25519Dkim() {
        super("MaillageDkim", "1", "Ed25519 over SHA-256 for DKIM (RFC 8463)");
        put("Signature.NONEwithEdDSA", Digested.class.getName());
    }

    /** Made by Java itself, hence public with a public constructor. */
    public static final class Digested extends SignatureSpi {
        private final MessageDigest digest;
        private final Signature ed25519;

        public Digested() throws NoSuchAlgorithmException {
            digest = MessageDigest.getInstance("SHA-256");
            ed25519 = Signature.getInstance("Ed25519", new BouncyCastleProvider());
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            digest.reset();
            ed25519.initSign(key);
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            digest.reset();
            ed25519.initVerify(key);
        }

        @Override
        protected void engineUpdate(byte b) {
            digest.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            ed25519.update(digest.digest());
            return ed25519.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            ed25519.update(digest.digest());
            return ed25519.verify(signature);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new InvalidParameterException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new InvalidParameterException(name);
        }
    }
}
