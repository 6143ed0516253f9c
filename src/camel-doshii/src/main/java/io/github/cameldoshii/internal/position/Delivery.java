package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Moment;

/**
 * An event on its way through a route: received, and one day finished. What the route was shown of the entity meanwhile, by a
 * fetch, is noted here too. Any thread.
 */
public final class Delivery implements Runnable {

    private final Moment receivedAt;
    private volatile EntityState shown = EntityState.NONE;
    private volatile boolean finished;

    /** @param receivedAt when the event was received */
    public Delivery(Moment receivedAt) {
        this.receivedAt = receivedAt;
    }

    /** The route has finished the event. */
    @Override
    public void run() {
        finished = true;
    }

    boolean isFinished() {
        return finished;
    }

    Moment receivedAt() {
        return receivedAt;
    }

    /** The route is shown this state of the entity that the event is about. */
    public void show(EntityState state) {
        shown = state;
    }

    /** The last state that the route was shown; {@link EntityState#NONE} if it was shown none. */
    EntityState shown() {
        return shown;
    }
}
