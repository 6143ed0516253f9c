package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;

/**
 * Cursor of a paged list: which second and offset to request next, and which rows of a page are new. Loses no row while the
 * list changes under it.
 *
 * <p>A row that changes moves to the end of a list that is sorted by change, and the rows behind it move up, where a growing
 * offset would skip them. The list is therefore read by keyset pagination: the next page begins at the second of the last
 * row, and known rows are left out. Only within one second that holds more rows than a page does the offset grow, by one row
 * less than the page had: if the next page does not begin with that row, rows have moved up, and the cursor steps back. A
 * list that turns out not to be ascending is read by offset in the same way. Where pages cannot overlap, because a page holds
 * one row or the previous row cannot be read, the cursor looks back: it accepts a page only when the row before it has been
 * requested again and is still in its place.
 *
 * <p>Pure: sends nothing itself, and a failed page is simply requested again. Used by one thread at a time.
 */
public final class PageCursor {

    /** Which of a row's times its list is sorted by, ascending. */
    public enum Order {
        CREATED,
        UPDATED,
        /** None that can be asked from: walked by offset only. */
        NONE
    }

    /** Where the service does not tell its limit, a page with fewer rows than the smallest documented default is the last. */
    private static final int SMALLEST_DEFAULT_LIMIT = 50;

    /** A list that brings nothing new for so many pages is not being walked but ignores what is asked. */
    private static final int MAX_PAGES_WITHOUT_NEWS = 200;

    private static final Page UNREADABLE_ROW = new Page(List.of(), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);

    private final Order order;
    private final Map<String, Long> secondsOfSeen = new HashMap<>();
    private boolean byKey;
    private long fromSecond;
    private int offset;
    private boolean overlaps;

    /** Whether the row before the offset is one that cannot be read. */
    private boolean behindUnreadable;

    private boolean lookingBack;
    private boolean sawUnreadable;

    /** The page that is taken if looking back shows that nothing has moved. */
    private Page held = UNREADABLE_ROW;

    private final int fullLimit;
    private int limit;
    private int pagesWithoutNews;
    private boolean done;

    /**
     * @param order what the request sorts the list by
     * @param fromSecond where to begin, epoch seconds, inclusive; without meaning if there is no order
     * @param limit rows per page, at least 2; what the service allows is in its documentation of each list
     */
    public PageCursor(Order order, long fromSecond, int limit) {
        if (limit < 2) {
            throw new IllegalArgumentException("limit must be at least 2, as pages overlap by one row");
        }
        this.order = order;
        this.byKey = order != Order.NONE;
        this.fromSecond = fromSecond;
        this.fullLimit = limit;
        this.limit = limit;
    }

    /** Whether the last page has been taken. */
    public boolean isDone() {
        return done;
    }

    /** Where the next page begins, epoch seconds. Everything before it has been read, so a new walk may begin here. */
    public long fromSecond() {
        return fromSecond;
    }

    /** Whether the walk goes by key: not, or no longer, if the list is not in ascending order. */
    public boolean isByKey() {
        return byKey;
    }

    /** How many rows from there on to leave out. */
    public int offset() {
        return lookingBack ? offset - 1 : offset;
    }

    /** How many rows to ask for. */
    public int limit() {
        return lookingBack ? 1 : limit;
    }

    /** Whether the next page is only to show that the row before the last page is still in its place. */
    public boolean isLookingBack() {
        return lookingBack;
    }

    /** The page that was to show that cannot be had: its row is too large. To be followed by an empty page. */
    public void sawUnreadable() {
        sawUnreadable = true;
    }

    /**
     * Asks for half as many rows from now on, after a page that was too large; at last for one, which does not overlap with
     * the page before it.
     */
    public void halveLimit() {
        limit = Math.max(1, limit / 2);
        if (limit == 1 && overlaps) {
            // A page of one row has no room for the row that was to be seen again.
            offset++;
            overlaps = false;
            behindUnreadable = false;
        }
    }

    /**
     * Goes on behind the next row, which cannot be had even alone, with pages of the size of the beginning; first it is looked
     * whether that row is the next one still.
     */
    public void skipRow() {
        if (overlaps) {
            // It is not the row that was to be seen again.
            stepBack();
        } else if (offset == 0) {
            goOnBehindTheRow();
        } else {
            lookBackFor(UNREADABLE_ROW);
        }
    }

    private void goOnBehindTheRow() {
        offset++;
        overlaps = false;
        behindUnreadable = true;
        limit = fullLimit;
    }

    /**
     * Takes the page that was asked for, or holds it until it is known whether it follows what was seen.
     *
     * @return the rows that were not seen before, in the page's order
     * @throws DoshiiApiException of kind {@link ApiErrorKind#NOT_ADVANCING} if the list does not advance, whatever is
     *     asked
     */
    public List<Entity> accept(Page page) {
        if (lookingBack) {
            lookingBack = false;
            boolean joined = behindUnreadable ? sawUnreadable || headIsMalformed(page) : joinsWhatWasSeen(page);
            if (joined && held == UNREADABLE_ROW) {
                goOnBehindTheRow();
                return List.of();
            }
            return take(held, joined);
        }
        if (offset > 0 && !overlaps) {
            lookBackFor(page);
            return List.of();
        }
        return take(page, !overlaps || joinsWhatWasSeen(page));
    }

    private void lookBackFor(Page page) {
        held = page;
        lookingBack = true;
        sawUnreadable = false;
    }

    private List<Entity> take(Page page, boolean joined) {
        // Rows behind a gap are not taken: what is known as seen must be without gaps, or it could not prove anything.
        List<Entity> news = joined ? unseen(page) : List.of();
        pagesWithoutNews = news.isEmpty() ? pagesWithoutNews + 1 : 0;
        if (pagesWithoutNews > MAX_PAGES_WITHOUT_NEWS) {
            throw DoshiiApiException.unanswered(
                    ApiErrorKind.NOT_ADVANCING, "walk of a list", "it gives the same rows whatever is asked");
        }
        if (byKey && !isAscending(page)) {
            byKey = false;
        }
        if (!joined) {
            stepBack();
        } else if (isLast(page)) {
            done = true;
        } else {
            advance(page);
        }
        return news;
    }

    private boolean joinsWhatWasSeen(Page page) {
        return headIsMalformed(page)
                || !page.rows().isEmpty()
                        && secondsOfSeen.containsKey(identity(page.rows().get(0)));
    }

    private static boolean headIsMalformed(Page page) {
        return page.malformed().stream().anyMatch(row -> row.index() == 0);
    }

    private List<Entity> unseen(Page page) {
        List<Entity> news = new ArrayList<>();
        for (Entity row : page.rows()) {
            if (secondsOfSeen.putIfAbsent(identity(row), second(row)) == null) {
                news.add(row);
            }
        }
        return news;
    }

    private boolean isLast(Page page) {
        if (page.size() == 0) {
            return true;
        }
        int mostPerPage =
                page.limit() > 0 ? (int) Math.min(limit, page.limit()) : Math.min(limit, SMALLEST_DEFAULT_LIMIT);
        // Both are asked: "count" is documented as all rows that match, but a service that counts the page must not
        // end the walk early.
        return page.size() < mostPerPage && offset + page.size() >= page.count();
    }

    private void advance(Page page) {
        LongSummaryStatistics seconds = page.rows().stream()
                .mapToLong(this::second)
                .filter(second -> second != 0)
                .summaryStatistics();
        long last = seconds.getMax();
        // A page within one second does not show which way the list is sorted; the wrong way would skip all the rest.
        if (byKey && last > fromSecond && seconds.getMin() < last) {
            fromSecond = last;
            offset = 0;
            overlaps = false;
            secondsOfSeen.values().removeIf(second -> second != 0 && second < last);
            return;
        }
        int lastReadable = lastReadableIndex(page);
        overlaps = lastReadable > 0;
        behindUnreadable = lastReadable < page.size() - 1;
        offset += overlaps ? lastReadable : page.size();
    }

    private void stepBack() {
        offset = Math.max(0, offset - limit);
        overlaps = offset > 0;
    }

    private static int lastReadableIndex(Page page) {
        Set<Integer> malformed = new HashSet<>();
        page.malformed().forEach(row -> malformed.add(row.index()));
        int index = page.size() - 1;
        while (index >= 0 && malformed.contains(index)) {
            index--;
        }
        return index;
    }

    private boolean isAscending(Page page) {
        long previous = 0;
        for (Entity row : page.rows()) {
            long second = second(row);
            if (second != 0 && second < previous) {
                return false;
            }
            previous = Math.max(previous, second);
        }
        return true;
    }

    /** Zero if the row's time is not known. */
    private long second(Entity row) {
        return (order == Order.CREATED ? row.createdAt() : row.updatedAt()).floorSeconds();
    }

    /** A later state of an entity is another row. */
    private static String identity(Entity row) {
        return row.id() + '\n' + row.version() + '\n' + row.updatedAt().epochMillis() + '\n' + row.status();
    }
}
