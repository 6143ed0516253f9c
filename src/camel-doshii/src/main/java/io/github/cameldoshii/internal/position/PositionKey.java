package io.github.cameldoshii.internal.position;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The key that a consumer's position is stored under. */
public final class PositionKey {

    private static final int HASH_BYTES = 8;

    /** What separates keys from values in files of states, and the sign that stands for it here. */
    private static final Pattern UNFIT = Pattern.compile("[%=\\p{Cntrl}]");

    private PositionKey() {}

    /**
     * Made of the environment, a hash of the client id, which is a secret, and the route id. Different routes have
     * different keys. Holds no {@code =} and no line break.
     */
    public static String of(String environment, String clientId, String routeId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(clientId.getBytes(StandardCharsets.UTF_8));
            String name = UNFIT.matcher(routeId)
                    .replaceAll(unfit -> String.format(
                            Locale.ROOT, "%%%02x", (int) unfit.group().charAt(0)));
            return "doshii/" + environment + "/" + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + "/" + name;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
