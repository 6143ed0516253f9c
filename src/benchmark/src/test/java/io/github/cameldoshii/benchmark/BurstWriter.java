package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a burst from a buffer that was filled with frames beforehand: for each frame only its numbers are stamped, (and, where not all are wanted, its name), so
 * that the server stays ahead of any client. A blocking channel makes it wait for the client. Confined to one thread.
 */
final class BurstWriter {

    private static final int CHUNK_BYTES = 256 * 1024;

    private final Burst burst;
    private final FrameTemplate template;
    private final ByteBuffer chunk;
    private final long start = System.nanoTime();
    private int sent;

    BurstWriter(Burst burst) {
        this.burst = burst;
        template = FrameTemplate.ofSize(burst.messageBytes());
        int frames = burst.perSecond() > 0 ? 1 : Math.max(1, CHUNK_BYTES / template.length());
        chunk = ByteBuffer.allocateDirect(frames * template.length());
        for (int i = 0; i < frames; i++) {
            template.putInto(chunk);
        }
    }

    boolean isDone() {
        return sent == burst.count();
    }

    /** Writes the next large piece; in a paced burst the next message, when it is due. */
    void writeNext(WritableByteChannel channel) throws IOException {
        if (burst.perSecond() > 0) {
            awaitDue();
        }
        int frames = Math.min(chunk.capacity() / template.length(), burst.count() - sent);
        long now = System.nanoTime();
        for (int i = 0; i < frames; i++) {
            long number = burst.first() + sent + i;
            template.stamp(chunk, i * template.length(), number / burst.wantedEvery(), now);
            if (burst.wantedEvery() > 1) {
                template.name(chunk, i * template.length(), (number + 1) % burst.wantedEvery() == 0);
            }
        }
        chunk.position(0).limit(frames * template.length());
        while (chunk.hasRemaining()) {
            channel.write(chunk);
        }
        sent += frames;
    }

    private void awaitDue() {
        long due = start + sent * TimeUnit.SECONDS.toNanos(1) / burst.perSecond();
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
