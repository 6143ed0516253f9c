package io.github.cameldoshii.simulator.log;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The growing record of one dial. Owned by the simulator's loop. */
public final class ConnectionLog {

    private static final int NO_CLOSE_FRAME = 1006;
    private static final int MAX_KEPT = 10_000;

    private final EventLog log;
    private final int number;
    private final Instant openedAt = Instant.now();
    private final String path;
    private final Set<String> queryNames;
    private final String deviceId;
    private final Newest<PingRecord> pings = new Newest<>(MAX_KEPT);
    private final Newest<String> messages = new Newest<>(MAX_KEPT);
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

    public int number() {
        return number;
    }

    /** How many heartbeats have arrived. */
    public int pingCount() {
        return pingCount;
    }

    public void authorised() {
        authOk = true;
    }

    public void refused(int httpStatus) {
        status = httpStatus;
        log.add(LogEntry.Type.REFUSED, number, "status " + httpStatus);
    }

    public void opened() {
        status = 101;
        open = true;
        log.add(LogEntry.Type.OPENED, number, path);
    }

    public void ping(String text) {
        pingCount++;
        pings.add(new PingRecord(Instant.now(), text));
        log.add(LogEntry.Type.PING, number, text);
    }

    public void message(String text) {
        messages.add(text);
        log.add(LogEntry.Type.MESSAGE, number, text.length() + " characters");
    }

    public void wsPong() {
        wsPongs++;
    }

    public void fault(String what) {
        log.add(LogEntry.Type.FAULT, number, what);
    }

    /** Either side sent a close frame; the first one counts. */
    public void closing(Side side, int code, String reason) {
        open = false;
        if (closedBy == Side.NONE) {
            closedBy = side;
            closeCode = code;
            closeReason = reason;
        }
    }

    /** The TCP connection has ended, begun by {@code side} if nobody had sent a close frame. */
    public void closed(Side side) {
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
