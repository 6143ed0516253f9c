package io.github.cameldoshii;

import io.github.cameldoshii.internal.connection.SocketOptions;
import io.github.cameldoshii.internal.connection.WebSocketAddress;
import io.github.cameldoshii.internal.protocol.EventFilter;
import io.github.cameldoshii.internal.recovery.RecoverableList;
import io.github.cameldoshii.internal.recovery.RecoverySettings;
import java.net.URI;
import java.time.Duration;

/**
 * What a consumer's options mean, from one start to its stop: with the defaults of the environment filled in, and nothing that
 * cannot work. Immutable, and so thread-safe; only the credentials are read anew each time, because a secret may be changed at
 * run time.
 *
 * @param api the REST API, and the credentials that the socket needs too
 * @param socketUrl the address of the socket, without the credentials
 * @param deviceId empty for none
 * @param filter which events are wanted
 * @param socket how the socket behaves
 * @param concurrentConsumers events that are worked on at the same time
 * @param queueSize events that may be accepted and not yet finished
 * @param fetchEntity whether the entity of each event is wanted
 * @param catchUp whether recovery is wanted
 * @param recovery how recovery behaves
 * @param initialCatchUp how far back the very first start looks; zero for not at all
 * @param positionStore where positions are kept unless there is a state repository
 * @param positionStoreSet whether the option positionStore is set
 * @param ownRepository whether a state repository is set, in place of positionStore
 */
record ResolvedConfiguration(
        ApiConfiguration api,
        URI socketUrl,
        String deviceId,
        EventFilter filter,
        SocketOptions socket,
        int concurrentConsumers,
        int queueSize,
        boolean fetchEntity,
        boolean catchUp,
        RecoverySettings recovery,
        Duration initialCatchUp,
        PositionStoreOption positionStore,
        boolean positionStoreSet,
        boolean ownRepository) {

    /**
     * Reads the options as they are now.
     *
     * @throws IllegalArgumentException if one cannot work; the message names the option and its valid values
     */
    static ResolvedConfiguration of(DoshiiConfiguration options) {
        new CurrentCredentials(options).clientId();
        URI socketUrl = socketUrl(options);
        ApiConfiguration api = ApiConfiguration.of(options);
        return new ResolvedConfiguration(
                api,
                socketUrl,
                OptionCheck.text(options.getDeviceId()),
                EventFilter.of(OptionCheck.text(options.getEvents()), OptionCheck.text(options.getLocationIds())),
                socketOptions(options),
                OptionCheck.atLeast("concurrentConsumers", options.getConcurrentConsumers(), 1),
                OptionCheck.atLeast("queueSize", options.getQueueSize(), 1),
                options.isFetchEntity(),
                options.isCatchUp(),
                recoverySettings(options),
                OptionCheck.notNegative("initialCatchUp", options.getInitialCatchUp(), "1h, or 0 for none"),
                PositionStoreOption.parse(OptionCheck.text(options.getPositionStore())),
                !OptionCheck.text(options.getPositionStore()).isEmpty(),
                options.getStateRepository() != null);
    }

    /** The address of the socket, without the credentials. */
    static URI socketUrl(DoshiiConfiguration options) {
        DoshiiEnvironment environment = DoshiiEnvironment.of(options.getEnvironment());
        String url = OptionCheck.text(options.getSocketUrl());
        try {
            return WebSocketAddress.check(url.isEmpty() ? environment.socketUrl() : url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Option socketUrl: " + e.getMessage());
        }
    }

    private static SocketOptions socketOptions(DoshiiConfiguration options) {
        Duration delay = OptionCheck.positive("reconnectDelay", options.getReconnectDelay(), "1s");
        Duration maxDelay = OptionCheck.positive("reconnectMaxDelay", options.getReconnectMaxDelay(), "60s");
        if (maxDelay.compareTo(delay) < 0) {
            throw new IllegalArgumentException("Option reconnectMaxDelay is " + maxDelay.toMillis()
                    + " ms: it must not be less than reconnectDelay, which is " + delay.toMillis() + " ms");
        }
        return new SocketOptions(
                appVersion(options),
                OptionCheck.positive("heartbeatInterval", options.getHeartbeatInterval(), "30s"),
                OptionCheck.positive("pongTimeout", options.getPongTimeout(), "10s"),
                OptionCheck.positive("connectTimeout", options.getConnectTimeout(), "10s"),
                delay,
                maxDelay,
                OptionCheck.positive("refusedDelay", options.getRefusedDelay(), "5m"),
                OptionCheck.atLeast("maxMessageSize", options.getMaxMessageSize(), ApiConfiguration.SMALLEST_LIMIT));
    }

    private static RecoverySettings recoverySettings(DoshiiConfiguration options) {
        return new RecoverySettings(
                RecoverableList.parse(OptionCheck.text(options.getCatchUpEntities())),
                OptionCheck.notNegative("catchUpOverlap", options.getCatchUpOverlap(), "60s"),
                OptionCheck.positive("catchUpMaxAge", options.getCatchUpMaxAge(), "24h"),
                OptionCheck.notNegative("reconcileInterval", options.getReconcileInterval(), "15m, or 0 for never"),
                OptionCheck.positive("refusedDelay", options.getRefusedDelay(), "5m"));
    }

    private static String appVersion(DoshiiConfiguration options) {
        String set = OptionCheck.text(options.getAppVersion());
        if (!set.isEmpty()) {
            return set;
        }
        String version = ResolvedConfiguration.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    DoshiiEnvironment environment() {
        return api.environment();
    }

    CurrentCredentials credentials() {
        return api.credentials();
    }

    /** Without a secret it was said at start that entities cannot be fetched. */
    boolean fetchesEntities() {
        return fetchEntity && credentials().hasSecret();
    }

    boolean catchesUp() {
        return catchUp && credentials().hasSecret();
    }

    /** Whether positions may outlive the component. */
    boolean keepsPositions() {
        return catchesUp() && (ownRepository || !(positionStore instanceof PositionStoreOption.Memory));
    }

    /** Whether option positionStore is set and not used. */
    boolean ignoresPositionStore() {
        return ownRepository && positionStoreSet;
    }
}
