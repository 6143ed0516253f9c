package io.github.cameldoshii.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The newest entries of the log and all connections. Owned by the simulator's loop. */
final class EventLog {

    private static final int MAX_ENTRIES = 100_000;

    private final BoundedLog<LogEntry> entries = new BoundedLog<>(MAX_ENTRIES);
    private final List<ConnectionLog> connections = new ArrayList<>();
    private final BoundedLog<RestCall> restCalls = new BoundedLog<>(MAX_ENTRIES);
    private long sequence;
    private int attempts;

    void add(LogEntry.Type type, int connection, String detail) {
        entries.add(new LogEntry(++sequence, Instant.now(), type, connection, detail));
    }

    /** Begins the record of one connect attempt. */
    ConnectionLog connection(String path, List<String> queryNames, String deviceId) {
        ConnectionLog connection = new ConnectionLog(this, ++attempts, path, queryNames, deviceId);
        connections.add(connection);
        add(LogEntry.Type.UPGRADE, connection.number(), path);
        return connection;
    }

    List<LogEntry> entries() {
        return entries.list();
    }

    List<LogEntry> entries(long after) {
        return entries.newest(entry -> entry.sequence() > after);
    }

    List<ConnectionRecord> connections() {
        return connections.stream().map(ConnectionLog::snapshot).toList();
    }

    void rest(RestCall call) {
        restCalls.add(call);
        add(LogEntry.Type.REST, 0, call.method() + " " + call.path() + " " + call.status());
    }

    List<RestCall> restCalls() {
        return restCalls.list();
    }

    /** Forgets the entries, the REST calls and the connections that have ended; numbers go on. */
    void clear() {
        entries.clear();
        restCalls.clear();
        connections.removeIf(ConnectionLog::isClosed);
    }
}
