package io.github.cameldoshii.catchup;

import java.time.Duration;
import java.util.Set;

/**
 * How to catch up: the options that all consumers of one connection must agree on.
 *
 * @param lists which lists are asked
 * @param overlap added before a gap, and the wait before a window is asked once more
 * @param maxAge a longer gap is cut to this
 * @param reconcileInterval time between reconciliations while connected; zero for none
 * @param refusedDelay wait after the credentials were refused
 * @param locationIds the locations to ask for; empty for all that the app is subscribed to
 */
public record CatchUpSettings(
        Set<RecoverableList> lists,
        Duration overlap,
        Duration maxAge,
        Duration reconcileInterval,
        Duration refusedDelay,
        Set<String> locationIds) {

    public CatchUpSettings {
        lists = Set.copyOf(lists);
        locationIds = Set.copyOf(locationIds);
    }
}
