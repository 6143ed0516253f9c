package io.github.cameldoshii.internal.connection;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open WebSocket over a Vert.x TCP socket. Puts fragments together and counts by whole messages. Control frames are
 * answered when they are read, data frames wait until they are asked for; while one waits, no more is read. Confined to the
 * loop.
 */
final class VertxWebSocketChannel implements WebSocketChannel {

    private static final Logger LOG = LoggerFactory.getLogger(VertxWebSocketChannel.class);

    private record DataFrame(boolean continues, boolean isFinal, byte[] payload) {}

    private static final int SCRATCH_BYTES = 16 * 1024;

    private final NetSocket socket;
    private final Runnable cut;
    private final WebSocketListener listener;
    private final int maxMessageSize;
    private final FrameReader reader;
    private final FrameWriter writer = new FrameWriter();

    /** Data frames that nobody has asked for yet. */
    private final Queue<DataFrame> waiting = new ArrayDeque<>();

    /** For messages of a usual size; one that is larger gets an array of its own. */
    private final byte[] scratch = new byte[SCRATCH_BYTES];

    private long credits;
    private boolean delivering;

    /** While frames are taken from what was received, nothing more may be received: reading is not resumed. */
    private boolean reading;

    private boolean paused;
    private Buffer partial = Buffer.buffer(0);
    private String failure = "";
    private boolean closeSent;
    private boolean over;

    /** @param cut ends the TCP connection at once, whatever is still to be sent */
    VertxWebSocketChannel(NetSocket socket, Runnable cut, WebSocketListener listener, int maxMessageSize) {
        this.socket = socket;
        this.cut = cut;
        this.listener = listener;
        this.maxMessageSize = maxMessageSize;
        this.reader = new FrameReader(maxMessageSize);
    }

    /** @param first what came behind the answer to the upgrade */
    void start(byte[] first) {
        socket.handler(this::received);
        socket.exceptionHandler(this::exception);
        socket.endHandler(ignored -> ended());
        // What was read before the end is handed out only while reading is not held back.
        socket.closeHandler(ignored -> socket.resume());
        listener.opened(this);
        received(Buffer.buffer(first));
    }

    private void received(Buffer bytes) {
        if (over) {
            return;
        }
        reader.feed(bytes);
        reading = true;
        try {
            while (!over && reader.next()) {
                take();
            }
        } catch (BrokenProtocolException e) {
            broken(e);
        }
        reading = false;
        deliver();
    }

    private void take() {
        int opcode = reader.opcode();
        if (opcode < FrameReader.CLOSE) {
            takeData(opcode == FrameReader.CONTINUATION);
        } else if (opcode == FrameReader.CLOSE) {
            closedByFrame(reader.payload());
        } else {
            // Control frames overtake data that waits.
            if (opcode == FrameReader.PING) {
                write(writer.pong(reader.payload()));
            }
            listener.sign(false);
        }
    }

    private void takeData(boolean continues) {
        if (credits == 0 || delivering || !waiting.isEmpty()) {
            waiting.add(new DataFrame(continues, reader.isFinal(), reader.payload()));
            return;
        }
        delivering = true;
        if (reader.isFinal() && !continues && reader.length() <= scratch.length) {
            credits--;
            reader.copyPayload(scratch);
            handle(scratch, reader.length());
        } else {
            data(continues, reader.isFinal(), reader.payload());
        }
        delivering = false;
    }

    /** What goes wrong in here is a bug here, not the service's fault, and the link lives on. */
    private void handle(byte[] message, int length) {
        try {
            listener.message(message, length);
        } catch (RuntimeException e) {
            LOG.error("A message could not be handled", e);
        }
    }

    private void broken(BrokenProtocolException e) {
        if (e.closeCode() == CloseCause.TOO_BIG) {
            end(CloseCause.TOO_BIG, new CloseCause(CloseCause.TOO_BIG, tooBigText()));
        } else {
            end(
                    e.closeCode(),
                    new CloseCause(CloseCause.ABNORMAL, "the service broke the protocol: " + e.getMessage()));
        }
    }

    private void closedByFrame(byte[] payload) {
        int code = payload.length == 0 ? CloseCause.NO_CODE : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        String reason = payload.length == 0
                ? ""
                : printable(new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
        end(
                code,
                new CloseCause(code, reason.isEmpty() ? "closed by the service" : "closed by the service: " + reason));
    }

    /** Delivers what is still there, closes politely and without waiting, and tells the end. */
    private void end(int code, CloseCause cause) {
        credits = Long.MAX_VALUE;
        deliverWaiting();
        if (!over) {
            sendClose(code, "");
            socket.close();
            finish(cause);
        }
    }

    /** The TCP connection has ended, and all that was read of it is here. */
    private void ended() {
        credits = Long.MAX_VALUE;
        deliverWaiting();
        finish(new CloseCause(CloseCause.ABNORMAL, failure.isEmpty() ? "the connection was cut" : failure));
    }

    private void finish(CloseCause cause) {
        if (!over) {
            over = true;
            waiting.clear();
            listener.closed(cause);
        }
    }

    private void deliver() {
        if (!delivering && !reading) {
            deliverWaiting();
            holdBack(!waiting.isEmpty());
        }
    }

    private void deliverWaiting() {
        if (delivering) {
            return;
        }
        delivering = true;
        while (!over && credits > 0 && !waiting.isEmpty()) {
            DataFrame frame = waiting.remove();
            data(frame.continues(), frame.isFinal(), frame.payload());
        }
        delivering = false;
    }

    private void holdBack(boolean hold) {
        if (!over && hold != paused) {
            paused = hold;
            if (hold) {
                socket.pause();
            } else {
                socket.resume();
            }
        }
    }

    private void data(boolean continues, boolean isFinal, byte[] payload) {
        if (isFinal && !continues) {
            credits--;
            handle(payload, payload.length);
            return;
        }
        if (!continues) {
            partial = Buffer.buffer();
        }
        if ((long) partial.length() + payload.length > maxMessageSize) {
            end(CloseCause.TOO_BIG, new CloseCause(CloseCause.TOO_BIG, tooBigText()));
            return;
        }
        partial.appendBytes(payload);
        if (isFinal) {
            byte[] whole = partial.getBytes();
            partial = Buffer.buffer(0);
            credits--;
            handle(whole, whole.length);
        } else {
            listener.sign(true);
        }
    }

    private String tooBigText() {
        return "a message is larger than maxMessageSize, which is " + maxMessageSize + " bytes";
    }

    private void exception(Throwable cause) {
        if (failure.isEmpty()) {
            failure = ConnectFailures.describe(cause);
        }
    }

    /** A close reason is the far side's text. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private void write(Buffer frame) {
        socket.write(frame).onFailure(e -> LOG.debug("A message could not be sent: {}", e.toString()));
    }

    private void sendClose(int code, String reason) {
        if (!closeSent) {
            closeSent = true;
            write(writer.close(code, reason));
        }
    }

    @Override
    public void send(String text) {
        if (!over && !closeSent) {
            write(writer.text(text));
        }
    }

    @Override
    public void fetch(int messages) {
        if (!over) {
            credits = Math.min(credits, Long.MAX_VALUE - messages) + messages;
            deliver();
        }
    }

    @Override
    public void pause() {
        credits = 0;
    }

    @Override
    public boolean writeQueueFull() {
        return !over && socket.writeQueueFull();
    }

    @Override
    public void close(int code, String reason) {
        if (!over) {
            sendClose(code, reason);
            // The answer comes behind what has not been read yet.
            credits = Long.MAX_VALUE;
            deliver();
        }
    }

    @Override
    public void drop() {
        over = true;
        waiting.clear();
        // Vert.x has done with a paused socket only when all that had arrived was taken.
        socket.resume();
        cut.run();
    }
}
