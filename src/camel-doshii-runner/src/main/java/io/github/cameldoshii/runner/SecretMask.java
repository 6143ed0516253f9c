package io.github.cameldoshii.runner;

import io.github.cameldoshii.internal.http.Redaction;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The last line of defence of the log: replaces what looks like a credential, and every credential that was learnt, with
 * {@code xxxxxx}. What logs credentials is quiet anyway ({@link LogLevels}); this catches what a user's own route or an
 * unknown library prints. May be used from any thread.
 */
final class SecretMask implements UnaryOperator<String> {

    private static final String MASK = Redaction.INSTEAD;
    private static final int SHORTEST_FOUND = 6;

    /** Defaults that everybody knows, and what is no secret wherever it stands. */
    private static final Set<String> PUBLIC = Set.of(
            "simulator",
            "doshii",
            "artemis",
            "postgres",
            "kafka",
            "admin",
            "guest",
            "password",
            "secret",
            "changeit",
            "true",
            "false",
            "null",
            "none");

    /** Words that a log needs. A secret that contains one is hidden all the same where more of it is seen. */
    private static final List<String> ORDINARY = List.of(
            "io.github.cameldoshii",
            "camel-doshii-runner",
            "camel.component.doshii.",
            "org.apache.camel",
            "client-secret",
            "client_secret",
            "clientSecret",
            "clientId",
            "simulator",
            "sandbox",
            "localhost",
            "https://",
            "application",
            "properties",
            "environment",
            "production",
            "restaurant",
            "password",
            "secret",
            "client",
            "transaction",
            "loyalty_checkin",
            "checkin",
            "booking",
            "orders",
            "order_",
            "changed",
            "exchange",
            "message",
            "missing",
            "default",
            "connected",
            "connection",
            "connecting",
            "received",
            "receives",
            "reconnecting",
            "service",
            "events",
            "routes",
            "started",
            "stopped",
            "artemis",
            "postgresql",
            "postgres");

    /** {@code =}, {@code : "} or {@code =RAW(} before a value that is no placeholder, and the value. */
    private static final String VALUE = "([\"']?\\s*[=:]\\s*[\"']?)(?!\\{\\{|\\$\\{)(?:RAW[({])?([^\\s\"',;&(){}\\]]+)";

    private static final Pattern CREDENTIAL_VALUE = Pattern.compile("(?i)(" + SecretNames.CREDENTIAL + ")" + VALUE);

    /** {@code clientId: "{{env:DOSHII_ID}}"}. */
    private static final Pattern CREDENTIAL_PLACEHOLDER = Pattern.compile(
            "(?i)" + SecretNames.CREDENTIAL + "[\"']?\\s*[=:]\\s*[\"']?(?:RAW[({])?[{$]\\{(?:env:|sys:)?([\\w.-]+)");

    /** Hidden beside their names only: elsewhere a password such as {@code doshii} would garble other words. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)(" + SecretNames.CREDENTIAL + "|password|passwd|access[-_.]?token|[?&]auth)" + VALUE);

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{6,}(?:\\.[\\w-]*){0,2}");
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer |basic )[\\w.~+/=-]{6,}");

    /** Grows by whoever learns a secret. */
    private final AtomicReference<Redaction> learnt = new AtomicReference<>(Redaction.NONE.sparing(ORDINARY));

    /** Every form of this value is masked from now on, and every piece of it that is long enough to tell something. */
    void learn(String secret) {
        if (!PUBLIC.contains(secret.strip().toLowerCase(Locale.ROOT))) {
            learnt.updateAndGet(redaction -> redaction.with(secret));
        }
    }

    /** Learns the value of a setting if, by its name, it may be a secret. */
    void learn(String name, String value) {
        if (SecretNames.mayBeSecret(name) && !RunnerProperties.isReference(value)) {
            learn(value);
        }
    }

    /**
     * Learns the client ids and secrets that this text sets: a properties file, a route.
     *
     * @param resolve gives the value of an environment variable or property that a placeholder names, "" for none
     */
    void learnFrom(String text, UnaryOperator<String> resolve) {
        CREDENTIAL_VALUE.matcher(text).results().forEach(match -> learnFound(match.group(3)));
        CREDENTIAL_PLACEHOLDER.matcher(text).results().forEach(match -> learn(resolve.apply(match.group(1))));
    }

    @Override
    public String apply(String text) {
        String masked = learnt.get().apply(text);
        masked = NAMED.matcher(masked).replaceAll("$1$2" + MASK);
        masked = JWT.matcher(masked).replaceAll(MASK);
        return BEARER.matcher(masked).replaceAll("$1" + MASK);
    }

    /** What looks like a secret in a text and is short may be the part of one before a character that ended it. */
    private void learnFound(String secret) {
        if (secret.length() >= SHORTEST_FOUND) {
            learn(secret);
        }
    }
}
