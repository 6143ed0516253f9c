package io.github.cameldoshii;

import io.github.cameldoshii.internal.rest.AdaptiveRateLimiter;
import io.github.cameldoshii.internal.rest.ApiSettings;
import io.github.cameldoshii.internal.rest.ApiTimer;
import io.github.cameldoshii.internal.rest.DoshiiRestClient;
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
 * closed with the component, also those whose secret nobody uses any more. All who use a client id share one request
 * budget. May be used from any thread.
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

    private final Supplier<InstantSource> wallClock;
    private final Map<Key, DoshiiRestClient> clients = new HashMap<>();
    private final Map<String, AdaptiveRateLimiter> budgets = new HashMap<>();
    private ExecutorService requests;
    private ScheduledExecutorService timers;
    private ApiTimer timer;

    /** @param wallClock gives the local wall clock, asked when a client is made */
    ApiClients(Supplier<InstantSource> wallClock) {
        this.wallClock = wallClock;
    }

    /** Fetches entities with the address and credentials of a configuration. */
    synchronized EntityFetcher fetcher(CamelContext context, ResolvedConfiguration check) {
        return new EntityFetcher(client(context, check), timer);
    }

    /** The client for the address and credentials of a configuration. */
    synchronized DoshiiRestClient client(CamelContext context, ResolvedConfiguration check) {
        return clients.computeIfAbsent(key(check), key -> {
            if (requests == null) {
                requests = context.getExecutorServiceManager()
                        .newFixedThreadPool(this, "DoshiiApi", AdaptiveRateLimiter.DEFAULT_PARALLEL);
                timers = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "DoshiiApiTimer");
                timer = ApiTimer.on(timers);
            }
            AdaptiveRateLimiter budget = budgets.computeIfAbsent(
                    key.clientId(),
                    id -> new AdaptiveRateLimiter(
                            AdaptiveRateLimiter.DEFAULT_PER_SECOND, AdaptiveRateLimiter.DEFAULT_PARALLEL, timer));
            ApiSettings settings = new ApiSettings(
                    key.apiUrl(),
                    check::clientId,
                    check::clientSecret,
                    key.httpOptions(),
                    check.environment().hosts(),
                    key.maxResponseSize());
            return new DoshiiRestClient(context, settings, budget, requests, timer, wallClock.get());
        });
    }

    private static Key key(ResolvedConfiguration check) {
        return new Key(
                check.apiUrl(), check.clientId(), check.clientSecret(), check.httpOptions(), check.maxResponseSize());
    }

    /** Closes all. Whoever asks afterwards gets new ones. */
    synchronized void close(CamelContext context) {
        clients.values().forEach(DoshiiRestClient::close);
        clients.clear();
        budgets.clear();
        if (requests != null) {
            context.getExecutorServiceManager().shutdownNow(requests);
            context.getExecutorServiceManager().shutdownNow(timers);
            requests = null;
            timers = null;
        }
    }
}
