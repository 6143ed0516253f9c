package io.github.cameldoshii;

import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.connection.Subscriber;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.recovery.RecoverySettings;
import io.github.cameldoshii.internal.rest.DoshiiRestClient;
import java.util.concurrent.CompletionStage;

/**
 * A subscriber's lease of a shared connection and, if it asks for it, of the connection's recovery. The last lease that is
 * released closes the connection. Thread-safe.
 */
final class ConnectionLease {

    private final ConnectionRegistry registry;
    private final ConnectionRegistry.Key key;
    private final SharedConnection shared;
    private final Subscriber subscriber;
    private boolean opened;
    private CompletionStage<Void> released;

    ConnectionLease(
            ConnectionRegistry registry, ConnectionRegistry.Key key, SharedConnection shared, Subscriber subscriber) {
        this.registry = registry;
        this.key = key;
        this.shared = shared;
        this.subscriber = subscriber;
    }

    /** The shared connection. */
    Connection connection() {
        return shared.connection();
    }

    /**
     * The recovery of the connection, which is made for the first subscriber that asks for it.
     *
     * @throws IllegalArgumentException if it exists with other settings or for another client; the message names both
     *     subscribers and the options
     */
    RecoveryService recovery(RecoverySettings settings, DoshiiRestClient api) {
        return registry.recovery(shared, settings, api, subscriber.name());
    }

    /**
     * Attaches the subscriber; the first one makes the connection connect.
     *
     * @return false if it was attached before or the lease is released
     */
    synchronized boolean open() {
        if (opened || released != null) {
            return false;
        }
        opened = true;
        connection().attach(subscriber);
        return true;
    }

    /** Releases the lease. Completes when the subscriber is told nothing more and, for the last one, all is closed. */
    synchronized CompletionStage<Void> release() {
        if (released == null) {
            // The registry goes first: whoever leases now gets a new connection rather than one that is closing.
            boolean last = registry.release(key, shared, subscriber.name());
            CompletionStage<Void> left = connection().detach(subscriber);
            CompletionStage<Void> ended = last ? connection().end() : left;
            released = left.thenCompose(ignored -> ended);
        }
        return released;
    }
}
