package io.github.cameldoshii.chaos;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.DoshiiConsumer;
import io.github.cameldoshii.fixtures.Ballot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StateRepository;

/** One life of the routes in this process: a context with its own access to the store and, in a cluster, its own ballot. */
final class Machine {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** A machine that was taken over must have stopped to deliver long before. */
    private static final long LEFT_RUNNING_MILLIS = 6_000;

    private final Conditions conditions;
    private final StateRepository<String, String> positions;
    private final Optional<Ballot> ballot;
    private final CamelContext context;

    // Written by the thread that controls the machines, read by those of the routes.
    private volatile boolean over;
    private volatile long takenOverAt = Long.MAX_VALUE;

    /** What goes to the recorder is told how late it is. */
    @FunctionalInterface
    interface LateRecorder {
        /** @param lateMillis since another machine has taken over; {@link History.Delivery#IN_TIME} if none has */
        void finished(Line line, long lateMillis);
    }

    /** Makes a machine that is not started. */
    Machine(
            Conditions conditions,
            String socketUrl,
            String apiUrl,
            Store store,
            InstantSource clock,
            Behaviour behaviour,
            Sabotage sabotage,
            LateRecorder recorder)
            throws Exception {
        this.conditions = conditions;
        this.positions = Store.open(store.place());
        this.ballot = conditions.cluster() ? Optional.of(new Ballot()) : Optional.empty();
        this.context = RoutesUnderTest.context(
                conditions,
                socketUrl,
                apiUrl,
                clock,
                sabotage.around(positions),
                behaviour,
                sabotage.around(line -> recorder.finished(line, lateMillis(line))),
                ballot);
        sabotage.on(context);
    }

    private long lateMillis(Line line) {
        return over ? Math.max(0, line.finishedAt() - takenOverAt) : History.Delivery.IN_TIME;
    }

    void start() {
        positions.start();
        context.start();
    }

    CamelContext context() {
        return context;
    }

    StateRepository<String, String> positions() {
        return positions;
    }

    /** Consumers that run or can be started. */
    List<DoshiiConsumer> consumers() {
        return DoshiiConsumer.of(context);
    }

    /** Waits until the routes of this machine have read their positions, which takes them over. */
    void awaitElected() {
        await().atMost(PATIENCE)
                .until(() -> consumers().size() == conditions.routes().size());
    }

    /** Another machine is going to be elected: what this one finishes from now on may come too late. */
    void loseElection() {
        over = true;
        ballot.orElseThrow().lose();
    }

    /** The other machine has taken over. Stops this one after some time, and completes when that is done. */
    CompletableFuture<Void> takenOver() {
        takenOverAt = System.currentTimeMillis();
        return CompletableFuture.runAsync(
                this::stop, CompletableFuture.delayedExecutor(LEFT_RUNNING_MILLIS, TimeUnit.MILLISECONDS));
    }

    void stop() {
        context.stop();
        positions.stop();
    }
}
