package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;

/** Makes journals for tests. */
public final class DeliveryJournals {

    private DeliveryJournals() {}

    /** One of a first session, which stores nothing. */
    public static DeliveryJournal forgetful(EventLoop loop, Clocks clocks) {
        return new DeliveryJournal(StoredHistory.EMPTY, loop, clocks, clocks::now, passed -> {}, lines -> {});
    }
}
