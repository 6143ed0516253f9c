package io.github.cameldoshii.position;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The key that a consumer's position is stored under. */
public final class PositionKey {

    private static final int HASH_BYTES = 8;

    private PositionKey() {}

    /** Made of the environment, a hash of the client id, which is a secret, and the route id. */
    public static String of(String environment, String clientId, String routeId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(clientId.getBytes(StandardCharsets.UTF_8));
            String name = routeId.replaceAll("[=\\p{Cntrl}]", "_");
            return "doshii/" + environment + "/" + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + "/" + name;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
