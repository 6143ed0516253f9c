package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoshiiRestClientRedirectTest {

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    private final WireMockServer elsewhere =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        elsewhere.start();
        elsewhere.stubFor(get(anyUrl()).willReturn(okJson("{\"id\":1}")));
    }

    @AfterEach
    void stop() {
        elsewhere.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void to_another_host(int status) {
        redirect(status, elsewhere.baseUrl() + "/partner/v3/orders/1");

        DoshiiApiException failure = failure(service.api.fetch(service.url("/orders/1"), "loc"));

        assertThat(failure.kind()).isEqualTo(ApiErrorKind.REDIRECTED);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307})
    void even_if_the_users_http_component_follows_them(int status) {
        service.context.getComponent("http", HttpComponent.class).setFollowRedirects(true);
        redirect(status, elsewhere.baseUrl() + "/partner/v3/orders/1");

        try (DoshiiRestClient api = service.newApi()) {
            assertThat(failure(api.fetch(service.url("/orders/1"), "loc")).kind())
                    .isEqualTo(ApiErrorKind.REDIRECTED);
        }
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    private void redirect(int status, String location) {
        service.server.stubFor(get(urlEqualTo("/partner/v3/orders/1"))
                .willReturn(aResponse().withStatus(status).withHeader("Location", location)));
    }
}
