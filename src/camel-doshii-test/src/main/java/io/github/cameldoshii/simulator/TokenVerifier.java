package io.github.cameldoshii.simulator;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks the bearer token of a REST call: JWT, HS256, claims {@code clientId} and {@code timestamp} (epoch seconds), good
 * for ten minutes. How far ahead a clock may be is not documented; a minute is let through. Immutable.
 */
final class TokenVerifier {

    private static final Duration VALID = Duration.ofMinutes(10);
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final String SCHEME = "Bearer ";

    private final JWTVerifier verifier;
    private final String clientId;
    private final Clock clock;

    TokenVerifier(String clientId, String clientSecret, Clock clock) {
        this.verifier =
                JWT.require(Algorithm.HMAC256(clientSecret)).ignoreIssuedAt().build();
        this.clientId = clientId;
        this.clock = clock;
    }

    /** What is wrong with the header {@code Authorization}; empty if nothing is. */
    Optional<String> problem(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.of("a bearer token is required");
        }
        try {
            return problem(
                    verifier.verify(authorization.substring(SCHEME.length()).trim()));
        } catch (JWTVerificationException invalid) {
            return Optional.of("the token is no JWT signed with the client secret");
        }
    }

    private Optional<String> problem(DecodedJWT token) {
        if (!clientId.equals(token.getClaim("clientId").asString())) {
            return Optional.of("the token names no known clientId");
        }
        Claim timestamp = token.getClaim("timestamp");
        if (timestamp.asLong() == null) {
            return Optional.of("the token's timestamp must be a number, epoch seconds");
        }
        Instant issued = Instant.ofEpochSecond(timestamp.asLong());
        Instant now = clock.instant();
        if (issued.isBefore(now.minus(VALID))) {
            return Optional.of("the token has expired");
        }
        return issued.isAfter(now.plus(AHEAD))
                ? Optional.of("the token's timestamp is in the future")
                : Optional.empty();
    }
}
