package io.github.cameldoshii;

import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.recovery.RecoverySettings;
import io.github.cameldoshii.internal.rest.DoshiiRestClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The catch-up of each connection: one for all its consumers. May be used from any thread. */
final class CatchUps {

    private record Shared(
            RecoveryService catchUp, RecoverySettings settings, DoshiiRestClient api, List<String> users) {

        List<String> differences(RecoverySettings otherSettings, DoshiiRestClient otherApi) {
            List<String> names = new ArrayList<>(settings.differences(otherSettings));
            names.addAll(api.differences(otherApi));
            return names;
        }
    }

    private final Map<Connection, Shared> shared = new HashMap<>();

    /**
     * The catch-up of the connection, which is made if there is none, and kept until each user has {@link #left} it.
     *
     * @throws IllegalArgumentException if there is one with other settings or of another client; the message names both
     *     users and the options
     */
    synchronized RecoveryService of(
            Connection connection, RecoverySettings settings, String user, DoshiiRestClient api) {
        Shared existing = shared.computeIfAbsent(
                connection,
                key -> new Shared(
                        new RecoveryService(
                                settings,
                                new RestListsAdapter(api),
                                connection::barrier,
                                connection.loop(),
                                new Random(),
                                connection::reconnect),
                        settings,
                        api,
                        new ArrayList<>()));
        List<String> differences = existing.differences(settings, api);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("Routes " + existing.users().get(0) + " and " + user
                    + " share one socket, so these options must be the same in both: "
                    + String.join(", ", differences));
        }
        existing.users().add(user);
        return existing.catchUp();
    }

    /** The user needs it no more. */
    synchronized void left(Connection connection, String user) {
        Shared existing = shared.get(connection);
        if (existing != null
                && existing.users().remove(user)
                && existing.users().isEmpty()) {
            shared.remove(connection);
        }
    }

    /** How many connections have one. */
    synchronized int size() {
        return shared.size();
    }
}
