package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.rest.HttpSide;
import io.github.cameldoshii.simulator.wire.FrontServer;
import io.github.cameldoshii.simulator.wire.Loop;
import io.vertx.core.Future;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Starts the parts of a simulator and ends them, waiting each time. May be called from any thread but event loops. */
final class Lifecycle {

    private static final int HTTP_SIDE_SECONDS = 20;

    private final Loop loop;
    private final FrontServer front;
    private final HttpSide http;
    private final Supplier<Future<Void>> endVertx;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lifecycle(Loop loop, FrontServer front, HttpSide http, Supplier<Future<Void>> endVertx) {
        this.loop = loop;
        this.front = front;
        this.http = http;
        this.endVertx = endVertx;
    }

    /**
     * @param listening run on the loop when the port is known and before the first connection is served
     * @throws SimulatorException if the port cannot be listened at; then everything has ended
     */
    void start(SimulatorOptions options, Runnable listening) {
        try {
            int httpPort = await(http.listen());
            loop.run(() -> front.relayTo(new InetSocketAddress("127.0.0.1", httpPort)));
            front.listen(options.host(), options.port())
                    .addListener(bound -> {
                        if (bound.isSuccess()) {
                            listening.run();
                        }
                    })
                    .syncUninterruptibly();
        } catch (Exception failed) {
            end();
            throw new SimulatorException(
                    "The simulator cannot listen at " + options.host() + ":" + options.port() + ": "
                            + reason(options, failed),
                    failed);
        }
    }

    private static String reason(SimulatorOptions options, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof BindException && message.contains("in use")
                ? "port " + options.port() + " is in use; choose another one, or 0 for any free one"
                : message;
    }

    /** Does nothing the second time. */
    void end() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        loop.run(front::close);
        loop.close();
        try {
            await(http.close());
            await(endVertx.get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            throw new SimulatorException("The simulator did not end: " + failed.getMessage(), failed);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(HTTP_SIDE_SECONDS, TimeUnit.SECONDS);
    }
}
