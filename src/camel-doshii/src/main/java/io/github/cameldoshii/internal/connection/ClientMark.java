package io.github.cameldoshii.internal.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells the clients of several connections apart without telling anything of their ids, which are credentials. */
final class ClientMark {

    private static final int BYTES = 2;

    private ClientMark() {}

    /** The first four hexadecimal digits of the SHA-256 of the client id, with which its hash in a position's key begins. */
    static String of(String clientId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(clientId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
