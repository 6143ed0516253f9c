package io.github.cameldoshii.api;

import java.util.Objects;

/**
 * A list to be read from one time on, page by page.
 *
 * @param request path, location and all parameters but those below: sort order (ascending by {@code sortedBy}, where the
 *     list has one), end of the window, status
 * @param fromParameter the parameter for the start, e.g. {@code updatedFrom}; empty if the list has none by which it can
 *     be sorted, and is therefore read by offset only
 * @param fromSecond the start, epoch seconds, inclusive
 * @param sortedBy the time that {@code fromParameter} compares
 * @param limit rows per page, at least 2; what the service allows is in its documentation of each list
 */
public record ListQuery(ApiRequest request, String fromParameter, long fromSecond, SortedBy sortedBy, int limit) {

    /** Which of a row's times its list is sorted by. */
    public enum SortedBy {
        CREATED,
        UPDATED;

        /** That time of a row in epoch milliseconds, or {@link Entity#UNKNOWN}. */
        long of(Entity row) {
            return this == CREATED ? row.createdAt() : row.updatedAt();
        }
    }

    public ListQuery {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(fromParameter, "fromParameter");
        Objects.requireNonNull(sortedBy, "sortedBy");
        if (limit < 2) {
            throw new IllegalArgumentException("limit must be at least 2, as pages overlap by one row");
        }
    }

    /** A list that can only be read by offset, because no parameter goes with its order. */
    public static ListQuery byOffset(ApiRequest request, int limit) {
        return new ListQuery(request, "", 0, SortedBy.UPDATED, limit);
    }
}
