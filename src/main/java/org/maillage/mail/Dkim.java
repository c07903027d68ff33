package org.maillage.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Security;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.bouncycastle.jcajce.interfaces.EdDSAPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/**
 * Signs messages (RFC 6376) with the keys that are configured: RSA, which everyone verifies, and Ed25519 (RFC 8463) beside
 * it. Not for two threads at a time.
 */
final class Dkim {
    private static final Session SESSION = Session.getInstance(new Properties());
    private final List<DkimSigner> signers = new ArrayList<>();

    static {
        Security.addProvider(new Ed25519Dkim()); // where the library looks for it
    }

    private Dkim() {}

    /** The private keys, read once. */
    record Keys(
            String domain,
            @Nullable String selector,
            @Nullable PrivateKey rsa,
            @Nullable String edSelector,
            @Nullable PrivateKey ed25519) {

        /** @throws IllegalStateException when a key file cannot be read, or has no selector */
        static Keys read(MailSettings settings, MailIdentity identity) {
            String from = identity.fromAddress();
            return new Keys(
                    from.substring(from.lastIndexOf('@') + 1), // DMARC wants the domain of From
                    settings.dkimSelector(),
                    key(settings.dkimKey(), settings.dkimSelector(), "RSA", "MAILLAGE_DKIM_KEY"),
                    settings.dkimEd25519Selector(),
                    key(
                            settings.dkimEd25519Key(),
                            settings.dkimEd25519Selector(),
                            "Ed25519",
                            "MAILLAGE_DKIM_ED25519_KEY"));
        }

        boolean none() {
            return rsa == null && ed25519 == null;
        }

        private static @Nullable PrivateKey key(
                @Nullable Path file, @Nullable String selector, String algorithm, String setting) {
            if (file == null) return null;
            if (selector == null) throw new IllegalStateException(setting + " needs its selector");
            try {
                String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
                var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem));
                return (algorithm.equals("RSA")
                                ? KeyFactory.getInstance(algorithm)
                                : KeyFactory.getInstance(algorithm, new BouncyCastleProvider()))
                        .generatePrivate(encoded);
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                throw new IllegalStateException(setting + " is no " + algorithm + " private key in PEM (PKCS #8)", e);
            }
        }
    }

    static Dkim with(Keys keys) {
        var dkim = new Dkim();
        if (keys.ed25519() instanceof EdDSAPrivateKey key && keys.edSelector() != null)
            dkim.signers.add(prepared(new DkimSigner(keys.domain(), keys.edSelector(), key)));
        if (keys.rsa() instanceof RSAPrivateKey key && keys.selector() != null)
            dkim.signers.add(prepared(new DkimSigner(keys.domain(), keys.selector(), key)));
        return dkim;
    }

    private static DkimSigner prepared(DkimSigner signer) {
        signer.setHeaderCanonicalization(Canonicalization.RELAXED);
        signer.setBodyCanonicalization(Canonicalization.RELAXED);
        signer.setCheckDomainKey(false); // the daily check of DNS does it, and no message waits for DNS
        signer.setLengthParam(false); // a length would let anyone append
        signer.addHeaderToSign("List-Unsubscribe-Post"); // RFC 8058 section 4 asks for it
        return signer;
    }

    /** Puts the signatures before {@code message}. */
    void sign(ByteArrayOutputStream message) throws MessagingException, IOException {
        for (DkimSigner signer : signers) {
            var unsigned = new MimeMessage(SESSION, new ByteArrayInputStream(message.toByteArray()));
            message.reset();
            new DkimMessage(unsigned, signer).writeTo(message);
        }
    }
}
