package io.github.cameldoshii.internal.recovery;

import java.util.concurrent.atomic.AtomicLong;

/** Counters of catch-up. Written by the event loop alone, read by any thread. */
public final class RecoveryStatistics {

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failedRequests = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong malformedRows = new AtomicLong();
    private final AtomicLong recoveredEvents = new AtomicLong();
    private final AtomicLong closedWindows = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong deafStreams = new AtomicLong();
    private final AtomicLong missedChanges = new AtomicLong();

    private static void add(AtomicLong counter, long more) {
        counter.lazySet(counter.get() + more);
    }

    void request() {
        add(requests, 1);
    }

    void failedRequest() {
        add(failedRequests, 1);
    }

    void page(int rowCount) {
        add(rows, rowCount);
    }

    void malformedRows(int rowCount) {
        add(malformedRows, rowCount);
    }

    void recovered(int events) {
        add(recoveredEvents, events);
    }

    void closedWindow() {
        add(closedWindows, 1);
    }

    void gap() {
        add(gaps, 1);
    }

    void missed(long changes) {
        add(deafStreams, 1);
        add(missedChanges, changes);
    }

    /** GETs sent. */
    public long requests() {
        return requests.get();
    }

    /** GETs that failed. */
    public long failedRequests() {
        return failedRequests.get();
    }

    /** Rows that came. */
    public long rows() {
        return rows.get();
    }

    /** Rows, or parts of rows, that could not be read. */
    public long malformedRows() {
        return malformedRows.get();
    }

    /** Events made of rows and given to consumers. */
    public long recoveredEvents() {
        return recoveredEvents.get();
    }

    /** Windows that were closed. */
    public long closedWindows() {
        return closedWindows.get();
    }

    /** Gaps of which something could not be recovered. */
    public long gaps() {
        return gaps.get();
    }

    /** Changes that a reconciliation found and that the socket should have brought. */
    public long missedChanges() {
        return missedChanges.get();
    }

    /** How often a reconciliation found what the socket should have brought. */
    public long deafStreams() {
        return deafStreams.get();
    }
}
