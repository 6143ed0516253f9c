package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import io.github.cameldoshii.internal.rest.PageCursor;
import java.time.Duration;
import java.util.List;

/**
 * A walk through one list of one location, page by page: a list in the order of change by key, another one by offset.
 * Decides only; asks nothing itself.
 *
 * <p>If the service refuses the time that is asked for, a shorter one is looked for: first without what a list is asked
 * for around the window, then by halving, until it is known to about a minute what the service allows.
 */
final class ListCursor {

    /** How well it need be known from when on the service answers. */
    private static final Duration CLOSE_ENOUGH = Duration.ofMinutes(1);

    /** What is allowed goes with the time: it is asked for so much later. */
    private static final Duration UNTIL_ASKED = Duration.ofSeconds(30);

    /** If more rows cannot be had, it is the list that cannot. */
    private static final int MOST_SKIPPED = 20;

    private final RecoverableList list;
    private final String locationId;
    private final TimeWindow window;
    private final String lastVersion;
    private final ServiceTime wantedFrom;
    private PageCursor cursor;
    private ServiceTime from;
    private int skipped;
    private boolean doubted;
    private boolean done;

    /** How much is left out around the window, see {@link ListRequests#mostNarrow}. */
    private int narrowness;

    /** The latest beginning that was refused; before the window if none was. */
    private ServiceTime refused;

    /** The earliest beginning that was, or is assumed to be, answered; only while one is looked for. */
    private ServiceTime allowed;

    private boolean probing;
    private boolean anyAllowed;

    /** Whether all around the window was asked for once more, when it was known how short a time is allowed. */
    private boolean askedAllAgain;

    private String refusal = "";

    /**
     * @param from where to begin; not before the window
     * @param lastVersion a version that need not be sent again; empty for none
     */
    ListCursor(RecoverableList list, String locationId, TimeWindow window, ServiceTime from, String lastVersion) {
        this.lastVersion = lastVersion;
        this.list = list;
        this.locationId = locationId;
        this.window = window;
        this.wantedFrom = ClockTime.later(window.from(), from);
        this.from = wantedFrom;
        this.refused = this.from;
        this.allowed = window.to();
        this.cursor = newCursor();
    }

    private PageCursor newCursor() {
        return new PageCursor(
                ListRequests.ordersByChange(list) ? PageCursor.Order.UPDATED : PageCursor.Order.NONE,
                from.floorSeconds(),
                ListRequests.limit(list));
    }

    RecoverableList list() {
        return list;
    }

    String locationId() {
        return locationId;
    }

    boolean done() {
        return done;
    }

    /** Whether less was asked for than wanted, because the service has refused more. */
    boolean isShortened() {
        return narrowness > 0 || !from.equals(wantedFrom);
    }

    /** Up to when changes were left out, or may be for what is not asked for around the window any more. */
    ServiceTime leftOutTo() {
        return narrowness > 0 ? window.to() : from;
    }

    /** What the service has said to the longer time. */
    String refusal() {
        return refusal;
    }

    /** The next page's request. */
    ApiRequest next() {
        return ListRequests.of(
                list,
                locationId,
                window,
                narrowness,
                cursor.fromSecond(),
                cursor.offset(),
                cursor.limit(),
                lastVersion);
    }

    /** Whether the answer may be that nothing has changed. */
    boolean namesAVersion() {
        return !lastVersion.isEmpty();
    }

    /** Whether it was refused once, and then asked whether the location is still there. */
    boolean isDoubted() {
        return doubted;
    }

    void doubt() {
        doubted = true;
    }

    /** Whether a page can have fewer rows. */
    boolean canAskForLess() {
        return !ListRequests.isWhole(list) && cursor.limit() > 1;
    }

    void askForLess() {
        cursor.halveLimit();
    }

    /** Whether the present request only looks whether a row is still in its place. */
    boolean isLookingBack() {
        return cursor.isLookingBack();
    }

    /** That row is too large. To be followed by an empty page. */
    void sawUnreadable() {
        cursor.sawUnreadable();
    }

    /** Whether there is a row that can be left out, and others behind it. */
    boolean canSkipRow() {
        return !ListRequests.isWhole(list) && skipped < MOST_SKIPPED;
    }

    /** Goes on behind the row that is to come. */
    void skipRow() {
        skipped++;
        cursor.skipRow();
    }

    /** Whether a shorter time can be asked for. */
    boolean canAskShorter() {
        boolean atBeginning =
                !cursor.isLookingBack() && cursor.offset() == 0 && cursor.fromSecond() == from.floorSeconds();
        boolean shorter = probing && anyAllowed || window.to().since(from).compareTo(CLOSE_ENOUGH) > 0;
        return !ListRequests.isWhole(list) && atBeginning && (shorter || narrowness < ListRequests.mostNarrow(list));
    }

    /**
     * The present request was refused: asks for a shorter time.
     *
     * @param why what the service said
     */
    void askShorter(String why) {
        refusal = why;
        if (narrowness < ListRequests.mostNarrow(list)) {
            narrowness = askedAllAgain ? ListRequests.mostNarrow(list) : narrowness + 1;
        } else if (anyAllowed && !probing) {
            // What is allowed goes with the time, and has just gone on.
            from = from.plus(CLOSE_ENOUGH);
        } else {
            refused = from;
            probing = true;
            lookBetween();
        }
        cursor = newCursor();
    }

    /**
     * The present request was answered.
     *
     * @return whether it was only to find out what the service allows; its rows are then asked for again
     */
    boolean wasProbe() {
        if (!probing) {
            return false;
        }
        anyAllowed = true;
        allowed = from;
        lookBetween();
        return true;
    }

    private void lookBetween() {
        Duration between = allowed.since(refused);
        if (anyAllowed && between.compareTo(CLOSE_ENOUGH) <= 0) {
            probing = false;
            from = ClockTime.earlier(allowed.plus(UNTIL_ASKED), window.to());
            if (!askedAllAgain) {
                askedAllAgain = true;
                narrowness = 0;
            }
        } else {
            from = refused.plus(between.dividedBy(2));
        }
        cursor = newCursor();
    }

    /** Nothing (more) can be had of this list. */
    void giveUp() {
        done = true;
    }

    /**
     * Takes a page and goes on behind it. Returns the rows that were not on an earlier page.
     *
     * @throws io.github.cameldoshii.DoshiiApiException if the list does not advance, whatever is asked
     */
    List<Entity> take(Page page) {
        List<Entity> fresh = cursor.accept(page);
        done = cursor.isDone() || ListRequests.isWhole(list);
        return fresh;
    }

    /** Up to when every row of this list has been on a page; the beginning if that is unknown. */
    ServiceTime coveredTo() {
        if (done) {
            return window.to();
        }
        return cursor.isByKey() ? new ServiceTime(cursor.fromSecond() * 1000) : window.from();
    }
}
