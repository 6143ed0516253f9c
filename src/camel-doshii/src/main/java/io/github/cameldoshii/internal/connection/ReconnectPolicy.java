package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.Backoff;
import io.github.cameldoshii.internal.http.RetryAfterHeader;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides how long to wait before the next connect attempt, and in which state: exponential back-off in general, a long
 * wait after rejected credentials, the server's {@code Retry-After} where it sends one. Counts the failures since the last
 * stable session. Confined to the connection's event loop.
 */
final class ReconnectPolicy {

    /**
     * The wait before the next connect attempt.
     *
     * @param state {@link ConnectionState#BACKOFF} or {@link ConnectionState#REFUSED}
     * @param waitNanos how long to wait
     */
    record Delay(ConnectionState state, long waitNanos) {}

    /** The least time between two connect attempts, whatever the random draw. */
    static final Duration MIN_DELAY = Duration.ofMillis(100);

    /** The least wait after a close with 1013 (try again later), as far as reconnectMaxDelay allows it. */
    private static final Duration TRY_LATER = Duration.ofSeconds(5);

    /**
     * The longest wait while nothing answers: such an attempt costs the service next to nothing, and whoever waits for
     * orders must not wait for a minute after the network is back.
     */
    private static final Duration UNREACHABLE_MAX_DELAY = Duration.ofSeconds(8);

    /** So many closes for policy reasons (1008) in a row are taken as rejected credentials. */
    private static final int POLICY_CLOSES = 3;

    private final Backoff backoff;
    private final SocketOptions options;
    private int policyCloses;
    private int failures;

    /** How often the range has doubled; less than the failures where a limit has kept it from doubling. */
    private int doublings;

    ReconnectPolicy(SocketOptions options, RandomGenerator random) {
        this.options = options;
        this.backoff = new Backoff(options.reconnectDelay(), options.reconnectMaxDelay(), random);
    }

    /** Failures since the last stable session. */
    int failures() {
        return failures;
    }

    Delay after(ConnectFailure failure) {
        if (failure instanceof ConnectFailure.Unauthorized) {
            return refused();
        }
        if (failure instanceof ConnectFailure.ServerUnavailable unavailable) {
            Duration wait = next();
            Duration asked = shorter(unavailable.retryAfter(), RetryAfterHeader.MAX);
            return backoff(asked.isZero() ? wait : longer(wait, backoff.withJitter(asked)));
        }
        if (failure instanceof ConnectFailure.UnexpectedResponse) {
            return backoff(nextSlow());
        }
        return backoff(nextWithin(UNREACHABLE_MAX_DELAY));
    }

    /** @param stable the session had a pong and lived for {@link SocketOptions#reconnectMaxDelay} */
    Delay after(CloseCause cause, boolean stable) {
        if (stable) {
            reset();
        }
        policyCloses = cause.code() == CloseCause.POLICY ? policyCloses + 1 : 0;
        if (policyCloses >= POLICY_CLOSES) {
            return refused();
        }
        Duration wait = next();
        return backoff(
                cause.code() == CloseCause.TRY_LATER
                        ? longer(wait, shorter(backoff.withJitter(TRY_LATER), options.reconnectMaxDelay()))
                        : wait);
    }

    /**
     * A reconnect on request is no failure, and waits no longer than it has to.
     *
     * @param stable as in {@link #after(CloseCause, boolean)}
     */
    Delay onRequest(boolean stable, long waitNanos) {
        if (stable) {
            reset();
        }
        return new Delay(ConnectionState.BACKOFF, waitNanos);
    }

    private void reset() {
        failures = 0;
        doublings = 0;
        policyCloses = 0;
    }

    private Delay refused() {
        failures++;
        doublings++;
        return new Delay(ConnectionState.REFUSED, options.refusedDelay().toNanos());
    }

    private static Delay backoff(Duration wait) {
        return new Delay(ConnectionState.BACKOFF, longer(MIN_DELAY, wait).toNanos());
    }

    private Duration next() {
        failures++;
        return backoff.wait(doublings++);
    }

    /** Haste would not mend an answer that is not the service's: the wait is long from the first failure on. */
    private Duration nextSlow() {
        failures++;
        doublings++;
        return backoff.upperHalf(options.reconnectMaxDelay());
    }

    /**
     * As {@link #next()} until the range has reached the limit, from then on from the limit's upper half. The range then
     * grows no more: after a long outage, the first short failure must not cause a long wait.
     */
    private Duration nextWithin(Duration max) {
        Duration limit = longer(options.reconnectDelay(), max);
        if (backoff.bound(doublings).compareTo(limit) < 0) {
            return next();
        }
        failures++;
        return backoff.upperHalf(limit);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
