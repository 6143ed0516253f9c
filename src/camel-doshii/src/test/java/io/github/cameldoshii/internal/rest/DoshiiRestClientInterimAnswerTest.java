package io.github.cameldoshii.internal.rest;

import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.fixtures.RawServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoshiiRestClientInterimAnswerTest {

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
            })
    void is_passed_over(String interim) throws Exception {
        try (RawServer edge = RawServer.answering((socket, out) -> out.write((interim
                        + "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"id\":\"1\"}")
                .getBytes(StandardCharsets.US_ASCII)))) {
            DoshiiRestClient api = service.newApi(new ApiSettings(
                    ApiUnderTest.apiUrl(edge), () -> ApiUnderTest.CLIENT_ID, () -> ApiUnderTest.CLIENT_SECRET));

            assertThat(value(api.fetch(ApiUnderTest.apiUrl(edge) + "/orders/1", "loc")))
                    .isNotNull();
        }
    }
}
