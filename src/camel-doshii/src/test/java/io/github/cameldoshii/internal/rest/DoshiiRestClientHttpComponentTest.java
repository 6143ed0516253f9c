package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.fixtures.RawServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class DoshiiRestClientHttpComponentTest {

    private static final ApiRequest ORDERS = ApiRequest.of("orders");

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    @Test
    void gives_its_proxy() {
        byte[] answer = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n[{\"id\":1}]")
                .getBytes(StandardCharsets.US_ASCII);
        try (RawServer proxy = RawServer.answering((socket, out) -> out.write(answer))) {
            http().setProxyHost("localhost");
            http().setProxyPort(proxy.port());

            try (DoshiiRestClient api = api("http://api.invalid/partner/v3")) {
                assertThat(value(api.page(ORDERS)).rows()).hasSize(1);
            }
            assertThat(proxy.heads())
                    .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                    .startsWith("GET http://api.invalid/partner/v3/orders HTTP/1.1\r\n");
        }
    }

    @Test
    void gives_its_response_time_out() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("[]").withFixedDelay(30_000)));
        http().setResponseTimeout(300);

        try (DoshiiRestClient api = service.newApi()) {
            long start = System.nanoTime();
            assertThat(failure(api.page(ORDERS)).kind()).isEqualTo(ApiErrorKind.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void gives_its_trust_and_its_host_name_check() {
        WireMockServer secure =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
        secure.start();
        try {
            secure.stubFor(get(anyUrl()).willReturn(okJson("[{\"id\":1}]")));
            String apiUrl = "https://localhost:" + secure.httpsPort() + "/partner/v3";

            try (DoshiiRestClient api = api(apiUrl)) {
                DoshiiApiException failure = failure(api.page(ORDERS));
                assertThat(failure.kind()).isEqualTo(ApiErrorKind.CONNECTION);
                assertThat(failure.detail()).startsWith("SSL");
            }

            HttpComponent https = service.context.getComponent("https", HttpComponent.class);
            https.setSslContextParameters(trustingAll());
            https.setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
            try (DoshiiRestClient api = api(apiUrl)) {
                assertThat(value(api.page(ORDERS)).rows()).hasSize(1);
            }
        } finally {
            secure.stop();
        }
    }

    @Test
    void does_not_turn_http_into_https_because_it_has_tls_parameters() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("[{\"id\":1}]")));
        http().setSslContextParameters(trustingAll());

        try (DoshiiRestClient api = service.newApi()) {
            assertThat(value(api.page(ORDERS)).rows()).hasSize(1);
        }
    }

    @Test
    void gives_its_user_agent() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("[]")));
        http().setUserAgent("the users");

        try (DoshiiRestClient api = service.newApi()) {
            value(api.page(ORDERS));
        }
        service.server.verify(getRequestedFor(anyUrl()).withHeader("User-Agent", equalTo("the users")));
    }

    @Test
    void cannot_take_away_the_headers_that_the_api_needs() {
        service.server.stubFor(
                get(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7")));
        http().setSkipRequestHeaders(true);
        http().setSkipControlHeaders(true);
        http().setSkipResponseHeaders(true);

        try (DoshiiRestClient api = service.newApi()) {
            assertThat(failure(api.page(ORDERS.at("loc"))).retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
        service.server.verify(
                getRequestedFor(com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo("/partner/v3/orders"))
                        .withHeader("Authorization", matching("Bearer .+"))
                        .withHeader("doshii-location-id", equalTo("loc")));
    }

    private HttpComponent http() {
        return service.context.getComponent("http", HttpComponent.class);
    }

    private DoshiiRestClient api(String apiUrl) {
        return service.newApi(new ApiSettings(URI.create(apiUrl), () -> "id", () -> "secret"));
    }

    private static SSLContextParameters trustingAll() {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setTrustManager(new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        });
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }
}
