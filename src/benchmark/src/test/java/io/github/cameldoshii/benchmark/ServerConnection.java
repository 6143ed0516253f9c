package io.github.cameldoshii.benchmark;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One client's connection. The reading thread answers pings through the queue of the writing thread, which alone writes;
 * between two pieces of a burst it looks at the queue, so that a pong is not kept waiting for the burst's end.
 */
final class ServerConnection {

    /** One write; true when there is more of it to come. */
    private interface Write {
        boolean on(SocketChannel channel) throws IOException;
    }

    private final SocketChannel channel;
    private final InputStream in;
    private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
    private final AtomicReference<Thread> writer = new AtomicReference<>();

    ServerConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        in = new BufferedInputStream(channel.socket().getInputStream());
    }

    /** Answers the upgrade; blocks. */
    void upgrade() throws IOException {
        writeFully(channel, ByteBuffer.wrap(ServerHandshake.answer(in)));
    }

    /** Sends the burst after what was asked before; from any thread. */
    void send(Burst burst) {
        BurstWriter burstWriter = new BurstWriter(burst);
        writes.add(open -> {
            burstWriter.writeNext(open);
            return !burstWriter.isDone();
        });
    }

    /** Reads until the client closes or vanishes; blocks. */
    void readLoop() {
        try (channel;
                DataInputStream frames = new DataInputStream(in)) {
            ClientFrame frame;
            do {
                frame = ClientFrame.read(frames);
                ByteBuffer answer = frame.answer();
                writes.add(open -> writeFully(open, answer));
            } while (frame.opcode() != ClientFrame.CLOSE);
        } catch (IOException e) {
            // The client has gone, which is how each measurement ends.
        } finally {
            Thread thread = writer.get();
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Writes until the connection ends; blocks. */
    void writeLoop() {
        writer.set(Thread.currentThread());
        try {
            while (channel.isOpen()) {
                Write write = writes.take();
                if (write.on(channel)) {
                    writes.add(write);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone.
        }
    }

    private static boolean writeFully(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return false;
    }
}
