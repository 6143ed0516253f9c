package io.github.cameldoshii.internal.recovery;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cannot be asked for, or read, at present: each is told once, when it begins, and once when it ends. Bounded: what
 * was forgotten is told again. Confined to the loop but for {@link #inWords()}.
 */
final class RequestFailures {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    private static final int REMEMBERED = 10_000;

    /** Longer ids are cut for people. */
    private static final int SHOWN = 64;

    private final Map<String, String> failing = new LinkedHashMap<>();
    private final Set<String> unreadable = new LinkedHashSet<>();
    private volatile String words = "";

    /** How people call a list of a location. Ids come from the wire, and a line of a log is one line. */
    static String name(RecoverableList list, String locationId) {
        String name = list.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return locationId.isEmpty() ? name : name + " of location " + printable(locationId);
    }

    static String printable(String id) {
        String cut = id.length() > SHOWN ? id.substring(0, SHOWN) + "..." : id;
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** Something failed and is asked for again. */
    void failed(String what, String why, long againInMillis) {
        if (failing.put(what, why) == null) {
            LOG.warn("Catch-up: {}; asked again in {} ms, and on until it works", what + ": " + why, againInMillis);
        } else {
            LOG.debug("Catch-up: {}; asked again in {} ms", what + ": " + why, againInMillis);
        }
        trim(failing.keySet());
        tell();
    }

    /** It was answered, or is asked for no more. */
    void over(String what, boolean answered) {
        if (failing.remove(what) != null) {
            if (answered) {
                LOG.warn("Catch-up: {} can be asked for again", what);
            }
            tell();
        }
    }

    /** So many rows of a page, or parts of rows, cannot be read. */
    void unreadable(String what, int rows, String why) {
        if (unreadable.add(what)) {
            LOG.warn("{} rows of {} cannot be read and are skipped, the rest goes on: {}", rows, what, why);
        } else {
            LOG.debug("{} rows of {} cannot be read and are skipped: {}", rows, what, why);
        }
        trim(unreadable);
    }

    /** A list was read to its end, and all of it could be read. */
    void readable(String what) {
        unreadable.remove(what);
    }

    /** The connection has ended: nothing is asked for. */
    void clear() {
        failing.clear();
        tell();
    }

    /** What fails at present, for people; empty if nothing does. Any thread. */
    String inWords() {
        return words;
    }

    private void tell() {
        if (failing.isEmpty()) {
            words = "";
            return;
        }
        Map.Entry<String, String> first = failing.entrySet().iterator().next();
        int more = failing.size() - 1;
        words = first.getKey() + ": " + first.getValue() + (more == 0 ? "" : ", and " + more + " more");
    }

    private static void trim(Set<String> names) {
        if (names.size() > REMEMBERED) {
            var oldest = names.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
