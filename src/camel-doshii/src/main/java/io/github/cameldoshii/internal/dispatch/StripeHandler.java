package io.github.cameldoshii.internal.dispatch;

/**
 * Works on what a lane hands over.
 *
 * @param <T> what is handed over
 */
@FunctionalInterface
public interface StripeHandler<T> {

    /**
     * Works on one item; the lane hands over the next one when this one is finished. Must not throw.
     *
     * @param done to be run once, from any thread, when the item is finished, if this method has returned {@code false}
     * @return {@code true} if the item is finished, and {@code done} will not be run
     */
    boolean work(T item, Runnable done);
}
