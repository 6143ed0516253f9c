package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;

/**
 * What was delivered of one entity.
 *
 * @param reception when its last live event was received
 * @param connection the connection that brought this event: its number, or a negative one if a former session received it
 * @param removal whether this event told that the entity is gone
 * @param status that this event told; empty if it told none
 * @param rowUpdatedAt the time of change of its last row; unknown if none was delivered
 * @param rowState the state that this row showed; empty if none was delivered
 */
record Delivered(
        Reception reception,
        long connection,
        boolean removal,
        String status,
        ServiceTime rowUpdatedAt,
        String rowState) {

    static final Delivered NOTHING = new Delivered(new Reception.Never(), 0, false, "", ServiceTime.UNKNOWN, "");

    /** When an event was received, by what is left of that moment. */
    sealed interface Reception {

        /** No event, or it is not known when. */
        record Never() implements Reception {}

        /** In this session. */
        record Now(Moment at) implements Reception {}

        /**
         * In a former session.
         *
         * @param latest the latest time that it can have been
         */
        record Before(ServiceTime latest) implements Reception {}

        /** The latest time of the service that it can have been. */
        default ServiceTime latest(Clocks clocks) {
            if (this instanceof Now now) {
                return clocks.latestServiceTime(now.at());
            }
            return this instanceof Before before ? before.latest() : ServiceTime.UNKNOWN;
        }

        default boolean isAfter(Reception other) {
            if (this instanceof Now now) {
                return !(other instanceof Now that) || now.at().isAfter(that.at());
            }
            return this instanceof Before before
                    && !(other instanceof Now)
                    && !(other instanceof Before that && !before.latest().isAfter(that.latest()));
        }
    }

    Delivered withEvent(Reception newReception, long newConnection, boolean isRemoval, String newStatus) {
        return new Delivered(newReception, newConnection, isRemoval, newStatus, rowUpdatedAt, rowState);
    }

    /** The same event once more, of which nobody knows when it was received. */
    Delivered withStatus(String newStatus) {
        return new Delivered(reception, connection, removal, newStatus, rowUpdatedAt, rowState);
    }

    /** Without the time of the last event: that a later one was not delivered is known. */
    Delivered withoutEvent() {
        return new Delivered(NOTHING.reception, 0, false, "", rowUpdatedAt, rowState);
    }

    Delivered withRow(EntityState row) {
        return new Delivered(reception, connection, removal, status, row.updatedAt(), row.state());
    }

    boolean hasEvent() {
        return !(reception instanceof Reception.Never);
    }
}
