package io.github.cameldoshii.runner;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The last line of defence of the log: replaces what looks like a credential, and every credential that was learnt, with
 * {@code xxxxxx}. What logs credentials is quiet anyway ({@link LogLevels}); this catches what a user's own route or an
 * unknown library prints. May be used from any thread.
 */
final class SecretMask implements UnaryOperator<String> {

    private static final String MASK = "xxxxxx";
    private static final int SHORTEST_LEARNT = 6;

    /** The simulator's public default: masking it would garble every {@code doshii:simulator}. */
    private static final Set<String> PUBLIC = Set.of("simulator");

    /** What Doshii gave to the app; in properties, routes, URIs and the environment. */
    private static final String CREDENTIAL = "client[-_.]?(?:id|secret)";

    /** {@code =}, {@code : "} or {@code =RAW(} before a value that is no placeholder, and the value. */
    private static final String VALUE = "([\"']?\\s*[=:]\\s*[\"']?)(?!\\{\\{|\\$\\{)(?:RAW[({])?([^\\s\"',;&(){}\\]]+)";

    /** Also mistyped: what was meant for the component and is not known to it may be a secret all the same. */
    private static final Pattern CREDENTIAL_NAME =
            Pattern.compile("(?i)" + CREDENTIAL + "|component[-_.]doshii[-_.].*(?:client|secr)");

    private static final Pattern CREDENTIAL_VALUE = Pattern.compile("(?i)(" + CREDENTIAL + ")" + VALUE);

    /** {@code clientId: "{{env:DOSHII_ID}}"}. */
    private static final Pattern CREDENTIAL_PLACEHOLDER = Pattern.compile(
            "(?i)" + CREDENTIAL + "[\"']?\\s*[=:]\\s*[\"']?(?:RAW[({])?[{$]\\{(?:env:|sys:)?([\\w.-]+)");

    /** Hidden beside their names only: elsewhere a password such as {@code doshii} would garble other words. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)(" + CREDENTIAL + "|password|passwd|access[-_.]?token|[?&]auth)" + VALUE);

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{6,}(?:\\.[\\w-]*){0,2}");
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer |basic )[\\w.~+/=-]{6,}");

    /** Longest first, so that a secret that contains another is replaced whole. */
    private final Set<String> learnt = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Every form of this value is masked from now on, unless it is too short to be told from ordinary words. */
    void learn(String secret) {
        if (secret.length() < SHORTEST_LEARNT || PUBLIC.contains(secret)) {
            return;
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        learnt.add(secret);
        learnt.add(percentEncoded(secret));
        learnt.add(base64);
        learnt.add(percentEncoded(base64));
        learnt.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        learnt.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Learns the value of a setting if its name is that of a client id or secret. */
    void learn(String name, String value) {
        if (CREDENTIAL_NAME.matcher(name).find()) {
            learn(value);
        }
    }

    /**
     * Learns the client ids and secrets that this text sets: a properties file, a route.
     *
     * @param resolve gives the value of an environment variable or property that a placeholder names, "" for none
     */
    void learnFrom(String text, UnaryOperator<String> resolve) {
        CREDENTIAL_VALUE.matcher(text).results().forEach(match -> learn(match.group(3)));
        CREDENTIAL_PLACEHOLDER.matcher(text).results().forEach(match -> learn(resolve.apply(match.group(1))));
    }

    @Override
    public String apply(String text) {
        String masked = text;
        for (String secret : learnt) {
            masked = masked.replace(secret, MASK);
        }
        masked = NAMED.matcher(masked).replaceAll("$1$2" + MASK);
        masked = JWT.matcher(masked).replaceAll(MASK);
        return BEARER.matcher(masked).replaceAll("$1" + MASK);
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
