package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.internal.connection.VertxEventLoop;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The event loop of a connection stands still for so long that its route is suspended and resumed meanwhile. */
class SessionAfterStalledLoopTest extends RecoveryTestSupport {

    private final AtomicReference<CountDownLatch> stall = new AtomicReference<>();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void is_not_told_of_the_end_of_the_old_connection() throws Exception {
        String missed = stallTheLoopAndMissAnOrder();

        context.getRouteController().suspendRoute("all");
        seen.clear();
        context.getRouteController().resumeRoute("all");
        await().atMost(LIMIT).until(() -> !calls("/orders", location()).isEmpty());
        released.countDown();
        awaitEndOfTheOldConnection();
        simulator.faults().clear();

        awaitSeen(missed);
        awaitRecovered();
        assertThat(statuses()).doesNotContain("disconnected");
    }

    @Test
    void begins_when_the_route_is_started_and_not_when_it_is_resumed_if_the_suspension_was_forced() throws Exception {
        String missed = stallTheLoopAndMissAnOrder();
        simulator.faults().clear();
        context.getShutdownStrategy().setTimeout(1);

        context.getRouteController().suspendRoute("all");
        seen.clear();
        assertThatThrownBy(() -> context.getRouteController().resumeRoute("all"))
                .hasMessage("Route all cannot be resumed, because its suspension took too long and was ended by"
                        + " force: stop the route and start it");
        context.getRouteController().stopRoute("all");
        context.getRouteController().startRoute("all");

        awaitSeen(missed);
    }

    /** While the lists are refused. */
    private String stallTheLoopAndMissAnOrder() throws InterruptedException {
        wallClock = this::now;
        simulate();
        connect(options -> {});
        stall.set(released);
        assertThat(stalled.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        simulator.dropConnections();
        simulator.faults().add(always("/orders", location(), 503));
        return simulator.orders().create(Map.of("status", "pending")).id();
    }

    private void awaitEndOfTheOldConnection() {
        await().atMost(LIMIT).until(() -> log.ownMessages(Level.INFO).stream()
                .anyMatch(line -> line.startsWith("Closing the Doshii connection")));
    }

    /** Blocks the connection's event loop when it is to stall. REST's loops ask for the time too, and those go on. */
    private Instant now() {
        if (stall.get() != null && isAskedByTheConnection()) {
            CountDownLatch until = stall.getAndSet(null);
            if (until != null) {
                stalled.countDown();
                awaitQuietly(until);
            }
        }
        return Instant.now();
    }

    private static boolean isAskedByTheConnection() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(VertxEventLoop.class.getName())
                        && frame.getMethodName().equals("readOnceInATurn")));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
