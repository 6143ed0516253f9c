package io.github.cameldoshii.internal.rest;

import java.util.List;

/**
 * One page of a list. The service returns some lists as <code>{count, offset, limit, rows}</code> and others as a plain
 * array, whose figures are {@link #UNTOLD}.
 *
 * @param rows the rows that are entities with an id, in the service's order
 * @param malformed the rows that cannot be read
 * @param count how many rows match the query in total
 * @param offset how many of them precede this page
 * @param limit the largest page size that the service allows
 */
public record Page(List<Entity> rows, List<Malformed> malformed, long count, long offset, long limit) {

    /** A figure that the service did not tell. */
    public static final long UNTOLD = -1;

    public Page {
        rows = List.copyOf(rows);
        malformed = List.copyOf(malformed);
    }

    /** Rows of both kinds. */
    public int size() {
        return rows.size() + malformed.size();
    }

    /**
     * A row that could not be read.
     *
     * @param index its place on the page, from 0
     * @param why what is wrong with it; holds nothing of its content
     */
    public record Malformed(int index, String why) {}
}
