package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.connection.ConnectionSnapshot;
import io.github.cameldoshii.internal.connection.ConnectionState;
import io.github.cameldoshii.internal.connection.SocketOptions;
import io.github.cameldoshii.internal.connection.SocketStatistics;
import io.github.cameldoshii.internal.dispatch.OrderedDispatcher;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of a consumer at one moment, for health, JMX and the dev console. Holds no credential.
 *
 * @param pending events accepted and not yet finished
 * @param finished events finished
 * @param readPaused whether reading is paused by back-pressure of a consumer that shares the connection
 * @param full whether this consumer is one of those
 * @param stuck for how long nothing was finished although something is pending
 * @param skipped events skipped because of their location
 * @param recovery state of the recovery
 */
record ConsumerStatus(
        ConnectionSnapshot connection,
        SocketStatistics statistics,
        SocketOptions options,
        int pending,
        long finished,
        boolean readPaused,
        boolean full,
        Duration stuck,
        long skipped,
        RecoveryStatus recovery) {

    /** Of a consumer that was never started. */
    static final ConsumerStatus NOT_STARTED = new ConsumerStatus(
            new ConnectionSnapshot(
                    ConnectionState.IDLE,
                    new WallTime(0),
                    new MonotonicTime(0),
                    0,
                    0,
                    "",
                    Duration.ZERO,
                    Duration.ZERO),
            new SocketStatistics(new EnvironmentStatistics()),
            new SocketOptions(
                    "", Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0),
            0,
            0,
            false,
            false,
            Duration.ZERO,
            0,
            RecoveryStatus.none(Optional.empty(), false));

    static ConsumerStatus of(
            Connection connection, OrderedDispatcher<QueuedEvent> dispatcher, long skipped, RecoveryStatus recovery) {
        return new ConsumerStatus(
                connection.snapshot(),
                connection.statistics(),
                connection.options(),
                dispatcher.pending(),
                dispatcher.finished(),
                connection.statistics().isReadPaused(),
                dispatcher.isBackPressured(),
                Duration.ofNanos(dispatcher.stuckNanos()),
                skipped,
                recovery);
    }

    /** A route that has finished nothing for this long while events wait does not move. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    /** The event loop may be this late before its silence counts. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Connected, heard of lately, and the route takes what arrives. */
    boolean isReady() {
        return connection.state() == ConnectionState.LIVE
                && !isSilent()
                && !isStuck()
                && recovery.catchUp() != RecoveryService.Status.FAILING
                && recovery.catchUp() != RecoveryService.Status.DEAF
                && !recovery.fenced();
    }

    /** The state in one line. */
    String describe() {
        String since = ", since " + TIME.format(connection.since().toInstant());
        if (recovery.fenced() && connection.state() == ConnectionState.CLOSED) {
            return "not connected: another node has taken over" + since;
        }
        return switch (connection.state()) {
            case IDLE -> "not connected: the CamelContext has not fully started, or the consumer is stopped";
            case CLOSED -> "not connected: the route is stopped or suspended" + since;
            case CONNECTING -> "connecting" + attempt() + since + because();
            case AWAITING_PONG -> "connected, waiting for the answer to the first heartbeat" + since + because();
            case BACKOFF ->
                "reconnecting" + attempt() + ", next attempt in " + seconds(untilNextAttempt()) + since + because();
            case REFUSED -> "refused by the service, next try in " + seconds(untilNextAttempt()) + since + because();
            case LIVE -> live(since);
        };
    }

    private String live(String since) {
        if (isStuck()) {
            return "connected" + since + ", but the route has finished nothing for " + seconds(stuck) + " while "
                    + pending + " events wait";
        }
        if (isSilent()) {
            return "connected" + since + ", but nothing has arrived for longer than a heartbeat and its time-out";
        }
        if (recovery.fenced()) {
            return "connected" + since + ", but another node has taken over the position: this one stores none";
        }
        if (recovery.catchUp() == RecoveryService.Status.FAILING) {
            return "connected" + since + ", but what was missed cannot be asked for at present: " + recovery.trouble();
        }
        if (!recovery.trouble().isEmpty()) {
            return "connected" + since + ", but " + recovery.trouble();
        }
        return "connected" + since + (recovery.catchUp() == RecoveryService.Status.CATCHING_UP ? ", catching up" : "")
                + reading();
    }

    private String reading() {
        if (!readPaused) {
            return "";
        }
        return ", reading held back: the queue "
                + (full ? "is full" : "of another route that shares this socket is full");
    }

    private boolean isStuck() {
        return pending > 0 && stuck.compareTo(STUCK) >= 0;
    }

    private boolean isSilent() {
        Duration limit = options.heartbeatInterval().plus(options.pongTimeout()).plus(SLACK);
        return !readPaused && now().since(statistics.lastMessage()).compareTo(limit) > 0;
    }

    private String attempt() {
        return connection.attempt() == 0 ? "" : ", attempt " + connection.attempt();
    }

    private static MonotonicTime now() {
        return new MonotonicTime(System.nanoTime());
    }

    private Duration untilNextAttempt() {
        return connection.untilNextAttempt(now());
    }

    private String because() {
        return connection.reason().isEmpty() ? "" : ": " + connection.reason();
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
