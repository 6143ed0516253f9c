package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ClockTime;
import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import io.github.cameldoshii.internal.rest.PageCursor;
import java.time.Duration;
import java.util.List;

/**
 * The cursor of one list at one location: where its reading stands, and which request comes next. A list that is sorted by
 * change is read by keyset pagination, any other by offset. Decides only, sends nothing; confined to the event loop.
 *
 * <p>If the service refuses the requested time span, the cursor finds the longest span that it allows: first without the
 * margins that the {@link RecoverableList} adds around the window, then by bisection to about a minute.
 */
final class ListCursor {

    /** How precisely the earliest allowed begin is searched. */
    private static final Duration PRECISION = Duration.ofMinutes(1);

    /** What the service allows moves on with the time: the begin is chosen this much later than the search found it. */
    private static final Duration REQUEST_MARGIN = Duration.ofSeconds(30);

    /** If more rows cannot be read, the list as a whole counts as unreadable. */
    private static final int MAX_SKIPPED_ROWS = 20;

    private final RecoverableList list;
    private final String locationId;
    private final TimeWindow window;
    private final String knownVersion;
    private final ServiceTime requestedFrom;
    private PageCursor pageCursor;
    private ServiceTime from;
    private int skippedRows;
    private boolean locationChecked;
    private boolean done;

    /** How many margins around the window are left out, see {@link RecoverableList#maxNarrowing}. */
    private int narrowing;

    /** The latest begin that the service refused; initially the begin itself. */
    private ServiceTime refused;

    /** The earliest begin that the service answered, or is assumed to answer; used only while searching. */
    private ServiceTime allowed;

    private boolean probing;
    private boolean anyAllowed;

    /** Whether the margins were requested once more, after the allowed span was found. */
    private boolean marginsRetried;

    private String refusal = "";

    /**
     * @param from where to begin; a time before the window counts as the begin of the window
     * @param knownVersion a version that the service need not send again; empty for none
     */
    ListCursor(RecoverableList list, String locationId, TimeWindow window, ServiceTime from, String knownVersion) {
        this.knownVersion = knownVersion;
        this.list = list;
        this.locationId = locationId;
        this.window = window;
        this.requestedFrom = ClockTime.later(window.from(), from);
        this.from = requestedFrom;
        this.refused = this.from;
        this.allowed = window.to();
        this.pageCursor = newPageCursor();
    }

    private PageCursor newPageCursor() {
        return new PageCursor(
                list.isSortedByChange() ? PageCursor.Order.UPDATED : PageCursor.Order.NONE,
                from.floorSeconds(),
                list.pageSize());
    }

    RecoverableList list() {
        return list;
    }

    String locationId() {
        return locationId;
    }

    /** The name of the list and its location, for people. */
    String describe() {
        return list.describe(locationId);
    }

    boolean isDone() {
        return done;
    }

    /** Whether a shorter time was read than requested, because the service refused more. */
    boolean isShortened() {
        return narrowing > 0 || !from.equals(requestedFrom);
    }

    /** Until when changes were omitted; without the margins any change of the window may be. */
    WallTime omittedUntil(Clocks clocks) {
        return narrowing > 0 ? clocks.latestWallTime(window.end().moment()) : clocks.latestWallTime(from);
    }

    /** What the service answered to the longer time. */
    String refusal() {
        return refusal;
    }

    /** The request for the next page. */
    ApiRequest nextRequest() {
        return list.request(
                locationId,
                window,
                narrowing,
                pageCursor.fromSecond(),
                pageCursor.offset(),
                pageCursor.limit(),
                knownVersion);
    }

    /** Whether the request names a known version, so that the answer may be "not modified". */
    boolean isConditional() {
        return !knownVersion.isEmpty();
    }

    /** Whether the list of locations was requested because this list was refused. */
    boolean isLocationChecked() {
        return locationChecked;
    }

    void markLocationChecked() {
        locationChecked = true;
    }

    boolean canHalvePageSize() {
        return !list.isUnpaged() && pageCursor.limit() > 1;
    }

    void halvePageSize() {
        pageCursor.halveLimit();
    }

    /** Whether the next request only checks that a known row is still in its place. */
    boolean isLookingBack() {
        return pageCursor.isLookingBack();
    }

    /** The row that was looked back for is too large to be read. An empty page is to follow. */
    void markUnreadable() {
        pageCursor.sawUnreadable();
    }

    boolean canSkipRow() {
        return !list.isUnpaged() && skippedRows < MAX_SKIPPED_ROWS;
    }

    /** Goes on behind the next row. */
    void skipRow() {
        skippedRows++;
        pageCursor.skipRow();
    }

    /** Whether a shorter time can be requested: only at the begin of the list, and as long as any span is left. */
    boolean canShorten() {
        boolean atBegin = !pageCursor.isLookingBack()
                && pageCursor.offset() == 0
                && pageCursor.fromSecond() == from.floorSeconds();
        boolean spanLeft = probing && anyAllowed || window.to().since(from).compareTo(PRECISION) > 0;
        return !list.isUnpaged() && atBegin && (spanLeft || narrowing < list.maxNarrowing());
    }

    /**
     * The request was refused: requests a shorter time.
     *
     * @param why what the service answered
     */
    void shorten(String why) {
        refusal = why;
        if (narrowing < list.maxNarrowing()) {
            narrowing = marginsRetried ? list.maxNarrowing() : narrowing + 1;
        } else if (anyAllowed && !probing) {
            // What the service allows moves on with the time, and has just done so: it says nothing of the margins.
            from = from.plus(PRECISION);
            narrowing = 0;
        } else {
            refused = from;
            probing = true;
            bisect();
        }
        pageCursor = newPageCursor();
    }

    /**
     * The request was answered.
     *
     * @return whether it was only a probe of what the service allows, so that its rows are to be requested again
     */
    boolean completeProbe() {
        if (!probing) {
            return false;
        }
        anyAllowed = true;
        allowed = from;
        bisect();
        return true;
    }

    private void bisect() {
        Duration between = allowed.since(refused);
        if (anyAllowed && between.compareTo(PRECISION) <= 0) {
            probing = false;
            from = ClockTime.earlier(allowed.plus(REQUEST_MARGIN), window.to());
            if (!marginsRetried) {
                marginsRetried = true;
                narrowing = 0;
            }
        } else {
            from = refused.plus(between.dividedBy(2));
        }
        pageCursor = newPageCursor();
    }

    /** Reads no more of this list. */
    void abandon() {
        done = true;
    }

    /**
     * Accepts a page and advances behind it. Returns the rows that were on no earlier page.
     *
     * @throws io.github.cameldoshii.DoshiiApiException if the list does not advance, whatever is requested
     */
    List<Entity> accept(Page page) {
        List<Entity> fresh = pageCursor.accept(page);
        done = pageCursor.isDone() || list.isUnpaged();
        return fresh;
    }

    /** Until when every row of this list has been read; the begin of the window if that is unknown. */
    ServiceTime readUntil() {
        if (done) {
            return window.to();
        }
        return pageCursor.isByKey() ? new ServiceTime(pageCursor.fromSecond() * 1000) : window.from();
    }
}
