package org.maillage.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures are verified here by the text of RFC 6376 and RFC 8463 and the JDK's own cryptography, not by the library that made them. */
class DkimTest {
    private static final MailIdentity IDENTITY =
            new MailIdentity("Réseau", "alertes@dla.example.org", "dla.example.org");

    @TempDir
    Path folder;

    @Test
    void both_signatures_verify_and_an_altered_message_does_not() throws Exception {
        KeyPair rsa = pair("RSA", 2048);
        KeyPair ed = pair("Ed25519", 0);
        var dkim = Dkim.with(Dkim.Keys.read(settings(file("rsa", rsa), file("ed", ed)), IDENTITY));
        var message = new ByteArrayOutputStream();
        message.writeBytes(
                "Date: Tue, 24 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@dla.example.org>\r\nFrom: =?UTF-8?B?UsOpc2VhdQ==?=\r\n <alertes@dla.example.org>\r\nTo: a@example.org\r\nList-Unsubscribe: <https://dla.example.org/u>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        new EncodedLetter(new Letter(
                        "k",
                        Priority.BULK,
                        "Nouvel appel : {{v}}",
                        "Bonjour {{v}}  \n\nfin\n\n\n",
                        "<p>{{v}}</p>",
                        Map.of("List-Id", "Alertes <a.dla.example.org>"),
                        true))
                .write(message, Map.of("v", "Zoé, =3D . \uD83D\uDE80"));

        dkim.sign(message);

        String signed = message.toString(StandardCharsets.US_ASCII);
        assertThat(verifies(signed, "rsa", rsa.getPublic())).isTrue();
        assertThat(verifies(signed, "ed", ed.getPublic())).isTrue();
        assertThat(verifies(signed.replace("fin", "f1n"), "rsa", rsa.getPublic()))
                .isFalse();
        assertThat(verifies(signed.replace("a@example.org", "b@example.org"), "ed", ed.getPublic()))
                .isFalse();
        assertThat(verifies(signed, "rsa", pair("RSA", 2048).getPublic())).isFalse();
        assertThat(tag(tags(signed, "rsa"), "h").toLowerCase(Locale.ROOT))
                .contains("list-unsubscribe-post", "from", "subject");
    }

    @Test
    void a_key_that_cannot_be_read_stops_the_start_and_says_which() throws Exception {
        Path bad = Files.writeString(
                folder.resolve("bad.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> Dkim.Keys.read(settings(bad, null), IDENTITY))
                .hasMessageContaining("MAILLAGE_DKIM_KEY");
        assertThat(Dkim.Keys.read(settings(null, null), IDENTITY).none()).isTrue();
    }

    private static MailSettings settings(
            @org.jspecify.annotations.Nullable Path rsa, @org.jspecify.annotations.Nullable Path ed) {
        return new MailSettings(null, 1, 0, null, null, 0, null, "rsa", rsa, "ed", ed);
    }

    private static KeyPair pair(String algorithm, int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private Path file(String name, KeyPair pair) throws Exception {
        return Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
    }

    private static List<String> headers(String message) {
        var fields = new ArrayList<String>();
        for (String line : message.substring(0, message.indexOf("\r\n\r\n")).split("\r\n")) {
            if (line.startsWith(" ") || line.startsWith("\t")) fields.add(fields.removeLast() + "\r\n" + line);
            else fields.add(line);
        }
        return fields;
    }

    private static String signature(String message, String selector) {
        return headers(message).stream()
                .filter(h -> h.startsWith("DKIM-Signature:")
                        && Pattern.compile("\\bs=" + selector + ";").matcher(h).find())
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> tags(String message, String selector) {
        var tags = new java.util.HashMap<String, String>();
        String value = signature(message, selector).substring("DKIM-Signature:".length());
        for (String tag : value.split(";")) {
            String[] pair = tag.split("=", 2);
            if (pair.length == 2) tags.put(pair[0].strip(), pair[1].replaceAll("\\s", ""));
        }
        return tags;
    }

    private static String tag(Map<String, String> tags, String name) {
        return tags.getOrDefault(name, "");
    }

    private static boolean verifies(String message, String selector, PublicKey key) throws Exception {
        var tags = tags(message, selector);
        assertThat(tags.get("c")).isEqualTo("relaxed/relaxed");
        assertThat(tags.get("d")).isEqualTo("dla.example.org");
        assertThat(tags).doesNotContainKey("l");
        String body = message.substring(message.indexOf("\r\n\r\n") + 4);
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(relaxedBody(body).getBytes(StandardCharsets.US_ASCII));
        if (!Base64.getEncoder().encodeToString(digest).equals(tags.get("bh"))) return false;
        var remaining = new ArrayList<>(headers(message));
        var data = new StringBuilder();
        for (String name : tag(tags, "h").split(":"))
            for (int i = remaining.size() - 1; i >= 0; i--)
                if (remaining
                        .get(i)
                        .substring(0, remaining.get(i).indexOf(':'))
                        .strip()
                        .equalsIgnoreCase(name)) {
                    data.append(relaxedHeader(remaining.remove(i))).append("\r\n");
                    break;
                }
        String own = signature(message, selector);
        Matcher b = Pattern.compile("([;\\s]b=)[^;]*").matcher(own);
        data.append(relaxedHeader(b.replaceFirst("$1")));
        byte[] signed = data.toString().getBytes(StandardCharsets.US_ASCII);
        boolean ed = tag(tags, "a").equals("ed25519-sha256");
        var verifier = Signature.getInstance(ed ? "Ed25519" : "SHA256withRSA");
        verifier.initVerify(key);
        verifier.update(ed ? MessageDigest.getInstance("SHA-256").digest(signed) : signed);
        return verifier.verify(Base64.getDecoder().decode(tag(tags, "b")));
    }

    private static String relaxedHeader(String field) {
        int colon = field.indexOf(':');
        return field.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":"
                + field.substring(colon + 1)
                        .replace("\r\n", "")
                        .replaceAll("[ \\t]+", " ")
                        .strip();
    }

    private static String relaxedBody(String body) {
        String relaxed = body.replaceAll("[ \\t]+\r\n", "\r\n")
                .replaceAll("[ \\t]+", " ")
                .replaceAll("(\r\n)+\\z", "");
        return relaxed.isEmpty() ? "" : relaxed + "\r\n";
    }
}
