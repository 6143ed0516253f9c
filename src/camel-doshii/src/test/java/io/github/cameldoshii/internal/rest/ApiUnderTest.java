package io.github.cameldoshii.internal.rest;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.fixtures.RawServer;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The client in a Camel context of its own, against a stand-in HTTP server. */
final class ApiUnderTest implements BeforeEachCallback, AfterEachCallback {

    static final String CLIENT_ID = "client-id-4711";
    static final String CLIENT_SECRET = "client-secret-0815";
    static final String BASE = "/partner/v3";

    final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().gzipDisabled(true));

    private final UnaryOperator<ApiSettings> adjustment;
    private final InstantSource wallClock;

    /** Of each client, the newest last. */
    private final Deque<HttpTransport> transports = new ArrayDeque<>();

    CamelContext context;
    ScheduledExecutorService scheduler;
    ExecutorService executor;
    AdaptiveRateLimiter budget;
    DoshiiRestClient api;

    ApiUnderTest() {
        this(settings -> settings, InstantSource.system());
    }

    ApiUnderTest(UnaryOperator<ApiSettings> adjustment) {
        this(adjustment, InstantSource.system());
    }

    ApiUnderTest(UnaryOperator<ApiSettings> adjustment, InstantSource wallClock) {
        this.adjustment = adjustment;
        this.wallClock = wallClock;
    }

    static ApiUnderTest withRequestTimeout(Duration timeout) {
        return new ApiUnderTest(s -> new ApiSettings(
                s.apiUrl(),
                s.clientId(),
                s.clientSecret(),
                s.httpOptions(),
                s.hosts(),
                s.connectTimeout(),
                timeout,
                s.maxBodyBytes()));
    }

    static ApiUnderTest withMaxBodyBytes(int bytes) {
        return new ApiUnderTest(s -> new ApiSettings(
                s.apiUrl(),
                s.clientId(),
                s.clientSecret(),
                s.httpOptions(),
                s.hosts(),
                s.connectTimeout(),
                s.requestTimeout(),
                bytes));
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        server.start();
        context = new DefaultCamelContext();
        context.start();
        scheduler = Executors.newSingleThreadScheduledExecutor();
        executor = Executors.newFixedThreadPool(AdaptiveRateLimiter.DEFAULT_PARALLEL);
        api = newApi();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        api.close();
        transports.forEach(HttpTransport::close);
        context.stop();
        executor.shutdownNow();
        scheduler.shutdownNow();
        server.stop();
    }

    /** One more client, for the state of the context as it is now. */
    DoshiiRestClient newApi() {
        ApiSettings settings = new ApiSettings(URI.create(url("")), () -> CLIENT_ID, () -> CLIENT_SECRET);
        return newApi(adjustment.apply(settings));
    }

    DoshiiRestClient newApi(ApiSettings settings) {
        ApiTimer timer = ApiTimer.on(scheduler);
        budget = new AdaptiveRateLimiter(1000, AdaptiveRateLimiter.DEFAULT_PARALLEL, timer);
        transports.add(new HttpTransport(context, settings, timer));
        return newApi(settings, budget);
    }

    /** On the transport of the newest one. */
    DoshiiRestClient newApi(ApiSettings settings, AdaptiveRateLimiter itsBudget) {
        return new DoshiiRestClient(
                settings,
                transports.getLast(),
                itsBudget,
                executor,
                new ServiceClock(wallClock, System::nanoTime, MachineSleep.ofThisMachine()),
                new EnvironmentStatistics().restCalls());
    }

    /** With the transport of the newest one, as the component does. */
    void close(DoshiiRestClient client) {
        client.close();
        transports.getLast().close();
    }

    /** An address under the base of the API. */
    String url(String path) {
        return "http://localhost:" + server.port() + BASE + path;
    }

    /** The base of the API at another server. */
    static URI apiUrl(RawServer server) {
        return URI.create("http://localhost:" + server.port() + BASE);
    }

    static <T> T value(CompletableFuture<T> call) {
        try {
            return call.get(50, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call failed", e);
        }
    }

    static DoshiiApiException failure(CompletableFuture<?> call) {
        try {
            Object value = call.get(50, TimeUnit.SECONDS);
            throw new AssertionError("the call should have failed but gave " + value);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DoshiiApiException failure) {
                return failure;
            }
            throw new AssertionError("not the client's own exception", e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
