package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.rest.AdaptiveRateLimiter;
import io.github.cameldoshii.internal.rest.ApiSettings;
import io.github.cameldoshii.internal.rest.ApiTimer;
import io.github.cameldoshii.internal.rest.DoshiiRestClient;
import io.github.cameldoshii.internal.rest.HttpTransport;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/**
 * The REST clients of a component: one for each address, set of credentials and TLS settings, made when first needed and
 * closed with the component. All clients of one client id share one rate limiter, and all of one address its connections.
 * Thread-safe.
 */
final class ApiClients {

    /** The text form leaves the credentials out. */
    private record Key(
            URI apiUrl, String clientId, String clientSecret, Map<String, Object> httpOptions, int maxResponseSize) {
        @Override
        public String toString() {
            return apiUrl.toString();
        }
    }

    private record TransportKey(URI apiUrl, Map<String, Object> httpOptions, int maxResponseSize) {}

    private final Supplier<InstantSource> wallClock;
    private final Supplier<MachineSleep> machineSleep;
    private final Map<Key, DoshiiRestClient> clients = new HashMap<>();
    private final Map<TransportKey, HttpTransport> transports = new HashMap<>();
    private final Map<String, AdaptiveRateLimiter> rateLimiters = new HashMap<>();
    private ExecutorService requests;
    private ScheduledExecutorService timers;
    private ApiTimer timer;

    /**
     * @param wallClock gives the local wall clock, asked when a client is made
     * @param machineSleep tells when this machine has slept, asked when a client is made
     */
    ApiClients(Supplier<InstantSource> wallClock, Supplier<MachineSleep> machineSleep) {
        this.wallClock = wallClock;
        this.machineSleep = machineSleep;
    }

    /** Fetches entities with the address and credentials of a configuration. */
    synchronized EntityFetcher fetcher(CamelContext context, ApiConfiguration configuration) {
        return new EntityFetcher(client(context, configuration), timer);
    }

    /** The client for the address and credentials of a configuration. */
    synchronized DoshiiRestClient client(CamelContext context, ApiConfiguration configuration) {
        return clients.computeIfAbsent(key(configuration), key -> {
            if (requests == null) {
                requests = context.getExecutorServiceManager()
                        .newFixedThreadPool(this, "DoshiiApi", AdaptiveRateLimiter.DEFAULT_PARALLEL);
                timers = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "DoshiiApiTimer");
                timer = ApiTimer.on(timers);
            }
            AdaptiveRateLimiter rateLimiter = rateLimiters.computeIfAbsent(
                    key.clientId(),
                    id -> new AdaptiveRateLimiter(
                            AdaptiveRateLimiter.DEFAULT_PER_SECOND, AdaptiveRateLimiter.DEFAULT_PARALLEL, timer));
            ApiSettings settings = new ApiSettings(
                    key.apiUrl(),
                    configuration.credentials()::clientId,
                    configuration.credentials()::clientSecret,
                    key.httpOptions(),
                    configuration.environment().hosts(),
                    key.maxResponseSize());
            return new DoshiiRestClient(
                    settings,
                    transport(context, key, settings),
                    rateLimiter,
                    requests,
                    new ServiceClock(wallClock.get(), timer::nanoTime, machineSleep.get()),
                    DoshiiMetrics.of(context)
                            .environment(configuration.environment())
                            .restCalls());
        });
    }

    private HttpTransport transport(CamelContext context, Key key, ApiSettings settings) {
        return transports.computeIfAbsent(
                new TransportKey(key.apiUrl(), key.httpOptions(), key.maxResponseSize()),
                absent -> new HttpTransport(context, settings, timer));
    }

    private static Key key(ApiConfiguration configuration) {
        return new Key(
                configuration.apiUrl(),
                configuration.credentials().clientId(),
                configuration.credentials().clientSecret(),
                configuration.httpOptions(),
                configuration.maxResponseSize());
    }

    /** Closes all. Whoever asks afterwards gets new ones. */
    synchronized void close(CamelContext context) {
        clients.values().forEach(DoshiiRestClient::close);
        clients.clear();
        transports.values().forEach(HttpTransport::close);
        transports.clear();
        rateLimiters.clear();
        if (requests != null) {
            context.getExecutorServiceManager().shutdownNow(requests);
            context.getExecutorServiceManager().shutdownNow(timers);
            requests = null;
            timers = null;
        }
    }
}
