package io.github.cameldoshii.internal.rest;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.http.Redaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Source of the bearer token: a JSON web token, HS256 with the client secret, claims {@code clientId} and {@code timestamp}
 * (epoch seconds). The service accepts a token for 10 minutes (vendor's "app authentication" page); it is cached for less and
 * then signed anew. Safe for use by any thread.
 */
final class TokenSource {

    /** Well within the 10 minutes, so that neither a skewed clock nor a slow request meets the end. */
    static final Duration LIFETIME = Duration.ofMinutes(4);

    private final Supplier<String> clientId;
    private final Supplier<String> clientSecret;
    private final ServiceClock clock;
    private final AtomicReference<Token> cached = new AtomicReference<>(Token.NONE);

    TokenSource(Supplier<String> clientId, Supplier<String> clientSecret, ServiceClock clock) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.clock = clock;
    }

    /**
     * A token that the service will accept for some minutes.
     *
     * @param operation what it is needed for, for the error
     * @throws DoshiiApiException of kind {@link ApiErrorKind#MISSING_CREDENTIALS} that names the option that is not set
     */
    Token token(String operation) {
        return token(operation, clock.now().floorSeconds());
    }

    /** As {@link #token(String)}, signed with the time of this machine. */
    Token tokenByWallClock(String operation) {
        return token(operation, Math.floorDiv(clock.wallNow().epochMillis(), 1000));
    }

    private Token token(String operation, long now) {
        String id = required(clientId, "clientId", operation);
        String secret = required(clientSecret, "clientSecret", operation);
        Token known = cached.get();
        if (known.serves(id, secret, now)) {
            return known;
        }
        Token fresh = new Token(id, secret, now, sign(id, secret, now));
        cached.set(fresh);
        return fresh;
    }

    /** Whether a token that was just refused would be signed with another time by the wall clock. */
    boolean wallClockDiffers() {
        return Math.abs(clock.wallNow().epochMillis() - clock.now().epochMillis()) > LIFETIME.toMillis();
    }

    /** Forgets a token that the service rejected, so that the next one is signed anew. */
    void reject(Token token) {
        cached.updateAndGet(known -> known.text.equals(token.text) ? Token.NONE : known);
    }

    /** Takes out of a text whatever of the credentials it holds: a far side may echo what it was sent. */
    String withoutSecrets(String text) {
        Token known = cached.get();
        return Redaction.of(known.text, known.secret, blankIfNull(clientSecret.get()), blankIfNull(clientId.get()))
                .apply(text);
    }

    private static String sign(String id, String secret, long epochSecond) {
        return JWT.create()
                .withClaim("clientId", id)
                .withClaim("timestamp", epochSecond)
                .sign(Algorithm.HMAC256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static String required(Supplier<String> supplier, String option, String operation) {
        String value = blankIfNull(supplier.get());
        if (value.isBlank()) {
            throw DoshiiApiException.unanswered(
                    ApiErrorKind.MISSING_CREDENTIALS, operation, "option " + option + " is not set");
        }
        return value;
    }

    private static String blankIfNull(String value) {
        return value == null ? "" : value;
    }

    /** No record, so that no generated {@code toString} shows the secret. */
    static final class Token {

        private static final Token NONE = new Token("", "", 0, "");

        private final String id;
        private final String secret;
        private final long timestamp;
        private final String text;

        Token(String id, String secret, long timestamp, String text) {
            this.id = id;
            this.secret = secret;
            this.timestamp = timestamp;
            this.text = text;
        }

        String text() {
            return text;
        }

        /** What it tells as the service's time. */
        ServiceTime time() {
            return new ServiceTime(timestamp * 1000);
        }

        /** Also no longer if the clock turned out to be wrong meanwhile, whichever way. */
        boolean serves(String id, String secret, long now) {
            return this.id.equals(id) && this.secret.equals(secret) && Math.abs(now - timestamp) < LIFETIME.toSeconds();
        }
    }
}
