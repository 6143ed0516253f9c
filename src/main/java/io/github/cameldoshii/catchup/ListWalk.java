package io.github.cameldoshii.catchup;

import io.github.cameldoshii.api.ApiRequest;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import io.github.cameldoshii.api.PageCursor;
import java.util.List;

/**
 * A walk through one list of one location, page by page: a list in the order of change by key, another one by offset.
 * Decides only; asks nothing itself.
 */
final class ListWalk {

    private final RecoverableList list;
    private final String locationId;
    private final Window window;
    private final PageCursor cursor;
    private final String lastVersion;
    private boolean done;

    /**
     * @param from where to begin, epoch milliseconds by the service's clock; not before the window
     * @param lastVersion a version that need not be sent again; empty for none
     */
    ListWalk(RecoverableList list, String locationId, Window window, long from, String lastVersion) {
        this.lastVersion = lastVersion;
        this.list = list;
        this.locationId = locationId;
        this.window = window;
        this.cursor = new PageCursor(
                ListQuery.ordersByChange(list) ? PageCursor.Order.UPDATED : PageCursor.Order.NONE,
                Math.max(window.fromSeconds(), Math.floorDiv(from, 1000)),
                ListQuery.limit(list));
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

    /** The next page's request. */
    ApiRequest next() {
        return ListQuery.of(
                list, locationId, window, cursor.fromSecond(), cursor.offset(), cursor.limit(), lastVersion);
    }

    /** Whether the answer may be that nothing has changed. */
    boolean namesAVersion() {
        return !lastVersion.isEmpty();
    }

    /** The answer was too large: asks for fewer rows; false if it cannot. */
    boolean askForLess() {
        return !ListQuery.isWhole(list) && cursor.halveLimit();
    }

    /** Nothing (more) can be had of this list. */
    void giveUp() {
        done = true;
    }

    /**
     * Takes a page and goes on behind it. Returns the rows that were not on an earlier page.
     *
     * @throws io.github.cameldoshii.api.DoshiiApiException if the list does not advance, whatever is asked
     */
    List<Entity> take(Page page) {
        List<Entity> fresh = cursor.accept(page);
        done = cursor.isDone() || ListQuery.isWhole(list);
        return fresh;
    }

    /** Up to when every row of this list has been on a page, epoch milliseconds; the beginning if that is unknown. */
    long coveredTo() {
        if (done) {
            return window.to();
        }
        return cursor.isByKey() ? cursor.fromSecond() * 1000 : window.from();
    }
}
