package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Moment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An event on its way through a route: received, and one day finished. What the route was shown of the entity meanwhile, by a
 * fetch, is noted here too. Any thread.
 */
public final class Delivery implements Runnable {

    private static final VarHandle FINISHED = finishedHandle();

    private final Moment receivedAt;

    /** Null for none: one is made for each event, and to write a volatile field costs. */
    private volatile EntityState shown;

    /** Written in release mode: whoever sees it sees what was shown before. */
    private volatile boolean finished;

    /** @param receivedAt when the event was received */
    public Delivery(Moment receivedAt) {
        this.receivedAt = receivedAt;
    }

    /** The route has finished the event. */
    @Override
    public void run() {
        FINISHED.setRelease(this, true);
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
        EntityState last = shown;
        return last == null ? EntityState.NONE : last;
    }

    private static VarHandle finishedHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Delivery.class, "finished", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
