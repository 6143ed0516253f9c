package io.github.cameldoshii.catchup;

import io.github.cameldoshii.api.ApiRequest;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A walk through one list of one location, page by page. A list in the order of change is walked by key: each page begins
 * at the second of the last row, and only within one second an offset is used, so that rows that move meanwhile neither
 * hide others nor make them come twice. Other lists are walked by offset. Decides only; asks nothing itself.
 */
final class ListWalk {

    /** The smallest page that the service documents: fewer rows than that, and no more follow. */
    private static final int SMALLEST_FULL_PAGE = 50;

    private record RowId(String id, String version, long updatedAt) {}

    private final RecoverableList list;
    private final String locationId;
    private final Window window;
    private final Set<RowId> seen = new HashSet<>();

    private long fromSecond;
    private long offset;
    private int limit;
    private boolean byKey;
    private boolean done;

    /** @param from where to begin, epoch milliseconds by the service's clock; not before the window */
    ListWalk(RecoverableList list, String locationId, Window window, long from) {
        this.list = list;
        this.locationId = locationId;
        this.window = window;
        this.fromSecond = Math.max(window.fromSeconds(), Math.floorDiv(from, 1000));
        this.limit = ListQuery.limit(list);
        this.byKey = ListQuery.ordersByChange(list);
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
        return ListQuery.of(list, locationId, window, fromSecond, offset, limit);
    }

    /** The answer was too large: asks for fewer rows; false if it cannot. */
    boolean askForLess() {
        if (limit == 1 || ListQuery.isWhole(list)) {
            return false;
        }
        limit = Math.max(1, limit / 4);
        return true;
    }

    /** Nothing (more) can be had of this list. */
    void giveUp() {
        done = true;
    }

    /** Takes a page and goes on behind it. Returns the rows that were not on an earlier page. */
    List<Entity> take(Page page) {
        List<Entity> fresh = new ArrayList<>();
        boolean ascending = true;
        long last = 0;
        for (Entity row : page.rows()) {
            ascending &= row.updatedAt() >= last;
            last = row.updatedAt();
            if (seen.add(new RowId(row.id(), row.version(), row.updatedAt()))) {
                fresh.add(row);
            }
        }
        if (isLast(page)) {
            done = true;
        } else if (byKey && ascending && last > 0) {
            goOnFrom(Math.floorDiv(last, 1000), page.size());
        } else {
            // The service does not sort by change after all.
            byKey = false;
            offset += page.size();
        }
        return fresh;
    }

    /** Up to when every row of this list has been on a page, epoch milliseconds; the beginning if that is unknown. */
    long coveredTo() {
        if (done) {
            return window.to();
        }
        return byKey ? fromSecond * 1000 : window.from();
    }

    private void goOnFrom(long second, int rows) {
        if (second > fromSecond) {
            fromSecond = second;
            offset = 0;
        } else {
            offset += rows;
        }
    }

    private boolean isLast(Page page) {
        if (page.size() == 0 || ListQuery.isWhole(list)) {
            return true;
        }
        if (page.count() != Page.UNTOLD) {
            return offset + page.size() >= page.count();
        }
        return page.size() < Math.min(limit, SMALLEST_FULL_PAGE);
    }
}
