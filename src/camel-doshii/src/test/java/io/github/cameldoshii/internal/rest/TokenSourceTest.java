package io.github.cameldoshii.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.ServiceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokenSourceTest {

    private static final Instant START = Instant.parse("2026-11-24T01:00:00.999Z");

    private final ManualWallClock local = new ManualWallClock(START);
    private final ServiceClock clock = new ServiceClock(local, () -> 0, MachineSleep.NONE);
    private final AtomicReference<String> id = new AtomicReference<>("the id");
    private final AtomicReference<String> secret = new AtomicReference<>("the secret é");
    private final TokenSource tokens = new TokenSource(id::get, secret::get, clock);

    @Test
    void a_token_is_signed_with_the_secret_and_claims_client_id_and_epoch_seconds() {
        DecodedJWT token = verified(tokens.token("GET /orders").text());

        assertThat(token.getAlgorithm()).isEqualTo("HS256");
        assertThat(token.getClaim("clientId").asString()).isEqualTo("the id");
        assertThat(token.getClaim("timestamp").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(token.getClaims()).containsOnlyKeys("clientId", "timestamp");
    }

    @Test
    void a_token_is_used_again_for_a_few_minutes_and_never_near_its_end_at_ten() {
        TokenSource.Token first = tokens.token("GET /orders");

        local.advance(TokenSource.LIFETIME.minusSeconds(1));
        assertThat(tokens.token("GET /orders")).isEqualTo(first);

        local.advance(Duration.ofSeconds(1));
        TokenSource.Token second = tokens.token("GET /orders");
        assertThat(second).isNotEqualTo(first);
        assertThat(timestamp(second)).isEqualTo(local.instant().getEpochSecond());
        assertThat(TokenSource.LIFETIME).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_rejected_token_is_not_used_again() {
        TokenSource.Token first = tokens.token("GET /orders");
        local.advance(Duration.ofSeconds(1));

        tokens.reject(first);

        assertThat(tokens.token("GET /orders")).isNotEqualTo(first);
    }

    @Test
    void the_rejection_of_an_older_token_leaves_the_present_one() {
        TokenSource.Token first = tokens.token("GET /orders");
        tokens.reject(first);
        local.advance(Duration.ofSeconds(1));
        TokenSource.Token second = tokens.token("GET /orders");
        local.advance(Duration.ofSeconds(1));

        tokens.reject(first);

        assertThat(tokens.token("GET /orders")).isEqualTo(second);
    }

    @Test
    void rotated_credentials_are_used_at_once() {
        tokens.token("GET /orders");

        secret.set("another secret");
        id.set("another id");

        DecodedJWT token = verified(tokens.token("GET /orders").text());
        assertThat(token.getClaim("clientId").asString()).isEqualTo("another id");
    }

    @Test
    void a_token_is_signed_anew_when_the_clock_turns_out_to_be_wrong() {
        tokens.token("GET /orders");

        clock.observe("Tue, 24 Nov 2026 00:00:00 GMT", clock.monotonicNow(), clock.monotonicNow());

        assertThat(timestamp(tokens.token("GET /orders")))
                .isEqualTo(Instant.parse("2026-11-24T00:00:00Z").getEpochSecond());
    }

    @Test
    void a_missing_secret_is_an_error_that_names_the_option() {
        secret.set(" ");
        assertMissing("clientSecret");

        secret.set(null);
        assertMissing("clientSecret");
    }

    @Test
    void a_missing_client_id_is_an_error_that_names_the_option() {
        id.set(null);
        assertMissing("clientId");
    }

    private void assertMissing(String option) {
        assertThatThrownBy(() -> tokens.token("GET /orders"))
                .isInstanceOfSatisfying(
                        DoshiiApiException.class, e -> assertThat(e.kind()).isEqualTo(ApiErrorKind.MISSING_CREDENTIALS))
                .hasMessage("GET /orders: missing credentials, option " + option + " is not set");
    }

    private DecodedJWT verified(String token) {
        return JWT.require(Algorithm.HMAC256(secret.get().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .build()
                .verify(token);
    }

    private static long timestamp(TokenSource.Token token) {
        return JWT.decode(token.text()).getClaim("timestamp").asLong();
    }
}
