package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoshiiRestClientErrorAnswerTest {

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED, false",
        "401, UNAUTHORIZED, false",
        "402, REJECTED, false",
        "403, FORBIDDEN, false",
        "404, NOT_FOUND, false",
        "408, TIMEOUT, true",
        "409, CONFLICT, false",
        "429, RATE_LIMITED, true",
        "456, REJECTED, false",
        "302, REDIRECTED, false",
        "304, NOT_MODIFIED, false",
        "500, SERVER_ERROR, true",
        "502, SERVER_ERROR, true",
        "503, SERVER_ERROR, true",
        "504, SERVER_ERROR, true"
    })
    void has_the_kind_of_its_status(int status, ApiErrorKind kind, boolean retryable) {
        DoshiiApiException failure = failureOf(aResponse().withStatus(status));

        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.kind().retryable()).isEqualTo(retryable);
        assertThat(failure.operation()).isEqualTo("GET /orders/1");
        assertThat(failure.retryAfter()).isZero();
    }

    @Test
    void tells_the_services_message() {
        DoshiiApiException failure = failureOf(aResponse()
                .withStatus(409)
                .withBody("{\"statusCode\":409,\"x\":{\"message\":\"inner\"},\"message\":\"Table is taken\"}"));

        assertThat(failure).hasMessage("GET /orders/1: status 409, Table is taken");
        assertThat(failure.detail()).isEqualTo("Table is taken");
    }

    @Test
    void tells_plain_text_as_it_is() {
        assertThat(failureOf(aResponse().withStatus(500).withBody("out of order"))
                        .detail())
                .isEqualTo("out of order");
    }

    @Test
    void does_not_tell_an_html_page() {
        assertThat(failureOf(aResponse().withStatus(502).withBody("<html><h1>Bad Gateway</h1>"))
                        .detail())
                .isEqualTo("an HTML page");
    }

    @Test
    void is_told_in_few_words_on_one_line() {
        String message = "line one\\r\\nline two\\u001b[31m\\u2028" + "x".repeat(10_000);
        DoshiiApiException failure =
                failureOf(aResponse().withStatus(400).withBody("{\"message\":\"" + message + "\"}"));

        assertThat(failure.getMessage())
                .startsWith("GET /orders/1: status 400, line one line two [31m xxx")
                .hasSizeLessThan(400);
        assertThat(failure.getMessage().chars()).allMatch(c -> c >= 0x20);
    }

    @Test
    void with_a_body_beyond_all_bounds_still_tells_its_status() {
        assertThat(failureOf(aResponse().withStatus(500).withBody("x".repeat(3 * BoundedBody.MAX_ERROR_BYTES)))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void with_a_broken_gzip_body_still_tells_its_status() {
        assertThat(failureOf(aResponse()
                                .withStatus(503)
                                .withHeader("Content-Encoding", "gzip")
                                .withBody("not gzip"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void tells_how_many_seconds_to_wait() {
        assertThat(failureOf(aResponse().withStatus(429).withHeader("Retry-After", "17"))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void tells_how_long_to_wait_until_a_date() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(90).atZone(ZoneOffset.UTC));

        assertThat(failureOf(aResponse().withStatus(503).withHeader("Retry-After", date))
                        .retryAfter())
                .isBetween(Duration.ofSeconds(80), Duration.ofSeconds(91));
    }

    @Test
    void is_asked_for_once_only() {
        failureOf(aResponse().withStatus(503).withHeader("Retry-After", "1"));

        assertThat(service.server.getAllServeEvents()).hasSize(1);
    }

    private DoshiiApiException failureOf(ResponseDefinitionBuilder answer) {
        service.server.stubFor(get(anyUrl()).willReturn(answer));
        return failure(service.api.fetch(service.url("/orders/1"), "loc"));
    }
}
