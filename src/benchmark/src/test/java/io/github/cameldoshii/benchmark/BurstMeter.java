package io.github.cameldoshii.benchmark;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the messages of a plan's bursts that are wanted at the end of a client's work, and takes what the process has used at the first
 * and the last message of each measured burst. Messages may come from any thread.
 */
final class BurstMeter {

    /** So often it is noted what the process has used: the last events of a burst may never come. */
    private static final int NOTE_EVERY = 10_000;

    private static final int TELL_EVERY = 100_000;

    private final BurstPlan plan;
    private final int noteEvery;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition burstEnded = lock.newCondition();

    // All guarded by the lock.
    private final SequenceCheck check;
    private final long[] latencies;
    private int latencyCount;
    private int burst;
    private int arrivedInBurst;
    private int arrived;
    private int measuredEvents;
    private int noted;
    private ProcessUsage atNote = ProcessUsage.NONE;
    private ProcessUsage atStart = ProcessUsage.NONE;
    private ProcessUsage used = ProcessUsage.NONE;

    BurstMeter(BurstPlan plan) {
        this(plan, NOTE_EVERY);
    }

    BurstMeter(BurstPlan plan, int noteEvery) {
        this.plan = plan;
        this.noteEvery = noteEvery;
        check = new SequenceCheck(plan.wanted());
        latencies = new long[plan.isPaced() ? plan.wanted() : 0];
    }

    /** The text of a whole message has arrived. */
    void message(CharSequence text) {
        arrived(text, FrameTemplate.sequenceInMessage(), text, FrameTemplate.stampInMessage());
    }

    /** The text of an event's data has arrived. */
    void data(CharSequence text) {
        arrived(text, FrameTemplate.sequenceInData(), text, FrameTemplate.stampInData());
    }

    /** The stamped fields of an event have arrived. */
    void fields(CharSequence sequence, CharSequence sentAt) {
        arrived(sequence, 0, sentAt, 0);
    }

    private void arrived(CharSequence sequenceText, int sequenceAt, CharSequence stampText, int stampAt) {
        long sequence = FrameTemplate.number(sequenceText, sequenceAt, FrameTemplate.SEQUENCE_DIGITS);
        long latency = latencies.length == 0
                ? 0
                : System.nanoTime() - FrameTemplate.number(stampText, stampAt, FrameTemplate.STAMP_DIGITS);
        arrived(sequence, latency);
    }

    /**
     * A message has arrived.
     *
     * @param latencyNanos since it was sent; ignored unless the plan has a pace
     */
    void arrived(long sequence, long latencyNanos) {
        lock.lock();
        try {
            check.arrived(sequence);
            if (burst < plan.bursts().size()) {
                arrivedInBurst(latencyNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void arrivedInBurst(long latencyNanos) {
        arrivedInBurst++;
        if (++arrived % TELL_EVERY == 0) {
            System.err.println(FailedRun.ARRIVED + arrived);
        }
        boolean measured = burst >= plan.warmUp();
        if (measured && latencies.length > 0) {
            latencies[latencyCount++] = latencyNanos;
        }
        if (measured && arrivedInBurst == 1) {
            atStart = ProcessUsage.now();
        }
        boolean complete = arrivedInBurst == plan.bursts().get(burst).wanted();
        if (measured && (complete || arrivedInBurst % noteEvery == 0)) {
            atNote = ProcessUsage.now();
            noted = arrivedInBurst;
        }
        if (complete) {
            endBurst();
        }
    }

    private void endBurst() {
        if (noted > 0) {
            used = used.plus(atNote.minus(atStart));
            measuredEvents += noted;
        }
        arrivedInBurst = 0;
        noted = 0;
        burst++;
        burstEnded.signalAll();
    }

    /**
     * Waits until the given burst is complete, or nothing has arrived for so long that the rest must be lost.
     *
     * @param index of the burst in the plan
     * @param patienceSeconds how long nothing may arrive
     */
    void awaitBurst(int index, int patienceSeconds) throws InterruptedException {
        lock.lock();
        try {
            int before = -1;
            while (burst <= index) {
                if (!burstEnded.await(patienceSeconds, TimeUnit.SECONDS) && burst <= index) {
                    if (arrivedInBurst == before) {
                        endBurst();
                    }
                    before = arrivedInBurst;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    RunResult result() {
        lock.lock();
        try {
            long[] measured = Arrays.copyOf(latencies, latencyCount);
            return new RunResult(
                    measuredEvents,
                    used,
                    check.inversions(),
                    check.lost(),
                    check.duplicates(),
                    Statistics.percentile(measured, 50),
                    Statistics.percentile(measured, 99),
                    PeakMemory.oldGenerationBytes(),
                    PeakMemory.bytes());
        } finally {
            lock.unlock();
        }
    }
}
