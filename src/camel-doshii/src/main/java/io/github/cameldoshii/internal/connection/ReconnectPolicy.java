package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.http.RetryAfter;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides how long to wait before the next dial, and in which state. Confined to the loop of one connection.
 */
final class ReconnectPolicy {

    /**
     * @param state {@link ConnectionState#BACKOFF} or {@link ConnectionState#REFUSED}
     * @param waitNanos how long to wait
     */
    record Redial(ConnectionState state, long waitNanos) {}

    /** "Try again later" (1013) means at least this, where the options allow such a wait at all. */
    private static final Duration TRY_LATER = Duration.ofSeconds(5);

    /**
     * Where nothing answers, no longer than this: such a dial costs the service next to nothing, and who waits for
     * orders must not wait for a minute after the network is back.
     */
    private static final Duration UNANSWERED = Duration.ofSeconds(8);

    /** So many closes for policy reasons in a row are taken as a refusal of the credentials. */
    private static final int POLICY_CLOSES = 3;

    private final Backoff backoff;
    private final SocketOptions options;
    private int policyCloses;

    ReconnectPolicy(SocketOptions options, RandomGenerator random) {
        this.options = options;
        this.backoff = new Backoff(options.reconnectDelay(), options.reconnectMaxDelay(), random);
    }

    /** Failures since the last good connection. */
    int failures() {
        return backoff.failures();
    }

    Redial after(ConnectFailure failure) {
        if (failure instanceof ConnectFailure.Refused) {
            return refused();
        }
        if (failure instanceof ConnectFailure.Busy busy) {
            long wait = backoff.next();
            return backoff(
                    busy.retryAfter().isZero()
                            ? wait
                            : Math.max(wait, told(shorter(busy.retryAfter(), RetryAfter.MAX))));
        }
        if (failure instanceof ConnectFailure.NotTheService) {
            return backoff(backoff.slow());
        }
        return backoff(backoff.next(UNANSWERED));
    }

    /** @param good the connection had a pong and lived for {@link SocketOptions#reconnectMaxDelay} */
    Redial after(CloseCause cause, boolean good) {
        if (good) {
            reset();
        }
        policyCloses = cause.code() == CloseCause.POLICY ? policyCloses + 1 : 0;
        if (policyCloses >= POLICY_CLOSES) {
            return refused();
        }
        long wait = backoff.next();
        if (cause.code() == CloseCause.TRY_LATER) {
            wait = Math.max(
                    wait, Math.min(told(TRY_LATER), options.reconnectMaxDelay().toNanos()));
        }
        return backoff(wait);
    }

    /**
     * Somebody asked for a new connection: that is no failure, and is not waited for longer than needs be.
     *
     * @param good as in {@link #after(CloseCause, boolean)}
     */
    Redial asked(boolean good, long waitNanos) {
        if (good) {
            reset();
        }
        return backoff(waitNanos);
    }

    private void reset() {
        backoff.reset();
        policyCloses = 0;
    }

    private Redial refused() {
        backoff.next();
        return new Redial(ConnectionState.REFUSED, options.refusedDelay().toNanos());
    }

    private static Redial backoff(long waitNanos) {
        return new Redial(ConnectionState.BACKOFF, waitNanos);
    }

    /** A time that all clients are told alike, and a little more, so that they do not come in the same moment. */
    private long told(Duration time) {
        return time.toNanos() + backoff.spread();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
