package io.github.cameldoshii;

import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.connection.SocketOptions;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.recovery.RecoverySettings;
import io.github.cameldoshii.internal.rest.DoshiiRestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A connection that several routes share, with the options on which they must agree, the routes that use it, and its
 * recovery while one of them wants it. Guarded by the lock of its {@link ConnectionRegistry}.
 */
final class SharedConnection {

    private record Recovery(
            RecoveryService service, RecoverySettings settings, DoshiiRestClient api, List<String> routes) {

        List<String> differences(RecoverySettings otherSettings, DoshiiRestClient otherApi) {
            List<String> names = new ArrayList<>(settings.differences(otherSettings));
            names.addAll(api.differences(otherApi));
            return names;
        }
    }

    private final Connection connection;
    private final SocketOptions options;
    private final Map<String, ?> environment;
    private final List<String> routes = new ArrayList<>();

    /** Null while no route wants it. */
    private Recovery recovery;

    /** @param environment what the connection is made with beside the options, by name; compared with equals */
    SharedConnection(Connection connection, SocketOptions options, Map<String, ?> environment) {
        this.connection = connection;
        this.options = options;
        this.environment = environment;
    }

    Connection connection() {
        return connection;
    }

    boolean hasRecovery() {
        return recovery != null;
    }

    /** @throws IllegalArgumentException if the route has other options than the connection */
    void join(ConnectionRegistry.Key key, String route, SocketOptions otherOptions, Map<String, ?> otherEnvironment) {
        List<String> differences = differences(otherOptions, otherEnvironment);
        if (!differences.isEmpty()) {
            throw mismatch(routes.get(0), route, "one socket to " + key, differences);
        }
        routes.add(route);
    }

    /** @throws IllegalArgumentException if the route has other options than the recovery */
    RecoveryService joinRecovery(RecoverySettings settings, DoshiiRestClient api, String route) {
        if (recovery == null) {
            RecoveryService service = new RecoveryService(
                    settings,
                    api,
                    connection::barrier,
                    connection.loop(),
                    new Random(),
                    connection::reconnect,
                    connection.statistics().environment());
            recovery = new Recovery(service, settings, api, new ArrayList<>());
        }
        List<String> differences = recovery.differences(settings, api);
        if (!differences.isEmpty()) {
            throw mismatch(recovery.routes().get(0), route, "one socket", differences);
        }
        recovery.routes().add(route);
        return recovery.service();
    }

    /** @return whether no route is left */
    boolean leave(String route) {
        routes.remove(route);
        if (recovery != null
                && recovery.routes().remove(route)
                && recovery.routes().isEmpty()) {
            recovery = null;
        }
        return routes.isEmpty();
    }

    private List<String> differences(SocketOptions otherOptions, Map<String, ?> otherEnvironment) {
        List<String> names = new ArrayList<>(options.differences(otherOptions));
        Set<String> all = new TreeSet<>(environment.keySet());
        all.addAll(otherEnvironment.keySet());
        for (String name : all) {
            if (!Objects.equals(environment.get(name), otherEnvironment.get(name))) {
                names.add(name);
            }
        }
        return names;
    }

    private static IllegalArgumentException mismatch(
            String first, String second, String shared, List<String> differences) {
        return new IllegalArgumentException("Routes " + first + " and " + second + " share " + shared
                + ", so these options must be the same in both: " + String.join(", ", differences));
    }
}
