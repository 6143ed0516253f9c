package io.github.cameldoshii.internal.dispatch;

/**
 * Handles the items of a stripe, on a thread of the dispatcher's executor.
 *
 * @param <T> the items
 */
@FunctionalInterface
public interface StripeHandler<T> {

    /**
     * Handles one item; the stripe goes on with the next one when this one is finished. Must not throw.
     *
     * @param done to be run once, from any thread, when the item is finished, if this method has returned {@code false}
     * @return {@code true} if the item is finished, and {@code done} will not be run
     */
    boolean handle(T item, Runnable done);
}
