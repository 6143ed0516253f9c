package io.github.cameldoshii.internal.recovery;

import java.util.concurrent.atomic.AtomicLong;

/** Counters of the recovery of one connection. Written by the event loop only, read by any thread. */
public final class RecoveryStatistics {

    private final AtomicLong failedRequests = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong malformedRows = new AtomicLong();
    private final AtomicLong recoveredEvents = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong missedChanges = new AtomicLong();

    private static void add(AtomicLong counter, long more) {
        counter.lazySet(counter.get() + more);
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

    void gap() {
        add(gaps, 1);
    }

    void missed(long changes) {
        add(missedChanges, changes);
    }

    /** Requests that failed. */
    public long failedRequests() {
        return failedRequests.get();
    }

    /** Rows that were read. */
    public long rows() {
        return rows.get();
    }

    /** Rows, or parts of rows, that could not be read. */
    public long malformedRows() {
        return malformedRows.get();
    }

    /** Events that were recovered from rows. */
    public long recoveredEvents() {
        return recoveredEvents.get();
    }

    /** Gaps that were reported. */
    public long gaps() {
        return gaps.get();
    }

    /** Changes that a reconciliation found and that the socket should have delivered. */
    public long missedChanges() {
        return missedChanges.get();
    }
}
