package io.github.cameldoshii.internal.clock;

import java.util.concurrent.CompletionStage;

/**
 * A loop as one process sees it: its monotonic clock begins anywhere, also below zero, and tells nothing to the next
 * process. What a process has planned dies with it.
 */
public final class LifeOfALoop implements EventLoop {

    private final VirtualEventLoop loop;
    private final long shiftNanos;
    private boolean over;

    public LifeOfALoop(VirtualEventLoop loop, long shiftNanos) {
        this.loop = loop;
        this.shiftNanos = shiftNanos;
    }

    /** The process was killed: nothing of it runs any more. */
    public void kill() {
        over = true;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(living(task));
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return loop.schedule(delayNanos, living(task));
    }

    private Runnable living(Runnable task) {
        return () -> {
            if (!over) {
                task.run();
            }
        };
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime() + shiftNanos;
    }

    @Override
    public long currentTimeMillis() {
        return loop.currentTimeMillis();
    }

    @Override
    public CompletionStage<Void> close() {
        return loop.close();
    }
}
