package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.rest.Entity;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks by their ids for entities of which it is in doubt whether a list's row is their last state: what is asked for so is
 * not as late as a list may be. Confined to the loop.
 */
final class EntityVerification {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    /** In one pass; what is more is left to the second pass. */
    private static final int MOST_ASKED_FOR = 128;

    private final ListScanner walks;
    private int askedFor;

    EntityVerification(ListScanner walks) {
        this.walks = walks;
    }

    /**
     * GETs the entity, if it can be had by its id. If that just fails, nothing is run: the second pass settles it.
     *
     * @param came takes its last state
     * @param notGiven run if the service does not give it: the list's row is all there is
     */
    void ask(Change change, ListCursor walk, Consumer<Entity> came, Runnable notGiven) {
        if (askedFor == MOST_ASKED_FOR) {
            return;
        }
        try {
            ListRequests.one(change.key(), walk.locationId()).ifPresent(request -> {
                askedFor++;
                walks.askOne(request, came, notGiven);
            });
        } catch (DoshiiApiException e) {
            LOG.debug("An entity cannot be asked for by its id: {}", e.getMessage());
        }
    }
}
