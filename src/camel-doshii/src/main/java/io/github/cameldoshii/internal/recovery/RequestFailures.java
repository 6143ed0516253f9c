package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.rest.Page;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests that fail and the rows that cannot be read at present, for health. Logs each at WARN once when it begins and
 * once when it ends, because a retry every few seconds would flood the log. Bounded; a forgotten entry is logged again.
 * Confined to the event loop, except {@link #describe()}.
 */
final class RequestFailures {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    private static final int MAX_ENTRIES = 10_000;

    /** Longer ids are cut for people. */
    private static final int MAX_ID_LENGTH = 64;

    private final Map<String, String> failing = new LinkedHashMap<>();
    private final Set<String> unreadable = new LinkedHashSet<>();
    private volatile String description = "";

    /** The name of a list of a location, for people. */
    static String name(RecoverableList list, String locationId) {
        String name = list.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return locationId.isEmpty() ? name : name + " of location " + printable(locationId);
    }

    /** An id, cut and without control characters: the service sends it, and a log line must stay one line. */
    static String printable(String id) {
        String cut = id.length() > MAX_ID_LENGTH ? id.substring(0, MAX_ID_LENGTH) + "..." : id;
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** A request failed and will be retried. */
    void onFailure(String what, String why, long retryMillis) {
        if (failing.put(what, why) == null) {
            LOG.warn("Recovery: {}; retrying in {} ms, and on until it succeeds", what + ": " + why, retryMillis);
        } else {
            LOG.debug("Recovery: {}; retrying in {} ms", what + ": " + why, retryMillis);
        }
        trim(failing.keySet());
        updateDescription();
    }

    /** The request was answered, or is not sent any more. */
    void onEnd(String what, boolean answered) {
        if (failing.remove(what) != null) {
            if (answered) {
                LOG.warn("Recovery: requests for {} succeed again", what);
            }
            updateDescription();
        }
    }

    /** Some rows of the page, or parts of rows, cannot be read. */
    void onUnreadable(String what, int rows, Page page) {
        String why = page.malformed().isEmpty()
                ? "a part without an id"
                : page.malformed().get(0).why();
        if (unreadable.add(what)) {
            LOG.warn("Recovery: {} rows of {} cannot be read and are skipped, the rest goes on: {}", rows, what, why);
        } else {
            LOG.debug("Recovery: {} rows of {} cannot be read and are skipped: {}", rows, what, why);
        }
        trim(unreadable);
    }

    /** A list was read to its end without an unreadable row. */
    void onReadable(String what) {
        unreadable.remove(what);
    }

    /** The connection has ended, and with it all requests. */
    void clear() {
        failing.clear();
        updateDescription();
    }

    /** What fails at present, for people; empty if nothing does. Any thread. */
    String describe() {
        return description;
    }

    private void updateDescription() {
        if (failing.isEmpty()) {
            description = "";
            return;
        }
        Map.Entry<String, String> first = failing.entrySet().iterator().next();
        int more = failing.size() - 1;
        description = first.getKey() + ": " + first.getValue() + (more == 0 ? "" : ", and " + more + " more");
    }

    private static void trim(Set<String> names) {
        if (names.size() > MAX_ENTRIES) {
            var oldest = names.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
