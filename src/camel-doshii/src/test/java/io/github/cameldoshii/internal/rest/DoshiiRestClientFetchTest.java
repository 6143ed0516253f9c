package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.ServiceTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoshiiRestClientFetchTest {

    private static final String ORDER =
            """
            { "id": 90211, "status":"accepted",  "locationId": "aH43yx2Q", "version": "iwgjr2NJ014",
              "note": "\\u00e9 {}[]", "items": [{"id": "inner", "version": "inner"}],
              "updatedAt": "2026-11-24T01:00:00.000Z", "createdAt": "2026-11-24T10:00:00+11:00" }""";

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    @Test
    void gives_the_entity_as_the_very_text_that_arrived_with_its_version() {
        service.server.stubFor(get(urlEqualTo("/partner/v3/orders/90211")).willReturn(okJson(ORDER)));

        Entity order = value(service.api.fetch(service.url("/orders/90211"), "aH43yx2Q"));

        assertThat(order.json()).isEqualTo(ORDER);
        assertThat(order.id()).isEqualTo("90211");
        assertThat(order.status()).isEqualTo("accepted");
        assertThat(order.version()).isEqualTo("iwgjr2NJ014");
        assertThat(order.locationId()).isEqualTo("aH43yx2Q");
        assertThat(order.updatedAt()).isEqualTo(new ServiceTime(1_795_482_000_000L));
        assertThat(order.createdAt()).isEqualTo(new ServiceTime(1_795_474_800_000L));
    }

    @Test
    void sends_only_the_headers_of_the_api() {
        service.server.stubFor(get(urlEqualTo("/partner/v3/orders/90211")).willReturn(okJson(ORDER)));

        value(service.api.fetch(service.url("/orders/90211"), "aH43yx2Q"));

        service.server.verify(getRequestedFor(urlEqualTo("/partner/v3/orders/90211"))
                .withHeader("Authorization", matching("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .withHeader("doshii-location-id", equalTo("aH43yx2Q"))
                .withHeader("Accept-Encoding", equalTo("gzip"))
                .withHeader("Accept", equalTo("application/json")));
        assertThat(service.server
                        .getAllServeEvents()
                        .get(0)
                        .getRequest()
                        .getHeaders()
                        .keys())
                .extracting(name -> name.toLowerCase(java.util.Locale.ROOT))
                .containsExactlyInAnyOrder(
                        "authorization",
                        "doshii-location-id",
                        "accept",
                        "accept-encoding",
                        "host",
                        "connection",
                        "user-agent");
    }

    @Test
    void sends_no_location_header_for_an_event_without_location() {
        service.server.stubFor(get(urlEqualTo("/partner/v3/devices/7")).willReturn(okJson("{\"id\":7}")));

        value(service.api.fetch(service.url("/devices/7"), ""));

        service.server.verify(
                getRequestedFor(urlEqualTo("/partner/v3/devices/7")).withHeader("doshii-location-id", absent()));
    }

    @Test
    void keeps_query_and_encoding_of_the_uri() {
        String path = "/tables/Table%2012%2F%C3%A9?ref=a%20b&Authorization=x&filtered=true";
        service.server.stubFor(get(urlEqualTo("/partner/v3" + path)).willReturn(okJson("{\"name\":\"Table 12/é\"}")));

        Entity table = value(service.api.fetch(service.url(path), "aH43yx2Q"));

        assertThat(table.id()).isEqualTo("Table 12/é");
        service.server.verify(
                getRequestedFor(urlEqualTo("/partner/v3" + path)).withHeader("Authorization", matching("Bearer .+")));
    }

    @Test
    void resolves_no_placeholders_of_the_host_application() {
        service.context.getPropertiesComponent().addOverrideProperty("password", "from-the-application");
        service.server.stubFor(
                get(com.github.tomakehurst.wiremock.client.WireMock.anyUrl()).willReturn(okJson("{\"id\":1}")));

        value(service.api.fetch(service.url("/orders/%7B%7Bpassword%7D%7D?x=%7B%7Bpassword%7D%7D"), "aH43yx2Q"));

        assertThat(service.server.getAllServeEvents().get(0).getRequest().getUrl())
                .isEqualTo("/partner/v3/orders/%7B%7Bpassword%7D%7D?x=%7B%7Bpassword%7D%7D");
    }

    @Test
    void gives_a_list_as_an_entity_that_has_only_its_text() {
        service.server.stubFor(get(urlEqualTo("/partner/v3/tables")).willReturn(okJson(" [{\"name\":\"T1\"}] ")));

        Entity tables = value(service.api.fetch(service.url("/tables"), "aH43yx2Q"));

        assertThat(tables.json()).isEqualTo("[{\"name\":\"T1\"}]");
        assertThat(tables.id()).isEmpty();
    }

    @Test
    void leaves_no_endpoint_behind_in_the_context() {
        service.server.stubFor(
                get(com.github.tomakehurst.wiremock.client.WireMock.anyUrl()).willReturn(okJson("{\"id\":1}")));

        for (int i = 0; i < 20; i++) {
            value(service.api.fetch(service.url("/orders/" + i), "aH43yx2Q"));
        }

        assertThat(service.context.getEndpoints()).isEmpty();
    }
}
