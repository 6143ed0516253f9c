package io.github.cameldoshii.simulator;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.Vertx;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one event loop that owns everything of the simulator: connections, entities, ledger, log and faults. Other threads hand
 * it tasks, which run in the order in which they were handed over. When its thread has ended nothing changes any more, and
 * what is asked is answered on the asking thread.
 */
final class SimulatorLoop implements AutoCloseable {

    private final EventLoop thread;
    private final boolean own;

    private SimulatorLoop(EventLoop thread, boolean own) {
        this.thread = thread;
        this.own = own;
    }

    /** A loop with a thread of its own, which ends with it. */
    static SimulatorLoop own() {
        EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("doshii-simulator", true));
        return new SimulatorLoop(group.next(), true);
    }

    /** One of the event loops of a Vert.x, which outlives this. */
    @SuppressWarnings("deprecation") // What is to be used instead is not part of the public interface of Vert.x.
    static SimulatorLoop of(Vertx vertx) {
        return new SimulatorLoop(vertx.nettyEventLoopGroup().next(), false);
    }

    EventLoop thread() {
        return thread;
    }

    /** Runs a task on the loop, later; drops it if the loop has ended. */
    void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            // The simulator is closed: there is nobody left to whom the task could matter.
            return;
        }
    }

    /** Runs a task on the loop and waits for its result; the wait is short because no task blocks. */
    <T> T ask(Supplier<T> task) {
        if (thread.inEventLoop()) {
            return task.get();
        }
        try {
            return thread.submit(task::get).syncUninterruptibly().getNow();
        } catch (RejectedExecutionException closed) {
            thread.terminationFuture().syncUninterruptibly();
            synchronized (this) {
                return task.get();
            }
        }
    }

    /** Ends the thread, if it is the simulator's own, after the tasks handed over so far; waits unless called on it. */
    @Override
    public void close() {
        if (!own) {
            ask(() -> own);
            return;
        }
        thread.parent().shutdownGracefully(0, 2, TimeUnit.SECONDS);
        if (!thread.inEventLoop()) {
            thread.parent().terminationFuture().syncUninterruptibly();
        }
    }
}
