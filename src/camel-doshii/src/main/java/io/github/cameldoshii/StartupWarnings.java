package io.github.cameldoshii;

import io.github.cameldoshii.internal.recovery.RecoverableList;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs, when a consumer starts, configurations that work and may still surprise. Stateless. */
final class StartupWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiConsumer.class);

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "ip6-localhost");

    private static final String FORGETS =
            "Up to when events were received, and what was delivered, is kept in memory: a restart forgets it, so what"
                    + " happens while this process is not running is not asked for afterwards. To keep it in a file set the"
                    + " property camel.component.doshii.position-store=file:PATH, or the option positionStore of the route;"
                    + " jdbc:BEAN keeps it in a database";

    private StartupWarnings() {}

    /** @param named whether the route has its id from the user */
    static void log(String routeId, boolean named, ResolvedConfiguration configuration) {
        warnIfPlain(routeId, "socketUrl", configuration.socketUrl());
        warnIfPlain(routeId, "apiUrl", configuration.api().apiUrl());
        if (!configuration.credentials().hasSecret()) {
            LOG.warn(
                    "Route {}: no clientSecret is set, so what happens while there is no connection cannot be asked for"
                            + " afterwards, and fetchEntity cannot work",
                    routeId);
        }
        if (configuration.keepsPositions() && !named) {
            LOG.warn(
                    "Route {}: its position is kept under this name, which Camel has counted out and may give to another"
                            + " route after a change of the routes; give the route an id of its own",
                    routeId);
        }
        if (configuration.ignoresPositionStore()) {
            LOG.info("Route {}: option positionStore is not used, because stateRepository is set", routeId);
        }
        if (configuration.catchesUp()) {
            Set<String> recoverable =
                    RecoverableList.eventTypesOf(configuration.recovery().lists());
            List<String> lost = configuration.filter().knownTypesOutside(recoverable);
            if (!lost.isEmpty()) {
                LOG.info(
                        "Route {}: of these events the service has no list that is asked, so those that it sends while there"
                                + " is no connection are lost: {}",
                        routeId,
                        String.join(", ", lost));
            }
        }
        if (!configuration.filter().unknownPatterns().isEmpty()) {
            LOG.warn(
                    "Route {}: option events names what no known event matches: {}",
                    routeId,
                    String.join(", ", configuration.filter().unknownPatterns()));
        }
    }

    /** What concerns the whole context; said by the first consumer that finds it. */
    static void logOnce(ConnectionRegistry shared, IgnoredProxies proxies, ResolvedConfiguration configuration) {
        for (String text : proxies.of(
                configuration.socketUrl(),
                configuration.api().apiUrl(),
                configuration.credentials().hasSecret())) {
            if (shared.isNew(text)) {
                LOG.warn("{}", text);
            }
        }
        if (configuration.catchesUp() && !configuration.keepsPositions() && shared.isNew(FORGETS)) {
            LOG.warn(FORGETS);
        }
    }

    private static void warnIfPlain(String routeId, String option, URI uri) {
        String scheme = uri.getScheme();
        if ((scheme.equalsIgnoreCase("ws") || scheme.equalsIgnoreCase("http")) && !isLoopback(uri.getHost())) {
            LOG.warn("Route {}: {} {} is not encrypted, the credentials travel in the clear", routeId, option, uri);
        }
    }

    /** Names are not looked up for this: only those that always mean this machine, and addresses. */
    static boolean isLoopback(String host) {
        if (LOOPBACK_NAMES.contains(host.toLowerCase(java.util.Locale.ROOT))) {
            return true;
        }
        boolean address = host.startsWith("[") || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        try {
            return address && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
