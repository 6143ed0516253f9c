package io.github.cameldoshii.simulator.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Makes ids and versions that look like the service's and are the same in every run. Owned by the simulator's loop. */
final class Ids {

    private static final int VERSION_LENGTH = 11;
    private static final int LOCATION_ID_LENGTH = 8;

    private final Map<Kind, Integer> last = new EnumMap<>(Kind.class);
    private final Map<String, Integer> versions = new HashMap<>();

    String next(Kind kind) {
        int number = last.merge(kind, 1, Integer::sum);
        return switch (kind) {
            case ORDER -> Integer.toString(90_000 + number);
            case TRANSACTION -> Integer.toString(55_000 + number);
            case CHECKIN -> Integer.toString(3_000 + number);
            case BOOKING -> Integer.toString(1_000 + number);
            case LOYALTY_CHECKIN -> Integer.toString(100 + number);
            case TABLE -> "Table " + number;
            case LOCATION, MENU -> hash("location " + number, LOCATION_ID_LENGTH);
        };
    }

    /** Another one for each state; what is numbered alike at two locations has the same ones. */
    String version(Kind kind, String locationId, String id) {
        int number = versions.merge(kind + " " + id + " at " + locationId, 1, Integer::sum);
        return hash(kind + " " + id + " " + number, VERSION_LENGTH);
    }

    private static String hash(String text, int length) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(hash)
                    .replaceAll("[+/=]", "x")
                    .substring(0, length);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
