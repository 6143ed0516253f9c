package io.github.cameldoshii.simulator.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one thread that owns everything of the simulator: sockets, entities, ledger, log and faults. Others hand it tasks,
 * which run in the order in which they were handed over. After {@link #close()} nothing changes any more, and what is
 * asked is answered on the asking thread.
 */
public final class Loop implements AutoCloseable {

    private final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("doshii-simulator", true));
    private final EventLoop thread = group.next();

    EventLoopGroup group() {
        return group;
    }

    EventLoop thread() {
        return thread;
    }

    /** Runs a task on the loop, later; drops it if the loop has ended. */
    public void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            // The simulator is closed: there is nobody left to whom the task could matter.
            return;
        }
    }

    /** Runs a task on the loop after a delay; dropped if the loop ends before. */
    public void later(long delayMillis, Runnable task) {
        try {
            thread.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            return;
        }
    }

    /** Runs a task on the loop and completes on the loop. */
    public <T> CompletableFuture<T> submit(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, thread);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    /** Runs a task on the loop and waits for its result; the wait is short because no task blocks. */
    public <T> T ask(Supplier<T> task) {
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

    /** Ends the thread after the tasks handed over so far; waits for it unless called on it. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        if (!thread.inEventLoop()) {
            group.terminationFuture().syncUninterruptibly();
        }
    }
}
