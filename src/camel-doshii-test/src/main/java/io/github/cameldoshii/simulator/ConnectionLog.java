package io.github.cameldoshii.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The growing record of one connect attempt. Owned by the simulator's loop. */
final class ConnectionLog {

    private static final int NO_CLOSE_FRAME = 1006;
    private static final int MAX_KEPT = 10_000;

    private final EventLog log;
    private final int number;
    private final Instant openedAt = Instant.now();
    private final String path;
    private final Set<String> queryNames;
    private final String deviceId;
    private final BoundedLog<PingRecord> pings = new BoundedLog<>(MAX_KEPT);
    private final BoundedLog<String> messages = new BoundedLog<>(MAX_KEPT);
    private Instant closedAt = Instant.MAX;
    private boolean open;
    private boolean authOk;
    private int status;
    private int closeCode;
    private String closeReason = "";
    private Side closedBy = Side.NONE;
    private int pingCount;
    private int wsPongs;

    ConnectionLog(EventLog log, int number, String path, List<String> queryNames, String deviceId) {
        this.log = log;
        this.number = number;
        this.path = path;
        this.queryNames = Set.copyOf(queryNames);
        this.deviceId = deviceId;
    }

    int number() {
        return number;
    }

    /** How many heartbeats have arrived. */
    int pingCount() {
        return pingCount;
    }

    void authorised() {
        authOk = true;
    }

    void refused(int httpStatus) {
        status = httpStatus;
        log.add(LogEntry.Type.REFUSED, number, "status " + httpStatus);
    }

    void opened() {
        status = 101;
        open = true;
        log.add(LogEntry.Type.OPENED, number, path);
    }

    void ping(String text) {
        pingCount++;
        pings.add(new PingRecord(Instant.now(), text));
        log.add(LogEntry.Type.PING, number, text);
    }

    void message(String text) {
        messages.add(text);
        log.add(LogEntry.Type.MESSAGE, number, text.length() + " characters");
    }

    void wsPong() {
        wsPongs++;
    }

    void fault(String what) {
        log.add(LogEntry.Type.FAULT, number, what);
    }

    /** Either side sent a close frame; the first one counts. */
    void closing(Side side, int code, String reason) {
        open = false;
        if (closedBy == Side.NONE) {
            closedBy = side;
            closeCode = code;
            closeReason = reason;
        }
    }

    /** The TCP connection has ended, begun by {@code side} if nobody had sent a close frame. */
    void closed(Side side) {
        closing(side, NO_CLOSE_FRAME, "");
        if (!isClosed()) {
            closedAt = Instant.now();
            log.add(LogEntry.Type.CLOSED, number, "code " + closeCode + ", by " + closedBy);
        }
    }

    boolean isClosed() {
        return !closedAt.equals(Instant.MAX);
    }

    ConnectionRecord snapshot() {
        return new ConnectionRecord(
                number,
                openedAt,
                closedAt,
                open,
                status,
                authOk,
                path,
                queryNames,
                deviceId,
                closeCode,
                closeReason,
                closedBy,
                pings.list(),
                messages.list(),
                wsPongs);
    }
}
