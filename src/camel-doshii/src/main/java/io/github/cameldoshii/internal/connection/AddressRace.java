package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * One connect attempt over all addresses of a host name, as in RFC 8305 ("Happy Eyeballs"). The next address starts when the
 * one before has failed or has not connected within a quarter of a second. The first to connect goes on to the upgrade, and
 * the others are cancelled; if its answer is not the service's, the remaining addresses get their turn. Never are two
 * upgrades in progress, because each would be a connection in the eyes of the service. Confined to the connection's event
 * loop.
 */
final class AddressRace implements WebSocketTransport.ConnectAttempt {

    /** "Connection Attempt Delay" of RFC 8305. */
    private static final long NEXT_AFTER_NANOS = Duration.ofMillis(250).toNanos();

    private final EventLoop loop;
    private final NameResolver resolver;
    private final Connector connector;
    private final FailedAddresses history;
    private final WebSocketListener listener;
    private final int maxMessageSize;
    private final long deadline;

    private final Deque<InetAddress> waiting = new ArrayDeque<>();
    private final Map<InetAddress, Candidate> connecting = new LinkedHashMap<>();
    private final Map<InetAddress, ConnectFailure> failures = new LinkedHashMap<>();
    private EventLoop.Timer timer = () -> {};
    private Candidate upgrading;
    private boolean lookingUp = true;
    private boolean over;

    AddressRace(
            EventLoop loop,
            NameResolver resolver,
            Connector connector,
            FailedAddresses history,
            WebSocketListener listener,
            Duration connectTimeout,
            int maxMessageSize) {
        this.loop = loop;
        this.resolver = resolver;
        this.connector = connector;
        this.history = history;
        this.listener = listener;
        this.maxMessageSize = maxMessageSize;
        this.deadline = loop.nanoTime() + connectTimeout.toNanos();
    }

    void start() {
        if (!over) {
            resolver.resolve(connector.host())
                    .whenComplete((addresses, failure) -> loop.execute(() -> resolved(addresses, failure)));
        }
    }

    private void resolved(List<InetAddress> addresses, Throwable failure) {
        if (over) {
            return;
        }
        lookingUp = false;
        if (failure == null) {
            waiting.addAll(history.sort(addresses));
            next();
        } else {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            end(new ConnectFailure.Unreachable(connector.via() + ConnectFailures.describe(cause)));
        }
    }

    private void next() {
        timer.cancel();
        InetAddress address = waiting.remove();
        Candidate candidate = new Candidate(address);
        connecting.put(address, candidate);
        candidate.attempt = connector.connect(address, candidate);
        if (!waiting.isEmpty()) {
            timer = loop.schedule(NEXT_AFTER_NANOS, this::next);
        }
    }

    /** After something has ended: the next address, or the end of the connect attempt. */
    private void goOn() {
        if (!waiting.isEmpty()) {
            next();
        } else if (connecting.isEmpty()) {
            end(summary());
        }
    }

    private void end(ConnectFailure failure) {
        stop();
        listener.failed(failure);
    }

    private void stop() {
        over = true;
        timer.cancel();
        connecting.values().forEach(candidate -> candidate.attempt.cancel());
        connecting.clear();
        if (upgrading != null) {
            upgrading.attempt.cancel();
        }
    }

    @Override
    public void abandon() {
        if (over) {
            return;
        }
        connecting.keySet().forEach(history::failed);
        if (upgrading != null) {
            history.failed(upgrading.address);
        }
        if (!lookingUp) {
            history.silent();
        }
        stop();
    }

    @Override
    public String progress() {
        if (lookingUp) {
            return connector.via() + "the look-up of the host name has brought nothing yet";
        }
        List<String> all = new ArrayList<>();
        failures.forEach((address, failure) -> all.add(told(address, failure.reason())));
        connecting.keySet().forEach(address -> all.add(told(address, "no connection")));
        if (upgrading != null) {
            all.add(told(upgrading.address, "connected, and no answer to the upgrade"));
        }
        return connector.via() + String.join("; ", all);
    }

    /** Names every address; its type is that of the failure that came closest to the service. */
    private ConnectFailure summary() {
        List<String> reasons = new ArrayList<>();
        failures.forEach((address, failure) -> reasons.add(told(address, failure.reason())));
        String reason = connector.via() + String.join("; ", reasons);
        for (ConnectFailure failure : failures.values()) {
            if (failure instanceof ConnectFailure.UnexpectedResponse not) {
                return new ConnectFailure.UnexpectedResponse(not.status(), reason);
            }
        }
        return new ConnectFailure.Unreachable(reason);
    }

    private static String told(InetAddress address, String reason) {
        return address.getHostAddress() + ": " + reason;
    }

    /** An address that is being tried. */
    private final class Candidate implements Connector.Listener {

        private final InetAddress address;
        private Connector.Attempt attempt;

        Candidate(InetAddress address) {
            this.address = address;
        }

        @Override
        public void connected() {
            connecting.remove(address);
            timer.cancel();
            Deque<InetAddress> others = new ArrayDeque<>();
            for (Candidate other : connecting.values()) {
                other.attempt.cancel();
                others.add(other.address);
            }
            connecting.clear();
            others.descendingIterator().forEachRemaining(waiting::addFirst);
            upgrading = this;
            if (!waiting.isEmpty() && !history.patient()) {
                long share = (deadline - loop.nanoTime()) / 2;
                timer = loop.schedule(Math.max(0, share), this::tookTooLong);
            }
            attempt.upgrade();
        }

        private void tookTooLong() {
            attempt.cancel();
            failed(new ConnectFailure.Unreachable("connected, and no answer to the upgrade"));
        }

        @Override
        public void upgraded() {
            over = true;
            timer.cancel();
            history.worked(address);
            attempt.open(listener, maxMessageSize);
        }

        @Override
        public void failed(ConnectFailure failure) {
            history.failed(address);
            if (upgrading == this) {
                upgrading = null;
                timer.cancel();
            }
            connecting.remove(address);
            failures.put(address, failure);
            if (failure instanceof ConnectFailure.Unauthorized || failure instanceof ConnectFailure.ServerUnavailable) {
                // The service has answered: another of its addresses would answer the same.
                end(failure);
            } else {
                goOn();
            }
        }
    }
}
