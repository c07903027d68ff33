package org.maillage.identity;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * A device with one passkey, in software, written from the specification (WebAuthn level 3, sections 6.1 and 6.5) and not
 * from the library that we check it with. Whatever a hostile device may get wrong can be set.
 */
final class SoftAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int KEY_INCLUDED = 0x40;
    private final JsonMapper json = new JsonMapper();
    private final CBORMapper cbor = new CBORMapper();
    private final KeyPair key;
    final byte[] credential = new byte[32];
    private byte[] owner = new byte[0];

    String origin;
    String relyingParty = "localhost";
    boolean verified = true;
    long count = 1;
    boolean forged;
    boolean anonymous;
    String type = "";

    SoftAuthenticator(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(credential);
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers {@code navigator.credentials.create()} with these options. */
    String create(JsonNode options) {
        owner = bytes(options.at("/user/id").asString());
        byte[] client = clientData("webauthn.create", options.at("/challenge").asString());
        var attested = new ByteArrayOutputStream();
        attested.writeBytes(deviceData(PRESENT | (verified ? VERIFIED : 0) | KEY_INCLUDED));
        attested.writeBytes(new byte[16]); // no model of the device
        attested.writeBytes(
                ByteBuffer.allocate(2).putShort((short) credential.length).array());
        attested.writeBytes(credential);
        attested.writeBytes(publicKey());
        var object = new LinkedHashMap<String, Object>();
        object.put("fmt", "none");
        object.put("attStmt", Map.of());
        object.put("authData", attested.toByteArray());
        return answer(
                Map.of("clientDataJSON", text(client), "attestationObject", text(cbor.writeValueAsBytes(object))));
    }

    /** Answers {@code navigator.credentials.get()} with these options. */
    String get(JsonNode options) {
        byte[] client = clientData("webauthn.get", options.at("/challenge").asString());
        byte[] device = deviceData(PRESENT | (verified ? VERIFIED : 0));
        byte[] signature = sign(device, sha256(client));
        if (forged) signature[signature.length - 1] ^= 1;
        var response = new HashMap<>(Map.of(
                "clientDataJSON", text(client), "authenticatorData", text(device), "signature", text(signature)));
        if (!anonymous) response.put("userHandle", text(owner));
        return answer(response);
    }

    private String answer(Map<String, String> response) {
        return json.writeValueAsString(Map.of(
                "id", text(credential),
                "rawId", text(credential),
                "type", "public-key",
                "clientExtensionResults", Map.of(),
                "response", response));
    }

    private byte[] clientData(String usual, String challenge) {
        return json.writeValueAsBytes(Map.of(
                "type", type.isEmpty() ? usual : type, "challenge", challenge, "origin", origin, "crossOrigin", false));
    }

    private byte[] deviceData(int flags) {
        return ByteBuffer.allocate(37)
                .put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt((int) count)
                .array();
    }

    private byte[] publicKey() {
        var point = ((ECPublicKey) key.getPublic()).getW();
        var cose = new LinkedHashMap<Integer, Object>(); // RFC 9053, section 7.1.1
        cose.put(1, 2);
        cose.put(3, -7);
        cose.put(-1, 1);
        cose.put(-2, coordinate(point.getAffineX()));
        cose.put(-3, coordinate(point.getAffineY()));
        var out = new ByteArrayOutputStream();
        try (var writer = cbor.createGenerator(out)) {
            writer.writeStartObject(cose, cose.size());
            cose.forEach((label, value) -> {
                writer.writePropertyId(label);
                if (value instanceof byte[] bytes) writer.writeBinary(bytes);
                else writer.writeNumber((int) value);
            });
            writer.writeEndObject();
        }
        return out.toByteArray();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int from = Math.max(0, bytes.length - 32);
        System.arraycopy(bytes, from, fixed, 32 - (bytes.length - from), bytes.length - from);
        return fixed;
    }

    private byte[] sign(byte[]... parts) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            for (byte[] part : parts) signature.update(part);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
