package io.github.cameldoshii.internal.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A list of the service: simulated rows, answered by updatedFrom, offset and limit. For one thread. */
final class FakeList {

    /** Its rows by id. */
    private final Map<Integer, Row> rows = new LinkedHashMap<>();

    /** Goes on when a row is removed and put again. */
    private final Map<Integer, Integer> versions = new LinkedHashMap<>();

    private final int mostPerPage;
    private final boolean enveloped;
    private Comparator<Row> order = Comparator.comparing(Row::updatedAt).thenComparing(Row::id);
    private int gets;

    record Row(int id, Instant updatedAt, int version) {}

    FakeList(int mostPerPage, boolean enveloped) {
        this.mostPerPage = mostPerPage;
        this.enveloped = enveloped;
    }

    FakeList newestFirst() {
        order = order.reversed();
        return this;
    }

    void put(int id, Instant updatedAt) {
        rows.put(id, new Row(id, updatedAt, versions.merge(id, 1, Integer::sum)));
    }

    void remove(int id) {
        rows.remove(id);
    }

    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    int gets() {
        return gets;
    }

    /** Answers, by way of the text that the service would send. */
    Page page(PageCursor cursor) {
        try {
            return ResponseReader.page(
                    json(cursor.fromSecond(), cursor.offset(), cursor.limit()).getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    String json(long from, int offset, int asked) {
        gets++;
        int limit = Math.min(mostPerPage, asked);
        List<Row> matching = rows.values().stream()
                .filter(row -> row.updatedAt.getEpochSecond() >= from)
                .sorted(order)
                .toList();
        String array = matching.stream()
                .skip(offset)
                .limit(limit)
                .map(FakeList::json)
                .toList()
                .toString();
        return enveloped
                ? "{\"count\":%d,\"offset\":\"%d\",\"limit\":\"%d\",\"rows\":%s}"
                        .formatted(matching.size(), offset, limit, array)
                : array;
    }

    private static String json(Row row) {
        return "{\"id\":\"%d\",\"version\":\"%d\",\"updatedAt\":\"%s\"}".formatted(row.id, row.version, row.updatedAt);
    }

    /** Walks to the end; between pages something may happen to the list. */
    List<Entity> walk(PageCursor cursor, Runnable betweenPages) {
        List<Entity> all = new ArrayList<>();
        while (!cursor.isDone()) {
            all.addAll(cursor.accept(page(cursor)));
            if (!cursor.isDone()) {
                betweenPages.run();
            }
        }
        return all;
    }
}
