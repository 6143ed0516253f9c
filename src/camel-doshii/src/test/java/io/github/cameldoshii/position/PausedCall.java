package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A call of a node that stands still just before one of its statements, as its machine may, until it is told to go on. */
final class PausedCall<T> implements AutoCloseable {

    private static final String THREAD = "paused";
    private static final int PATIENCE_SECONDS = 30;

    private final CountDownLatch paused = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, THREAD));
    private final Future<T> result;

    /**
     * Returns when the call stands still.
     *
     * @param statement before which one
     */
    PausedCall(ScriptedDataSource database, Predicate<String> statement, Callable<T> call) throws InterruptedException {
        database.beforeExecute(sql -> {
            if (Thread.currentThread().getName().equals(THREAD) && statement.test(sql)) {
                paused.countDown();
                awaitGoOn();
            }
        });
        result = thread.submit(call);
        assertThat(paused.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitGoOn() {
        try {
            assertThat(goOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the call go on, and returns what it does. */
    T goOn() throws Exception {
        goOn.countDown();
        return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        goOn.countDown();
        thread.shutdownNow();
    }
}
