package io.github.cameldoshii.simulator.log;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest entries of the log and all connections. Owned by the simulator's loop. */
public final class EventLog {

    static final int MAX_ENTRIES = 100_000;

    private final Deque<LogEntry> entries = new ArrayDeque<>();
    private final List<ConnectionLog> connections = new ArrayList<>();
    private final Deque<RestCall> restCalls = new ArrayDeque<>();
    private long sequence;
    private int dials;

    public void add(LogEntry.Type type, int connection, String detail) {
        if (entries.size() == MAX_ENTRIES) {
            entries.removeFirst();
        }
        entries.addLast(new LogEntry(++sequence, Instant.now(), type, connection, detail));
    }

    /** Begins the record of one dial. */
    public ConnectionLog connection(String path, List<String> queryNames, String deviceId) {
        ConnectionLog connection = new ConnectionLog(this, ++dials, path, queryNames, deviceId);
        connections.add(connection);
        add(LogEntry.Type.DIAL, connection.number(), path);
        return connection;
    }

    public List<LogEntry> entries() {
        return List.copyOf(entries);
    }

    public List<ConnectionRecord> connections() {
        return connections.stream().map(ConnectionLog::snapshot).toList();
    }

    public void rest(RestCall call) {
        if (restCalls.size() == MAX_ENTRIES) {
            restCalls.removeFirst();
        }
        restCalls.addLast(call);
        add(LogEntry.Type.REST, 0, call.method() + " " + call.path() + " " + call.status());
    }

    public List<RestCall> restCalls() {
        return List.copyOf(restCalls);
    }

    /** Forgets the entries, the REST calls and the connections that have ended; numbers go on. */
    public void clear() {
        entries.clear();
        restCalls.clear();
        connections.removeIf(ConnectionLog::isClosed);
    }
}
