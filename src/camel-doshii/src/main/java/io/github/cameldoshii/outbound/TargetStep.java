package io.github.cameldoshii.outbound;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Tries one event at a time for each thread that calls. A try works on a copy of the exchange and on a thread of its own: a
 * client that waits in the operating system heeds no interrupt, so a try can be given up only by leaving it behind.
 */
final class TargetStep extends DelegateAsyncProcessor implements ShutdownPrepared {

    /** How long a try may take, from the beginning of the stop or from its own, whichever is later. */
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final CamelContext context;
    private final String routeId;

    /** Tries that go on; any thread. */
    private final Set<CompletableFuture<Void>> tries = ConcurrentHashMap.newKeySet();

    /** What the newest try has failed for, if the target was away; null if it was not. Any thread. */
    private volatile TargetAwayException away;

    /** Not null from the beginning of a stop on. Written by the thread that stops. */
    private volatile StopLimits stop;

    // Written by the thread that starts and stops the route.
    private volatile ExecutorService threads;
    private volatile ScheduledExecutorService clock;

    /**
     * @param patience of a try
     * @param lastTryNanos after which no event is tried any more, even if the target is there; System.nanoTime
     */
    private record StopLimits(Duration patience, long lastTryNanos) {

        /** A third of the time is left for the dead letters of events that a slow target did not take in time. */
        static StopLimits of(ShutdownStrategy strategy) {
            Duration whole = Duration.ofNanos(strategy.getTimeUnit().toNanos(strategy.getTimeout()));
            Duration third = whole.dividedBy(3);
            return new StopLimits(
                    third.compareTo(PATIENCE_AT_STOP) < 0 ? third : PATIENCE_AT_STOP,
                    System.nanoTime() + third.multipliedBy(2).toNanos());
        }

        boolean isTooLate() {
            return System.nanoTime() - lastTryNanos > 0;
        }
    }

    TargetStep(Route route, Processor steps) {
        super(steps);
        this.context = route.getCamelContext();
        this.routeId = route.getRouteId();
    }

    @Override
    protected void doStart() throws Exception {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        stop = null;
        away = null;
        threads = manager.newCachedThreadPool(this, "Target-" + routeId);
        clock = manager.newSingleThreadScheduledExecutor(this, "TargetStop-" + routeId);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        context.getExecutorServiceManager().shutdownNow(threads);
        context.getExecutorServiceManager().shutdownNow(clock);
        super.doStop();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        if (suspendOnly || stop != null) {
            return;
        }
        stop = StopLimits.of(context.getShutdownStrategy());
        tries.forEach(this::endInTime);
    }

    /** Blocks the caller's thread until the try has ended. */
    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            requireThatATryMakesSense();
            tryOnce(exchange);
        } catch (InterruptedException e) {
            // By force: neither tried again nor a dead letter, and so not finished.
            Thread.currentThread().interrupt();
            exchange.getExchangeExtension().setInterrupted(true);
            exchange.setException(e);
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private void requireThatATryMakesSense() throws TargetAwayException {
        StopLimits limits = stop;
        TargetAwayException before = away;
        if (limits != null && before != null) {
            throw new TargetAwayException(
                    "not tried any more, since the route is being stopped; the event before failed: "
                            + before.getMessage(),
                    before);
        }
        if (limits != null && limits.isTooLate()) {
            throw new TargetAwayException("not tried: no time was left when the route was stopped", null);
        }
    }

    private void tryOnce(Exchange exchange) throws Exception {
        Exchange copy = exchange.copy();
        copy.setExchangeId(exchange.getExchangeId());
        // Camel's error handler then leaves what fails to this step, and so to the error handler around it.
        copy.getExchangeExtension().setFailureHandled(true);
        CompletableFuture<Void> end = new CompletableFuture<>();
        tries.add(end);
        if (stop != null) {
            endInTime(end);
        }
        Future<?> work = threads.submit(() -> work(copy, end));
        try {
            end.get();
        } catch (ExecutionException e) {
            work.cancel(true);
            copyFailure(exchange, (Exception) e.getCause());
            return;
        } finally {
            tries.remove(end);
        }
        if (copy.getException() == null) {
            away = null;
            copy.getExchangeExtension().setFailureHandled(false);
            ExchangeHelper.copyResults(exchange, copy);
        } else {
            copyFailure(exchange, copy.getException());
        }
    }

    private void work(Exchange copy, CompletableFuture<Void> end) {
        try {
            processor.process(copy, doneSync -> end.complete(null));
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private void copyFailure(Exchange exchange, Exception thrown) {
        Exception judged = Failures.judge(thrown);
        away = judged instanceof TargetAwayException e ? e : null;
        RetryAfter.millis(thrown).ifPresent(millis -> exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, millis));
        exchange.setException(judged);
    }

    private void endInTime(CompletableFuture<Void> end) {
        Duration patience = stop.patience();
        clock.schedule(
                () -> end.completeExceptionally(new TimeoutException("no answer within " + patience.toSeconds()
                        + " s of the stop; the target may have taken the event or not")),
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
