package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginGuardTokenTest {

    private static final OriginGuard ORIGIN = new OriginGuard(
            URI.create("https://sandbox.doshii.co/partner/v3"),
            new ServiceHosts(List.of("doshii.co", "doshii.io"), "sandbox", "/partner/v3"));

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Another host, or one that only looks like it.
                "https://evil.example/partner/v3/orders/1",
                "https://sandbox.doshii.co.evil.example/partner/v3/orders/1",
                "https://sandbox-doshii.co/partner/v3/orders/1",
                "https://notsandbox.doshii.co/partner/v3/orders/1",
                // The other environment of the vendor.
                "https://live.doshii.co/partner/v3/orders/1",
                "https://doshii.co/partner/v3/orders/1",
                "https://evil.example/?https://sandbox.doshii.co/partner/v3/orders/1",
                "https://sandbox.doshii.co@evil.example/partner/v3/orders/1",
                "https://evil.example#@sandbox.doshii.co/partner/v3/orders/1",
                "https://evil.example\\@sandbox.doshii.co/partner/v3/orders/1",
                "https://sandbox.doshii.co\\.evil.example/partner/v3/orders/1",
                "//sandbox.doshii.co/partner/v3/orders/1",
                "https:///partner/v3/orders/1",
                // User, port, scheme.
                "https://user:pw@sandbox.doshii.co/partner/v3/orders/1",
                "https://@sandbox.doshii.co/partner/v3/orders/1",
                "https://sandbox.doshii.co:8443/partner/v3/orders/1",
                "http://sandbox.doshii.co/partner/v3/orders/1",
                "http://sandbox.doshii.co:443/partner/v3/orders/1",
                "ftp://sandbox.doshii.co/partner/v3/orders/1",
                "file:///etc/passwd",
                "jar:https://sandbox.doshii.co/partner/v3/orders/1",
                // Out of the API's path.
                "https://sandbox.doshii.co/",
                "https://sandbox.doshii.co/partner/v3",
                "https://sandbox.doshii.co/partner/v3/",
                "https://sandbox.doshii.co/partner/v30/orders/1",
                "https://sandbox.doshii.co/pos/v3/orders/1",
                "https://sandbox.doshii.co/partner/v3/../../admin",
                "https://sandbox.doshii.co/partner/v3/orders/./1",
                "https://sandbox.doshii.co/partner/v3/%2e%2e/admin",
                "https://sandbox.doshii.co/partner/v3/%2E./admin",
                "https://sandbox.doshii.co/partner/v3/..%2f..%2fadmin",
                "https://sandbox.doshii.co/partner/v3/..%5c..%5cadmin",
                "https://sandbox.doshii.co/partner/v3/%252e%252e%252fadmin",
                "https://sandbox.doshii.co/partner/v3/..;x=1/admin",
                "https://sandbox.doshii.co/partner/v3//orders/1",
                "https://sandbox.doshii.co/%70artner/v3/orders/1",
                // Not an address, or one that would break a header or log line.
                "",
                "orders/1",
                "/partner/v3/orders/1",
                "https://sandbox.doshii.co/partner/v3/orders/1\r\nX: y",
                "https://sandbox.doshii.co/partner/v3/orders/%0d%0aX:y",
                "https://sandbox.doshii.co/partner/v3/orders/%00",
                "https://sandbox.doshii.co/partner/v3/orders/%zz",
                "https://sandbox.doshii.co/partner/v3/orders/{{secret}}",
                "https://sandbox.doshii.co/partner/v3/orders/1#fragment",
                "javascript:alert(1)"
            })
    void refuses_every_other_address(String address) {
        assertThatThrownBy(() -> ORIGIN.request(address, "loc"))
                .isInstanceOfSatisfying(DoshiiApiException.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(ApiErrorKind.REFUSED_REQUEST);
                    assertThat(refusal.status()).isEqualTo(DoshiiApiException.NO_STATUS);
                    assertThat(refusal.getMessage()).doesNotContain("evil").doesNotContain("\n");
                });
    }

    @Test
    void refuses_an_address_of_unreasonable_length() {
        assertThatThrownBy(() -> ORIGIN.request("https://sandbox.doshii.co/partner/v3/" + "x".repeat(3000), "loc"))
                .isInstanceOf(DoshiiApiException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sandbox.doshii.co/partner/v3/orders/1",
                "https://sandbox.doshii.co:443/partner/v3/orders/1",
                "HTTPS://SANDBOX.doshii.CO/partner/v3/orders/1",
                "https://sandbox.doshii.co/partner/v3/tables/Table%2012%2F14",
                "https://sandbox.doshii.co/partner/v3/locations/aH43yx2Q/menu?filtered=true",
                // The same service under other names.
                "https://sandbox.doshii.io/partner/v3/orders/1",
                "https://sandbox-readonly.doshii.co/partner/v3/orders/1"
            })
    void accepts_an_address_of_the_origin(String address) {
        ApiRequest request = ORIGIN.request(address, "loc");

        String rest = address.substring(address.indexOf("/partner/v3") + "/partner/v3".length());
        assertThat(request.query().isEmpty() ? request.path() : request.path() + "?" + request.query())
                .isEqualTo(rest);
    }

    @Test
    void asks_at_api_url_for_what_the_service_names_by_its_own_host() {
        OriginGuard behindProxy = new OriginGuard(
                URI.create("http://proxy.internal:8080/doshii"),
                new ServiceHosts(List.of("doshii.co"), "sandbox", "/partner/v3"));

        assertThat(behindProxy
                        .request("https://sandbox.doshii.co/partner/v3/orders/1", "loc")
                        .path())
                .isEqualTo("/orders/1");
        assertThatThrownBy(() -> behindProxy.request("https://sandbox.doshii.co/doshii/orders/1", "loc"))
                .isInstanceOf(DoshiiApiException.class);
    }

    @Test
    void takes_the_names_of_this_machine_for_one_host() {
        OriginGuard here = new OriginGuard(URI.create("http://127.0.0.1:8580/partner/v3"), ServiceHosts.NONE);

        assertThat(here.request("http://localhost:8580/partner/v3/orders/1", "loc")
                        .path())
                .isEqualTo("/orders/1");
        assertThatThrownBy(() -> here.request("http://localhost:8581/partner/v3/orders/1", "loc"))
                .isInstanceOf(DoshiiApiException.class);
    }

    @Test
    void sends_nothing_to_another_port_of_the_same_host() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("{\"id\":1}")));
        ApiSettings elsewhere =
                new ApiSettings(URI.create("http://localhost:1" + ApiUnderTest.BASE), () -> "client", () -> "secret");

        try (DoshiiRestClient api = service.newApi(elsewhere)) {
            DoshiiApiException refusal = failure(api.fetch(service.url("/orders/1"), "loc"));
            assertThat(refusal.kind()).isEqualTo(ApiErrorKind.REFUSED_REQUEST);
        }

        assertThat(service.server.getAllServeEvents()).isEmpty();
    }

    @Test
    void refuses_a_location_id_that_cannot_stand_in_a_header() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("{\"id\":1}")));

        for (String id : new String[] {"a\r\nX-Evil: 1", "a\nb", "a\u0000b", "a b", "é", "x".repeat(300)}) {
            assertThat(failure(service.api.fetch(service.url("/orders/1"), id)).kind())
                    .isEqualTo(ApiErrorKind.REFUSED_REQUEST);
        }

        assertThat(service.server.getAllServeEvents()).isEmpty();
        assertThat(value(service.api.fetch(service.url("/orders/1"), "aH43yx2Q"))
                        .id())
                .isEqualTo("1");
    }
}
