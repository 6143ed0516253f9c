package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.rest.Page;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import io.github.cameldoshii.internal.statistics.ScanKind;
import io.github.cameldoshii.internal.util.BoundedMap;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be seen of the recovery of one connection: counters, and the requests that fail and the rows that cannot be read
 * at present. Logs each of these at WARN once when it begins and once when it ends, because a retry every few seconds would
 * flood the log. Bounded; a forgotten entry is logged again. Written by the event loop only; the public methods may be called
 * from any thread. What outlives the connection is counted in the statistics of its environment too.
 */
public final class RecoveryStatistics {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    private static final int MAX_ENTRIES = 10_000;

    private final EnvironmentStatistics environment;
    private final AtomicLong failedRequests = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong malformedRows = new AtomicLong();
    private final AtomicLong recoveredEvents = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong missedChanges = new AtomicLong();
    private final Map<String, String> failing = new BoundedMap<>(MAX_ENTRIES);
    private final Set<String> unreadable = BoundedMap.set(MAX_ENTRIES);
    private volatile String description = "";

    /** @param environment of the connection; shared with others */
    public RecoveryStatistics(EnvironmentStatistics environment) {
        this.environment = environment;
    }

    private static void add(AtomicLong counter, long more) {
        counter.lazySet(counter.get() + more);
    }

    /** Counts a request that failed. */
    void failedRequest() {
        add(failedRequests, 1);
    }

    void page(int rowCount) {
        add(rows, rowCount);
        environment.recoveryRows().add(rowCount);
    }

    void scanned(RecoveryScan.Kind kind, Duration duration) {
        ScanKind counted =
                switch (kind) {
                    case CATCH_UP -> ScanKind.CATCHUP;
                    case VERIFY -> ScanKind.VERIFY;
                    case RECONCILE -> ScanKind.RECONCILE;
                    case BASELINE -> ScanKind.BASELINE;
                };
        environment.recoveryScans().of(counted).add(duration.toNanos());
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

    /** A request failed and will be retried. */
    void onFailure(String what, String why, long retryMillis) {
        failedRequest();
        if (failing.put(what, why) == null) {
            LOG.warn("Recovery: {}; retrying in {} ms, and on until it succeeds", what + ": " + why, retryMillis);
        } else {
            LOG.debug("Recovery: {}; retrying in {} ms", what + ": " + why, retryMillis);
        }
        updateDescription();
    }

    /** The request was answered, or is not sent any more. */
    void onEnd(String what, boolean answered) {
        if (failing.remove(what) != null) {
            if (answered) {
                LOG.warn("Recovery: requests for {} succeed again", what);
            }
            updateDescription();
        }
    }

    /** Some rows of the page, or parts of rows, cannot be read. */
    void onUnreadable(String what, int rowCount, Page page) {
        add(malformedRows, rowCount);
        String why = page.malformed().isEmpty()
                ? "a part without an id"
                : page.malformed().get(0).why();
        if (unreadable.add(what)) {
            LOG.warn(
                    "Recovery: {} rows of {} cannot be read and are skipped, the rest goes on: {}",
                    rowCount,
                    what,
                    why);
        } else {
            LOG.debug("Recovery: {} rows of {} cannot be read and are skipped: {}", rowCount, what, why);
        }
    }

    /** A list was read to its end without an unreadable row. */
    void onReadable(String what) {
        unreadable.remove(what);
    }

    /** The connection has ended, and with it all requests. */
    void disconnected() {
        failing.clear();
        updateDescription();
    }

    /** What fails at present, for people; empty if nothing does. Any thread. */
    public String describe() {
        return description;
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

    private void updateDescription() {
        if (failing.isEmpty()) {
            description = "";
            return;
        }
        Map.Entry<String, String> first = failing.entrySet().iterator().next();
        int more = failing.size() - 1;
        description = first.getKey() + ": " + first.getValue() + (more == 0 ? "" : ", and " + more + " more");
    }
}
