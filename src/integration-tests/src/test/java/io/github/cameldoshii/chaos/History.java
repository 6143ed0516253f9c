package io.github.cameldoshii.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one route's run when it is judged. Times are epoch milliseconds of our clock unless said otherwise.
 *
 * @param route the route
 * @param changes what really happened at the service, in its order; all of it, whether or not the route wants it
 * @param deliveries what the route has finished, in its order
 * @param gaps losses that were announced
 * @param cuts when a connection ended: as far as the route was told, or when it went dead
 * @param stays the route's stays on the socket, in their order
 * @param rules what the conditions of the run allow
 */
record History(
        RouteSpec route,
        List<Change> changes,
        List<Delivery> deliveries,
        List<Gap> gaps,
        List<Long> cuts,
        List<Stay> stays,
        Rules rules) {

    History {
        changes = List.copyOf(changes);
        deliveries = List.copyOf(deliveries);
        gaps = List.copyOf(gaps);
        cuts = List.copyOf(cuts);
        stays = List.copyOf(stays);
    }

    /** Names an entity: locations may number theirs alike. */
    record Entity(String kind, String location, String id) {
        @Override
        public String toString() {
            return kind + " " + id + " of " + location;
        }
    }

    /**
     * An entity got a new state.
     *
     * @param state counts the states of the entity from 1
     * @param status tells this state from all others of the entity, except from its deletion
     * @param version the version of the state
     * @param eventType the event that belongs to it
     * @param at when
     */
    record Change(Entity entity, int state, String status, String version, String eventType, long at) {

        boolean isDeletion() {
            return eventType.endsWith("_deleted");
        }
    }

    /**
     * An exchange that the route has finished.
     *
     * @param status of the entity
     * @param version empty if the exchange had none
     * @param origin socket, catchup or reconcile
     * @param receivedAt when it was received
     * @param finishedAt when the route had done its work
     * @param lateMillis how long after another machine had taken over; {@link #IN_TIME} if none had
     */
    record Delivery(
            Entity entity,
            String eventType,
            String status,
            String version,
            String origin,
            long receivedAt,
            long finishedAt,
            long lateMillis) {

        static final long IN_TIME = -1;

        /** Whether the machine had been taken over, and did not know it yet. */
        boolean isLate() {
            return lateMillis != IN_TIME;
        }

        boolean isOfSocket() {
            return origin.equals("socket");
        }

        boolean isDeletion() {
            return eventType.endsWith("_deleted");
        }

        @Override
        public String toString() {
            return eventType + " " + entity.id() + " '" + status + "' by " + origin;
        }
    }

    /**
     * A loss that was announced: events of these types between these times.
     *
     * @param location where; empty for everywhere
     */
    record Gap(long from, long to, String location, List<String> eventTypes) {
        Gap {
            eventTypes = List.copyOf(eventTypes);
        }

        boolean covers(Change change, long overlapMillis) {
            // The event of a change is on its way for some time; the overlap is there for that.
            return eventTypes.contains(change.eventType())
                    && (location.isEmpty() || location.equals(change.entity().location()))
                    && from - overlapMillis <= change.at()
                    && change.at() <= to;
        }
    }

    /**
     * A time during which the route listens, from start or resume to stop, suspend or kill.
     *
     * @param since when it began; nothing that is received in it is older
     * @param position the position that was stored at that time; absent if there was none
     * @param killedAt when the process of the stay before it was killed; absent if that ended otherwise
     */
    record Stay(long since, Optional<Long> position, Optional<Long> killedAt) {}

    /**
     * What the conditions of the run allow.
     *
     * @param overlapMillis option catchUpOverlap
     * @param listsLag whether lists may show an older state than events have told
     * @param clocksDiffer whether the service's clock and ours go differently
     * @param timeUnknown whether the service's time may be unknown, or a wrong one be told
     * @param unreadable entities of which the service has shown a row that cannot be read, and when
     */
    record Rules(
            long overlapMillis,
            boolean listsLag,
            boolean clocksDiffer,
            boolean timeUnknown,
            Map<Entity, Long> unreadable) {
        Rules {
            unreadable = Map.copyOf(unreadable);
        }
    }
}
