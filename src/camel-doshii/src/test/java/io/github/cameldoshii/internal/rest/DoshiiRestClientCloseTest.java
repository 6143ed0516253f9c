package io.github.cameldoshii.internal.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.failure;
import static io.github.cameldoshii.internal.rest.ApiUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.ApiErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class DoshiiRestClientCloseTest {

    private static final ApiRequest ORDERS = ApiRequest.of("orders");

    @RegisterExtension
    final ApiUnderTest service = new ApiUnderTest();

    @Test
    void ends_calls_that_run_and_calls_that_wait() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("[]").withFixedDelay(25_000)));
        List<CompletableFuture<Page>> calls = new ArrayList<>();
        for (int i = 0; i < 2 * AdaptiveRateLimiter.DEFAULT_PARALLEL; i++) {
            calls.add(service.api.page(ORDERS));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.server
                                .countRequestsMatching(
                                        com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor(anyUrl())
                                                .build())
                                .getCount()
                        > 0);

        long start = System.nanoTime();
        service.close(service.api);

        calls.forEach(call -> assertThat(failure(call).kind()).isEqualTo(ApiErrorKind.CLOSED));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void ends_calls_that_come_later() {
        service.api.close();

        assertThat(failure(service.api.page(ORDERS)).kind()).isEqualTo(ApiErrorKind.CLOSED);
        assertThat(service.server.getAllServeEvents()).isEmpty();
    }

    @Test
    void gives_back_the_turns_of_a_shared_budget() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("[]")));
        ApiTimer timer = ApiTimer.on(service.scheduler);
        AdaptiveRateLimiter shared = new AdaptiveRateLimiter(100, 1, timer);
        ApiSettings settings = new ApiSettings(java.net.URI.create(service.url("")), () -> "id", () -> "secret");
        DoshiiRestClient first = service.newApi(settings, shared);
        try (DoshiiRestClient second = service.newApi(settings, shared)) {
            first.close();
            failure(first.page(ORDERS));

            assertThat(value(second.page(ORDERS)).rows()).isEmpty();
        }
    }

    @Test
    void is_what_callers_see_when_the_executor_has_ended() {
        service.executor.shutdownNow();

        assertThat(failure(service.api.page(ORDERS)).kind()).isEqualTo(ApiErrorKind.CLOSED);
        // Also for all the turns there are.
        for (int i = 0; i < 2 * AdaptiveRateLimiter.DEFAULT_PARALLEL; i++) {
            assertThat(failure(service.api.page(ORDERS)).kind()).isEqualTo(ApiErrorKind.CLOSED);
        }
    }

    @Test
    void leaves_no_thread() {
        service.server.stubFor(get(anyUrl()).willReturn(okJson("[]")));
        DoshiiRestClient api = service.newApi();
        value(api.page(ORDERS));
        service.close(api);

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("httpclient") || name.contains("idle-connection"));
    }
}
