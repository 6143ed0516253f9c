package io.github.cameldoshii.internal.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short fingerprint of a client id, which tells connections apart in logs and reveals nothing of the id, a credential. */
final class ClientFingerprint {

    private static final int BYTES = 2;

    private ClientFingerprint() {}

    /** The first four hexadecimal digits of the SHA-256 of the client id; the hash in a position's key begins with them. */
    static String of(String clientId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(clientId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
