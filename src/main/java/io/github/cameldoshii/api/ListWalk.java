package io.github.cameldoshii.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Reads a list page by page, each when it is asked for, so that the caller sets the pace. Rows that stand on several pages
 * are given once. A page that fails leaves the walk where it was: ask again.
 *
 * <p>One caller at a time: the next page must not be asked for before the last one's future is done.
 */
public final class ListWalk {

    private final Function<ApiRequest, CompletableFuture<Page>> pages;
    private final ListQuery query;
    private final PageCursor cursor;

    /**
     * @param pages GETs a page: {@link DoshiiApi#page}, or that with repetition
     * @param query what to read
     */
    public ListWalk(Function<ApiRequest, CompletableFuture<Page>> pages, ListQuery query) {
        this.pages = pages;
        this.query = query;
        this.cursor = new PageCursor(query);
    }

    /** Whether the last page has been read. */
    public boolean isDone() {
        return cursor.isDone();
    }

    /** The second that the walk has reached, epoch seconds: a new walk from here misses nothing. */
    public long reached() {
        return cursor.from();
    }

    /**
     * GETs the next page. A page that is too large is asked for with fewer rows.
     *
     * @return the rows that are new; fails with a {@link DoshiiApiException}
     * @throws IllegalStateException if the last page has been read
     */
    public CompletableFuture<Step> next() {
        if (isDone()) {
            throw new IllegalStateException("the list has been read to its end");
        }
        CompletableFuture<Step> result = new CompletableFuture<>();
        pages.apply(cursor.next()).whenComplete((page, failure) -> {
            if (failure == null) {
                take(page, result);
            } else if (isTooLarge(failure) && cursor.halveLimit()) {
                next().whenComplete((step, again) -> complete(result, step, again));
            } else {
                result.completeExceptionally(ApiFailures.cause(failure));
            }
        });
        return result;
    }

    private void take(Page page, CompletableFuture<Step> result) {
        try {
            result.complete(new Step(cursor.accept(page), page.malformed()));
        } catch (UnreadableException e) {
            result.completeExceptionally(DoshiiApiException.unanswered(
                    ApiErrorKind.MALFORMED_ANSWER, query.request().operation(), e.getMessage()));
        }
    }

    private static <T> void complete(CompletableFuture<T> result, T value, Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        return ApiFailures.cause(failure) instanceof DoshiiApiException typed && typed.kind() == ApiErrorKind.TOO_LARGE;
    }

    /**
     * What one page brought.
     *
     * @param rows the rows that no page before had, in the list's order
     * @param malformed the page's rows that could not be read; a page that is read twice tells them twice
     */
    public record Step(List<Entity> rows, List<Page.Malformed> malformed) {

        public Step {
            rows = List.copyOf(rows);
            malformed = List.copyOf(malformed);
        }
    }
}
