package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.ServiceTime;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {

    private static final ApiRequest ORDERS = ApiRequest.of("orders").at("aH43yx2Q");

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\":265,\"offset\":100,\"limit\":50,\"rows\":[]}",
                "{\"rows\":[],\"limit\":\"50\",\"offset\":\"100\",\"count\":\"265\",\"more\":{\"rows\":[1]}}"
            })
    void the_figures_of_an_envelope_may_be_numbers_or_text(String body) {
        Page page = page(body);

        assertThat(page.count()).isEqualTo(265);
        assertThat(page.offset()).isEqualTo(100);
        assertThat(page.limit()).isEqualTo(50);
        assertThat(page.rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"rows\":[]}", "{\"count\":null,\"offset\":{},\"limit\":\"x\",\"rows\":[]}"})
    void figures_that_are_not_told_are_untold(String body) {
        Page page = page(body);

        assertThat(page.count()).isEqualTo(Page.UNTOLD);
        assertThat(page.offset()).isEqualTo(Page.UNTOLD);
        assertThat(page.limit()).isEqualTo(Page.UNTOLD);
    }

    @Test
    void rows_are_the_very_text_that_arrived() {
        String first = "{ \"id\" : \"1\" , \"note\":\"}],[\\\"\\u00e9 é \uD83C\uDF55\" }";
        String second = "{\"id\":2,\"items\":[{\"id\":3}]}";

        assertThat(page("{\"rows\":[ " + first + " ,\n" + second + " ]}").rows())
                .extracting(Entity::json)
                .containsExactly(first, second);
    }

    @Test
    void rows_of_a_page_beyond_any_buffer_are_the_very_text_that_arrived() {
        String row = "{\"id\":\"1\",\"note\":\"" + "é".repeat(9_000) + "\"}";
        StringBuilder body = new StringBuilder("[").append(row);
        for (int i = 0; i < 20; i++) {
            body.append(", ").append(row);
        }

        assertThat(page(body + "]").rows()).hasSize(21).allSatisfy(entity -> assertThat(entity.json())
                .isEqualTo(row));
    }

    @Test
    void members_of_unexpected_types_are_as_if_absent() {
        Entity row = page("[{\"id\":7,\"status\":null,\"version\":{\"id\":\"x\"},\"uri\":[\"y\"],\"locationId\":true,"
                        + "\"createdAt\":\"yesterday\",\"updatedAt\":false}]")
                .rows()
                .get(0);

        assertThat(row)
                .isEqualTo(new Entity("7", "", "", "", "", ServiceTime.UNKNOWN, ServiceTime.UNKNOWN, row.json()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-11-24T01:00:00.000Z\"",
                "\"2026-11-24T01:00:00Z\"",
                "\"2026-11-24T12:00:00+11:00\"",
                "1795482000",
                "\"1795482000\"",
                "1795482000000"
            })
    void times_are_understood_in_every_form(String time) {
        assertThat(page("[{\"id\":7,\"updatedAt\":" + time + "}]").rows().get(0).updatedAt())
                .isEqualTo(new ServiceTime(1_795_482_000_000L));
    }

    @Test
    void a_table_is_known_by_its_name() {
        assertThat(page("[{\"name\":\"Table 12\"}]").rows())
                .extracting(Entity::id)
                .containsExactly("Table 12");
    }

    @Test
    void malformed_rows_are_told_and_the_others_go_on() {
        Page page = page("{\"rows\":[1,{\"id\":\"a\"},null,[{\"id\":\"x\"}],{\"id\":{}},\"text\",{\"id\":\"b\"}]}");

        assertThat(page.rows()).extracting(Entity::id).containsExactly("a", "b");
        assertThat(page.malformed()).extracting(Page.Malformed::index).containsExactly(0, 2, 3, 4, 5);
        assertThat(page.size()).isEqualTo(7);
    }

    @Test
    void a_byte_order_mark_is_skipped() {
        assertThat(page("\uFEFF[{\"id\":1}]").rows()).hasSize(1);
    }

    @Test
    void gzip_is_asked_for_and_understood() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("[{\"id\":\"é\"}]".getBytes(StandardCharsets.UTF_8));
        }
        service.server.stubFor(get(urlPathEqualTo("/partner/v3/orders"))
                .withHeader("Accept-Encoding", equalTo("gzip"))
                .willReturn(ok().withBody(bytes.toByteArray()).withHeader("Content-Encoding", "gzip")));

        assertThat(value(service.api.page(ORDERS)).rows())
                .extracting(Entity::id)
                .containsExactly("é");
    }

    @Test
    void gzip_is_understood_also_if_the_users_http_component_does_not_decompress() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("[{\"id\":\"é\"}]".getBytes(StandardCharsets.UTF_8));
        }
        service.server.stubFor(get(urlPathEqualTo("/partner/v3/orders"))
                .willReturn(ok().withBody(bytes.toByteArray()).withHeader("Content-Encoding", "gzip")));
        service.context.getComponent("http", HttpComponent.class).setContentCompressionDisabled(true);

        try (DoshiiRestClient api = service.newApi()) {
            assertThat(value(api.page(ORDERS)).rows()).extracting(Entity::id).containsExactly("é");
        }
    }

    @Test
    void segments_and_parameters_are_encoded() {
        String url = "/partner/v3/tables/Table%2012%2F%C3%A9%3F%23%25%26%3B%2B/orders"
                + "?status=pending%2Caccepted&name=a%20%26b%3D1&limit=50";
        service.server.stubFor(get(urlEqualTo(url)).willReturn(okJson("[]")));

        value(service.api.page(ApiRequest.of("tables", "Table 12/é?#%&;+", "orders")
                .with("status", "pending,accepted")
                .with("name", "a &b=1")
                .with("limit", 50)));

        service.server.verify(getRequestedFor(urlEqualTo(url)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "..;x", "a\nb", "a\u0000"})
    void a_segment_that_leaves_the_path_is_refused(String id) {
        assertThatThrownBy(() -> ApiRequest.of("orders", id))
                .isInstanceOfSatisfying(
                        DoshiiApiException.class, e -> assertThat(e.kind()).isEqualTo(ApiErrorKind.REFUSED_REQUEST));
    }

    @Test
    void errors_name_the_path_without_the_query() {
        DoshiiApiException failure = failure(service.api.page(ORDERS.with("updatedFrom", 1)));

        assertThat(failure.operation()).isEqualTo("GET /orders");
        assertThat(failure.status()).isEqualTo(404);
    }

    @Test
    void a_list_is_walked_over_the_wire() {
        FakeList list = new FakeList(100, true);
        for (int id = 0; id < 150; id++) {
            list.put(id, java.time.Instant.ofEpochSecond(1_795_482_000L + id));
        }
        for (long from : new long[] {1_795_482_000L, 1_795_482_099L}) {
            service.server.stubFor(get(urlEqualTo("/partner/v3/orders?updatedFrom=" + from + "&limit=100"))
                    .willReturn(okJson(list.json(from, 0, 100))));
        }

        PageCursor cursor = new PageCursor(PageCursor.Order.UPDATED, 1_795_482_000L, 100);
        int rows = 0;
        while (!cursor.isDone()) {
            ApiRequest request = ORDERS.with("updatedFrom", cursor.fromSecond()).with("limit", cursor.limit());
            rows += cursor.accept(value(service.api.page(request))).size();
        }

        assertThat(rows).isEqualTo(150);
        assertThat(service.server.getAllServeEvents()).hasSize(2);
    }

    private Page page(String body) {
        service.server.stubFor(get(urlPathEqualTo("/partner/v3/orders"))
                .willReturn(ok().withBody(body.getBytes(StandardCharsets.UTF_8))));
        return value(service.api.page(ORDERS));
    }
}
