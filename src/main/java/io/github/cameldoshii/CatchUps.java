package io.github.cameldoshii;

import io.github.cameldoshii.api.ApiRequest;
import io.github.cameldoshii.api.DoshiiApi;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import io.github.cameldoshii.catchup.CatchUp;
import io.github.cameldoshii.catchup.CatchUpSettings;
import io.github.cameldoshii.catchup.Lists;
import io.github.cameldoshii.socket.Connection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;

/** The catch-up of each connection: one for all its consumers. May be used from any thread. */
final class CatchUps {

    private record Shared(CatchUp catchUp, CatchUpSettings settings, String firstUser) {}

    private final Map<Connection, Shared> shared = new WeakHashMap<>();

    /**
     * The catch-up of the connection, which is made if there is none.
     *
     * @throws IllegalArgumentException if there is one with other settings; the message names both users and the options
     */
    synchronized CatchUp of(Connection connection, CatchUpSettings settings, String user, DoshiiApi api) {
        Shared existing = shared.computeIfAbsent(
                connection,
                key -> new Shared(
                        new CatchUp(
                                settings,
                                new ApiLists(api),
                                connection::mark,
                                connection.loop(),
                                new Random(),
                                connection::reconnect),
                        settings,
                        user));
        List<String> differences = existing.settings().differences(settings);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("Routes " + existing.firstUser() + " and " + user
                    + " share one socket, so these options must be the same in both: "
                    + String.join(", ", differences));
        }
        return existing.catchUp();
    }

    private record ApiLists(DoshiiApi api) implements Lists {

        @Override
        public CompletableFuture<Page> page(ApiRequest request) {
            return api.page(request);
        }

        @Override
        public CompletableFuture<Entity> entity(ApiRequest request) {
            return api.entity(request);
        }

        @Override
        public long clockOffset() {
            return api.clock().offset().toMillis();
        }

        @Override
        public boolean clockMeasured() {
            return api.clock().isMeasured();
        }
    }
}
