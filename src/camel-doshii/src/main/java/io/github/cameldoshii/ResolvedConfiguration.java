package io.github.cameldoshii;

import io.github.cameldoshii.internal.connection.SocketOptions;
import io.github.cameldoshii.internal.connection.WebSocketAddress;
import io.github.cameldoshii.internal.protocol.EventFilter;
import io.github.cameldoshii.internal.recovery.RecoverableList;
import io.github.cameldoshii.internal.recovery.RecoverySettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The effective configuration of an endpoint: fills in the defaults of the environment, and rejects what cannot work with a
 * message that names the option and its valid values. Reads the credentials anew at each call, because they may be changed
 * at run time. Thread-safe as far as its configuration is.
 */
final class ResolvedConfiguration {

    private static final int SMALLEST_MESSAGE_LIMIT = 1024;
    private static final String SIMULATOR_CLIENT_ID = "simulator";
    private static final String SIMULATOR_CLIENT_SECRET = "simulator";

    private final DoshiiEnvironment environment;
    private final DoshiiConfiguration configuration;

    /** @throws IllegalArgumentException if the environment is unknown */
    ResolvedConfiguration(DoshiiConfiguration configuration) {
        this.environment = DoshiiEnvironment.of(configuration.getEnvironment());
        this.configuration = configuration;
    }

    DoshiiEnvironment environment() {
        return environment;
    }

    /** The client id as it is set at this moment. */
    String clientId() {
        String clientId = orEmpty(configuration.getClientId());
        if (!clientId.isEmpty()) {
            return clientId;
        }
        if (environment == DoshiiEnvironment.SIMULATOR) {
            return SIMULATOR_CLIENT_ID;
        }
        throw new IllegalArgumentException("Option clientId is missing: set the property"
                + " camel.component.doshii.client-id, or clientId in the route, for example to {{env:DOSHII_CLIENT_ID}},"
                + " to the client id that Doshii gave to your app");
    }

    /** The client secret as it is set at this moment; empty if there is none. */
    String clientSecret() {
        String secret = orEmpty(configuration.getClientSecret());
        return secret.isEmpty() && environment == DoshiiEnvironment.SIMULATOR ? SIMULATOR_CLIENT_SECRET : secret;
    }

    String deviceId() {
        return orEmpty(configuration.getDeviceId());
    }

    URI socketUrl() {
        String url = orEmpty(configuration.getSocketUrl());
        try {
            return WebSocketAddress.check(url.isEmpty() ? environment.socketUrl() : url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Option socketUrl: " + e.getMessage());
        }
    }

    URI apiUrl() {
        String url = orEmpty(configuration.getApiUrl());
        URI uri;
        try {
            uri = new URI(url.isEmpty() ? environment.apiUrl() : url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Option apiUrl: it is not a URL (at character " + e.getIndex() + ")");
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("Option apiUrl: it must begin with http:// or https://, name a host, and"
                    + " have neither user name nor query");
        }
        return uri;
    }

    /** What REST requests need beside what the {@code http} component has, by camel-http's names. */
    Map<String, Object> httpOptions() {
        SSLContextParameters tls = configuration.getSslContextParameters();
        // With them camel-http would talk TLS to the proxy of a plain address.
        return tls == null || !"https".equalsIgnoreCase(apiUrl().getScheme())
                ? Map.of()
                : Map.of("sslContextParameters", tls);
    }

    int maxResponseSize() {
        return atLeast("maxResponseSize", configuration.getMaxResponseSize(), SMALLEST_MESSAGE_LIMIT);
    }

    EventFilter filter() {
        return EventFilter.of(orEmpty(configuration.getEvents()), orEmpty(configuration.getLocationIds()));
    }

    SocketOptions socketOptions() {
        long delay = positive("reconnectDelay", configuration.getReconnectDelay(), "1s");
        long maxDelay = positive("reconnectMaxDelay", configuration.getReconnectMaxDelay(), "60s");
        if (maxDelay < delay) {
            throw new IllegalArgumentException("Option reconnectMaxDelay is " + maxDelay
                    + " ms: it must not be less than reconnectDelay, which is " + delay + " ms");
        }
        return new SocketOptions(
                appVersion(),
                Duration.ofMillis(positive("heartbeatInterval", configuration.getHeartbeatInterval(), "30s")),
                Duration.ofMillis(positive("pongTimeout", configuration.getPongTimeout(), "10s")),
                Duration.ofMillis(positive("connectTimeout", configuration.getConnectTimeout(), "10s")),
                Duration.ofMillis(delay),
                Duration.ofMillis(maxDelay),
                Duration.ofMillis(positive("refusedDelay", configuration.getRefusedDelay(), "5m")),
                atLeast("maxMessageSize", configuration.getMaxMessageSize(), SMALLEST_MESSAGE_LIMIT));
    }

    int concurrentConsumers() {
        return atLeast("concurrentConsumers", configuration.getConcurrentConsumers(), 1);
    }

    int queueSize() {
        return atLeast("queueSize", configuration.getQueueSize(), 1);
    }

    /** Without a secret it was said at start that entities cannot be fetched. */
    boolean fetchesEntities() {
        return configuration.isFetchEntity() && !clientSecret().isEmpty();
    }

    boolean catchesUp() {
        return configuration.isCatchUp() && !clientSecret().isEmpty();
    }

    /** Whether positions may outlive the component. */
    boolean keepsPositions() {
        return catchesUp()
                && (configuration.getStateRepository() != null
                        || !(positionStore() instanceof PositionStoreOption.Memory));
    }

    /** Where positions are kept unless there is a state repository. */
    PositionStoreOption positionStore() {
        return PositionStoreOption.parse(orEmpty(configuration.getPositionStore()));
    }

    /** Whether option positionStore is set and not used. */
    boolean ignoresPositionStore() {
        return configuration.getStateRepository() != null
                && !orEmpty(configuration.getPositionStore()).isEmpty();
    }

    RecoverySettings catchUpSettings() {
        return new RecoverySettings(
                RecoverableList.parse(orEmpty(configuration.getCatchUpEntities())),
                notNegative("catchUpOverlap", configuration.getCatchUpOverlap(), "60s"),
                Duration.ofMillis(positive("catchUpMaxAge", configuration.getCatchUpMaxAge(), "24h")),
                notNegative("reconcileInterval", configuration.getReconcileInterval(), "15m, or 0 for never"),
                Duration.ofMillis(positive("refusedDelay", configuration.getRefusedDelay(), "5m")));
    }

    Duration initialCatchUp() {
        return notNegative("initialCatchUp", configuration.getInitialCatchUp(), "1h, or 0 for none");
    }

    /** Checks everything that a consumer needs. */
    void all() {
        clientId();
        socketUrl();
        apiUrl();
        maxResponseSize();
        filter();
        socketOptions();
        concurrentConsumers();
        queueSize();
        catchUpSettings();
        initialCatchUp();
        positionStore();
    }

    private String appVersion() {
        String set = orEmpty(configuration.getAppVersion());
        if (!set.isEmpty()) {
            return set;
        }
        String version = ResolvedConfiguration.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    private static long positive(String option, long millis, String example) {
        if (millis <= 0) {
            throw new IllegalArgumentException("Option " + option + " is " + millis
                    + " ms: it must be a duration of more than 0, for example " + example);
        }
        return millis;
    }

    private static Duration notNegative(String option, long millis, String example) {
        if (millis < 0) {
            throw new IllegalArgumentException("Option " + option + " is " + millis
                    + " ms: it must be a duration and not negative, for example " + example);
        }
        return Duration.ofMillis(millis);
    }

    private static int atLeast(String option, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "Option " + option + " is " + value + ": it must be a whole number of at least " + least);
        }
        return value;
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value.trim();
    }
}
