package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal by something in between says nothing about the credentials, and may be over the next time. */
class DoshiiRestClientInterceptedAnswerTest {

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    private DoshiiApiException failureOf(ResponseDefinitionBuilder answer) {
        service.server.stubFor(get(anyUrl()).willReturn(answer));
        return failure(service.api.fetch(service.url("/orders/1"), "loc"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 407})
    void is_known_by_its_page(int status) {
        DoshiiApiException failure =
                failureOf(aResponse().withStatus(status).withBody("<!DOCTYPE html><title>Just a moment...</title>"));

        assertThat(failure.kind()).isEqualTo(ApiErrorKind.INTERCEPTED);
        assertThat(failure.kind().retryable()).isTrue();
        assertThat(failure.detail()).contains("something in between", "an HTML page");
    }

    @ParameterizedTest
    @CsvSource({
        "Server, cloudflare",
        "cf-mitigated, challenge",
        "Via, 1.1 gateway.example",
        "Proxy-Authenticate, Basic",
        "WWW-Authenticate, NTLM"
    })
    void is_known_by_the_mark_of_a_proxy_or_firewall(String header, String value) {
        DoshiiApiException failure =
                failureOf(aResponse().withStatus(403).withHeader(header, value).withBody("Access denied"));

        assertThat(failure.kind()).isEqualTo(ApiErrorKind.INTERCEPTED);
        assertThat(failure.detail()).doesNotContain("gateway.example");
        assertThat(service.server.getAllServeEvents()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"401, UNAUTHORIZED", "403, FORBIDDEN", "404, NOT_FOUND"})
    void is_told_from_one_of_the_service_that_was_only_passed_on(int status, ApiErrorKind kind) {
        assertThat(failureOf(aResponse()
                                .withStatus(status)
                                .withHeader("Via", "1.1 gateway.example")
                                .withHeader("Content-Type", "application/json")
                                .withBody("{\"message\":\"Not for you\"}"))
                        .kind())
                .isEqualTo(kind);
    }
}
