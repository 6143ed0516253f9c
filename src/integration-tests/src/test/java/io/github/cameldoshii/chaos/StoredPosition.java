package io.github.cameldoshii.chaos;

import io.github.cameldoshii.internal.position.Position;
import io.github.cameldoshii.internal.position.PositionCodec;
import io.github.cameldoshii.internal.position.PositionKey;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The position that a route has stored.
 *
 * @param at epoch milliseconds of our clock
 * @param byWallClock whether it was stored by the wall clock of the routes' machine, because the service's time was not known
 */
record StoredPosition(long at, boolean byWallClock) {

    /**
     * @param storedText gives the text stored under a key, or null
     * @param serviceAhead how far the service's clock is ahead of ours, in milliseconds
     */
    static Optional<StoredPosition> of(
            String route, UnaryOperator<String> storedText, SettableClock clock, long serviceAhead) {
        String text = storedText.apply(PositionKey.of("simulator", "simulator", route));
        if (text == null || !(PositionCodec.decode(text) instanceof PositionCodec.Decoded.Of of)) {
            return Optional.empty();
        }
        return Optional.of(
                of.position() instanceof Position.ByWallClock byWallClock
                        ? new StoredPosition(
                                clock.ourTime(byWallClock.at().epochMillis(), System.currentTimeMillis()), true)
                        : new StoredPosition(
                                ((Position.ByService) of.position()).at().epochMillis() - serviceAhead, false));
    }
}
