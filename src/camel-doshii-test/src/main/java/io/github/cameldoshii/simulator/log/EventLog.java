package io.github.cameldoshii.simulator.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The newest entries of the log and all connections. Owned by the simulator's loop. */
public final class EventLog {

    private static final int MAX_ENTRIES = 100_000;

    private final Newest<LogEntry> entries = new Newest<>(MAX_ENTRIES);
    private final List<ConnectionLog> connections = new ArrayList<>();
    private final Newest<RestCall> restCalls = new Newest<>(MAX_ENTRIES);
    private long sequence;
    private int dials;

    public void add(LogEntry.Type type, int connection, String detail) {
        entries.add(new LogEntry(++sequence, Instant.now(), type, connection, detail));
    }

    /** Begins the record of one dial. */
    public ConnectionLog connection(String path, List<String> queryNames, String deviceId) {
        ConnectionLog connection = new ConnectionLog(this, ++dials, path, queryNames, deviceId);
        connections.add(connection);
        add(LogEntry.Type.DIAL, connection.number(), path);
        return connection;
    }

    public List<LogEntry> entries() {
        return entries.list();
    }

    public List<ConnectionRecord> connections() {
        return connections.stream().map(ConnectionLog::snapshot).toList();
    }

    public void rest(RestCall call) {
        restCalls.add(call);
        add(LogEntry.Type.REST, 0, call.method() + " " + call.path() + " " + call.status());
    }

    public List<RestCall> restCalls() {
        return restCalls.list();
    }

    /** Forgets the entries, the REST calls and the connections that have ended; numbers go on. */
    public void clear() {
        entries.clear();
        restCalls.clear();
        connections.removeIf(ConnectionLog::isClosed);
    }
}
