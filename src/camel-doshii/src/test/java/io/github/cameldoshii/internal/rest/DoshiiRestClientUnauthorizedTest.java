package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoshiiRestClientUnauthorizedTest {

    private final ManualWallClock local = new ManualWallClock(Instant.parse("2026-11-24T02:00:00Z"));

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest(settings -> settings, local);

    @Test
    void is_sent_again_once_with_the_services_time_in_the_token() {
        Instant serviceTime = local.instant().minus(Duration.ofHours(1));
        firstThen(aResponse().withStatus(401).withHeader("Date", httpDate(serviceTime)));

        Entity order = value(service.api.fetch(service.url("/orders/1"), "loc"));

        assertThat(order.id()).isEqualTo("1");
        List<Long> timestamps = timestampsSent();
        assertThat(timestamps).hasSize(2);
        assertThat(timestamps.get(0)).isEqualTo(local.instant().getEpochSecond());
        assertThat(timestamps.get(1)).isBetween(serviceTime.getEpochSecond() - 1, serviceTime.getEpochSecond() + 1);
    }

    @Test
    void is_sent_a_third_time_with_the_local_time_if_what_the_answers_tell_is_refused_and_that_is_believed_no_more() {
        String lie = httpDate(local.instant().plus(Duration.ofHours(6)));
        service.server.stubFor(get(anyUrl()).willReturn(okJson("{\"id\":1}").withHeader("Date", lie)));
        value(service.api.fetch(service.url("/orders/1"), "loc"));
        service.server.resetRequests();
        firstThen(aResponse().withStatus(401).withHeader("Date", lie));
        service.server.stubFor(get(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs("again")
                .willReturn(aResponse().withStatus(401).withHeader("Date", lie))
                .willSetStateTo("third"));
        service.server.stubFor(get(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs("third")
                .willReturn(okJson("{\"id\":1}").withHeader("Date", lie)));

        value(service.api.fetch(service.url("/orders/1"), "loc"));
        value(service.api.fetch(service.url("/orders/1"), "loc"));

        long now = local.instant().getEpochSecond();
        assertThat(timestampsSent()).hasSize(4).endsWith(now, now).first().satisfies(first -> assertThat(first)
                .isGreaterThan(now + 3600));
    }

    @Test
    void is_sent_again_also_without_a_date_in_the_answer() {
        firstThen(unauthorized());

        assertThat(value(service.api.fetch(service.url("/orders/1"), "loc")).id())
                .isEqualTo("1");
        assertThat(service.server.getAllServeEvents()).hasSize(2);
    }

    @Test
    void fails_when_the_second_token_is_rejected_too() {
        service.server.stubFor(get(anyUrl()).willReturn(unauthorized().withBody("{\"message\":\"no such app\"}")));

        DoshiiApiException failure = failure(service.api.fetch(service.url("/orders/1"), "loc"));

        assertThat(failure.kind()).isEqualTo(ApiErrorKind.UNAUTHORIZED);
        assertThat(failure).hasMessageStartingWith("GET /orders/1: status 401, no such app");
        assertThat(service.server.getAllServeEvents()).hasSize(2);
    }

    @Test
    void a_date_that_a_cache_had_stored_is_no_clock() {
        service.server.stubFor(get(anyUrl())
                .willReturn(okJson("{\"id\":1}")
                        .withHeader("Date", httpDate(local.instant().minusSeconds(3600)))
                        .withHeader("Age", "3600")));

        value(service.api.fetch(service.url("/orders/1"), "loc"));

        assertThat(service.api.clock().isMeasured()).isFalse();
    }

    @Test
    void is_not_sent_at_all_without_a_secret() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("{\"id\":1}")));

        try (DoshiiRestClient api =
                service.newApi(new ApiSettings(URI.create(service.url("")), () -> "id", () -> ""))) {
            DoshiiApiException failure = failure(api.fetch(service.url("/orders/1"), "loc"));

            assertThat(failure.kind()).isEqualTo(ApiErrorKind.MISSING_CREDENTIALS);
            assertThat(failure.detail()).isEqualTo("option clientSecret is not set");
        }
        assertThat(service.server.getAllServeEvents()).isEmpty();
    }

    private void firstThen(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder first) {
        service.server.stubFor(get(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("again"));
        service.server.stubFor(
                get(anyUrl()).inScenario("once").whenScenarioStateIs("again").willReturn(okJson("{\"id\":1}")));
    }

    /** In the order in which they were sent. */
    private List<Long> timestampsSent() {
        List<Long> timestamps = new java.util.ArrayList<>(service.server.getAllServeEvents().stream()
                .map(event -> event.getRequest().getHeader("Authorization").substring("Bearer ".length()))
                .map(token -> JWT.decode(token).getClaim("timestamp").asLong())
                .toList());
        java.util.Collections.reverse(timestamps);
        return timestamps;
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(ZoneOffset.UTC));
    }
}
