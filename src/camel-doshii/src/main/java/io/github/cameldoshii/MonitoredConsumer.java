package io.github.cameldoshii;

import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.support.DefaultConsumer;

/** The JMX view of a consumer. Shows no credential. Thread-safe. */
abstract class MonitoredConsumer extends DefaultConsumer {

    /** What has happened to the connection, over all sessions. */
    final ConnectionHistory history = new ConnectionHistory();

    MonitoredConsumer(Endpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** How the consumer is now. */
    abstract ConsumerStatus status();

    /** Which connection it is on, in words; empty while it is on none. */
    abstract String connectionName();

    /** Drops the connection, or cuts the wait for the next connect attempt short, and reconnects now. */
    @ManagedOperation(
            description =
                    "Drops the connection, or cuts the wait for the next connect attempt short, and reconnects now")
    public abstract void reconnect();

    @ManagedAttribute(description = "State of the connection")
    public String getConnectionState() {
        return status().connection().state().name();
    }

    @ManagedAttribute(
            description = "Which connection: environment, address, and the beginning of a hash of the client id")
    public String getConnectionName() {
        return connectionName();
    }

    @ManagedAttribute(description = "State of the connection in words: since when, why, and what comes next")
    public String getConnectionStatus() {
        return status().describe();
    }

    @ManagedAttribute(description = "Time between the last heartbeat and its answer, in milliseconds")
    public long getRoundTripMillis() {
        return status().connection().roundTrip().toMillis();
    }

    @ManagedAttribute(description = "Connect attempts of the connection so far, failed ones too")
    public long getConnectAttempts() {
        return status().statistics().connectAttempts();
    }

    @ManagedAttribute(description = "How often an open connection has ended")
    public long getDisconnects() {
        return status().statistics().disconnects();
    }

    @ManagedAttribute(description = "Messages that arrived on the connection, of any kind")
    public long getMessages() {
        return status().statistics().messages();
    }

    @ManagedAttribute(description = "Messages that arrived on the connection and could not be read")
    public long getUnreadableMessages() {
        return status().statistics().unreadableMessages();
    }

    @ManagedAttribute(
            description = "When the last message arrived, in milliseconds since the epoch; 0 before the first")
    public long getLastMessageAt() {
        return status().statistics().lastMessageAt().epochMillis();
    }

    @ManagedAttribute(description = "Events accepted by this consumer and not yet finished")
    public int getPendingEvents() {
        return status().pending();
    }

    @ManagedAttribute(description = "Events finished by this consumer")
    public long getFinishedEvents() {
        return status().finished();
    }

    @ManagedAttribute(description = "Events given up when this consumer was last stopped by force")
    public abstract int getAbandonedEvents();

    @ManagedAttribute(description = "Events skipped by this consumer because of their location")
    public long getSkippedEvents() {
        return status().skipped();
    }

    @ManagedAttribute(description = "Events recovered over REST for the consumers of this connection")
    public long getRecoveredEvents() {
        return status().recovery().statistics().recoveredEvents();
    }

    @ManagedAttribute(description = "Gaps of which something could not be recovered, of this connection")
    public long getGaps() {
        return status().recovery().statistics().gaps();
    }

    @ManagedAttribute(description = "Changes that a reconciliation found and the socket had not brought")
    public long getMissedChanges() {
        return status().recovery().statistics().missedChanges();
    }

    @ManagedAttribute(description = "Rows, or parts of rows, of the service's lists that could not be read")
    public long getUnreadableRows() {
        return status().recovery().statistics().malformedRows();
    }

    @ManagedAttribute(description = "Whether reading is held back because this consumer has no room")
    public boolean isHeldBack() {
        ConsumerStatus status = status();
        return status.readPaused() && status.full();
    }
}
