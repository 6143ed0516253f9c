package io.github.cameldoshii.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * Output that no writer ever waits for: a pipe that nobody reads, a terminal that is stopped or a disk that hangs holds up
 * one thread of its own and nothing else. What waits is bounded; beyond that the oldest lines are dropped, because the
 * newest say how things are, and their number is told where they are missing, as soon as the output flows again. A target
 * that refuses (a closed pipe, a full disk) loses lines in the same way and is tried again with the next line.
 *
 * <p>May be used by any thread; all state is guarded by this object's lock, which is never held while the target is
 * written to.
 */
final class NonBlockingOutput extends OutputStream {

    private static final byte NEWLINE = '\n';

    private final OutputStream target;
    private final Executor writer;
    private final int capacity;
    private final LongFunction<String> notice;

    /** What of a line has come so far. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;

    /** Lines that were dropped and not told of. */
    private long dropped;

    private boolean writing;

    /** Lines that the writer has taken and not yet written. */
    private long inHand;

    /**
     * @param target is written to by the writer alone, and never closed
     * @param writer runs one task at a time, which may take for ever
     * @param capacity how many bytes may wait; a single piece may be larger
     * @param notice the line that tells how many lines were dropped, without its line end
     */
    NonBlockingOutput(OutputStream target, Executor writer, int capacity, LongFunction<String> notice) {
        this.target = target;
        this.writer = writer;
        this.capacity = capacity;
        this.notice = notice;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** Takes whole lines; what comes after the last line end waits for the rest of its line, or a flush. */
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        while (end > offset && bytes[end - 1] != NEWLINE) {
            end--;
        }
        begun.write(bytes, offset, end - offset);
        if (end > offset || begun.size() > capacity) {
            hand();
        }
        begun.write(bytes, end, offset + length - end);
    }

    /** Hands over a line that is not at its end too; waits for nothing. */
    @Override
    public synchronized void flush() {
        hand();
    }

    private void hand() {
        if (begun.size() == 0) {
            return;
        }
        byte[] piece = begun.toByteArray();
        begun.reset();
        waiting.add(piece);
        waitingBytes += piece.length;
        while (waitingBytes > capacity && waiting.size() > 1) {
            dropped += lines(take());
        }
        if (!writing) {
            writing = true;
            writer.execute(this::writeAll);
        }
    }

    /**
     * Waits until all has been written that came so far, but no longer than the time given.
     *
     * @return how many lines are lost if the output ends now; 0 if all has been written
     */
    synchronized long await(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        long left = longest.toNanos();
        try {
            while (writing && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return dropped
                + inHand
                + waiting.stream().mapToLong(NonBlockingOutput::lines).sum();
    }

    private void writeAll() {
        while (true) {
            long lost;
            byte[] piece;
            synchronized (this) {
                inHand = 0;
                if (waiting.isEmpty()) {
                    writing = false;
                    notifyAll();
                    return;
                }
                piece = take();
                inHand = lines(piece);
                lost = dropped;
            }
            boolean told = lost == 0 || written((notice.apply(lost) + "\n").getBytes(StandardCharsets.UTF_8));
            boolean gone = told && written(piece);
            synchronized (this) {
                dropped += (gone ? 0 : inHand) - (told ? lost : 0);
            }
        }
    }

    private boolean written(byte[] piece) {
        try {
            target.write(piece, 0, piece.length);
            target.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] take() {
        byte[] piece = waiting.remove();
        waitingBytes -= piece.length;
        return piece;
    }

    /** A piece without a line end is counted as a line. */
    private static long lines(byte[] piece) {
        long lines = 0;
        for (byte b : piece) {
            lines += b == NEWLINE ? 1 : 0;
        }
        return Math.max(1, lines);
    }
}
