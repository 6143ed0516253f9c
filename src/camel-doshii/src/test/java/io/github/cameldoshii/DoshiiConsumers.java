package io.github.cameldoshii;

import io.github.cameldoshii.internal.connection.ConnectionState;
import io.github.cameldoshii.internal.recovery.RecoveryService;

/** Lets tests of other packages see how a consumer is. */
public final class DoshiiConsumers {

    private DoshiiConsumers() {}

    /** Whether it is connected, catches up with nothing, and has nothing in work. */
    public static boolean isAtRest(DoshiiConsumer consumer) {
        ConsumerStatus status = consumer.status();
        return status.connection().state() == ConnectionState.LIVE
                && status.pending() == 0
                && status.recovery().catchUp() == RecoveryService.Status.IDLE;
    }
}
