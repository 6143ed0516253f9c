package io.github.cameldoshii.internal.connection;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The connections that are in use: consumers with the same address, client id and device share one. May be used from any
 * thread.
 */
public final class Connections {

    /**
     * What makes two consumers share a socket. Its text form leaves the client id out.
     *
     * @param deviceId empty for none
     */
    public record Key(URI socketUrl, String clientId, String deviceId) {
        @Override
        public String toString() {
            return socketUrl.getScheme() + "://" + socketUrl.getAuthority();
        }
    }

    /** A subscriber's share of a connection. */
    public interface Lease {
        /** The shared connection. */
        Connection connection();

        /**
         * Starts to listen; the first one to do so starts the dialling.
         *
         * @return whether it did; {@code false} when it listens already or has left
         */
        boolean open();

        /** Leaves it. Completes when the subscriber hears nothing more and, for the last one, all is closed. */
        CompletionStage<Void> release();
    }

    private static final class Shared {
        private final Connection connection;
        private final SocketOptions options;
        private final Map<String, ?> surroundings;
        private final List<String> users = new ArrayList<>();

        Shared(Connection connection, SocketOptions options, Map<String, ?> surroundings) {
            this.connection = connection;
            this.options = options;
            this.surroundings = surroundings;
        }

        List<String> differences(SocketOptions otherOptions, Map<String, ?> otherSurroundings) {
            List<String> names = new ArrayList<>(options.differences(otherOptions));
            Set<String> all = new TreeSet<>(surroundings.keySet());
            all.addAll(otherSurroundings.keySet());
            for (String name : all) {
                if (!Objects.equals(surroundings.get(name), otherSurroundings.get(name))) {
                    names.add(name);
                }
            }
            return names;
        }
    }

    private final Map<Key, Shared> shared = new HashMap<>();

    /**
     * Takes a share of the connection of the key, which is made if there is none. Nothing is dialled before
     * {@link Lease#open}.
     *
     * @param surroundings what the connection is made with beside the options, by name, e.g. TLS settings; compared with
     *     equals
     * @param connection makes the connection
     * @throws IllegalArgumentException if the connection exists with other options; the message names both users and the
     *     options
     */
    public synchronized Lease lease(
            Key key,
            SocketOptions options,
            Map<String, ?> surroundings,
            Subscriber subscriber,
            Supplier<Connection> connection) {
        Shared existing = shared.get(key);
        if (existing == null) {
            existing = new Shared(connection.get(), options, surroundings);
            shared.put(key, existing);
        } else {
            List<String> differences = existing.differences(options, surroundings);
            if (!differences.isEmpty()) {
                throw new IllegalArgumentException("Routes " + existing.users.get(0) + " and " + subscriber.name()
                        + " share one socket to " + key + ", so these options must be the same in both: "
                        + String.join(", ", differences));
            }
        }
        existing.users.add(subscriber.name());
        return new SharedLease(key, existing, subscriber);
    }

    /** {@link #lease(Key, SocketOptions, Map, Subscriber, Supplier)} without surroundings. */
    public Lease lease(Key key, SocketOptions options, Subscriber subscriber, Supplier<Connection> connection) {
        return lease(key, options, Map.of(), subscriber, connection);
    }

    /** How many connections are in use. */
    public synchronized int size() {
        return shared.size();
    }

    /** @return whether it was the last one */
    private synchronized boolean leave(Key key, Shared which, Subscriber subscriber) {
        which.users.remove(subscriber.name());
        boolean last = which.users.isEmpty();
        if (last) {
            shared.remove(key, which);
        }
        return last;
    }

    private final class SharedLease implements Lease {
        private final Key key;
        private final Shared of;
        private final Subscriber subscriber;
        private boolean opened;
        private CompletionStage<Void> released;

        SharedLease(Key key, Shared of, Subscriber subscriber) {
            this.key = key;
            this.of = of;
            this.subscriber = subscriber;
        }

        @Override
        public Connection connection() {
            return of.connection;
        }

        @Override
        public synchronized boolean open() {
            if (opened || released != null) {
                return false;
            }
            opened = true;
            of.connection.attach(subscriber);
            return true;
        }

        @Override
        public synchronized CompletionStage<Void> release() {
            if (released == null) {
                // The count goes first: whoever comes now gets a fresh connection rather than one that is closing.
                boolean last = leave(key, of, subscriber);
                CompletionStage<Void> left = of.connection.detach(subscriber);
                CompletionStage<Void> ended = last ? of.connection.end() : left;
                released = left.thenCompose(ignored -> ended);
            }
            return released;
        }
    }
}
