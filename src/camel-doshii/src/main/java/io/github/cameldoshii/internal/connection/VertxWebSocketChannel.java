package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.statistics.DisconnectCause;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open WebSocket over a Vert.x TCP socket. Assembles fragments, and passes messages on only as they are requested; while
 * one waits, the socket is not read. Control frames are answered as soon as they are read, ahead of waiting messages.
 * Confined to the connection's event loop.
 */
final class VertxWebSocketChannel implements WebSocketChannel {

    private static final Logger LOG = LoggerFactory.getLogger(VertxWebSocketChannel.class);

    private static final Buffer NOTHING = Buffer.buffer(0);

    private record DataFrame(boolean continues, boolean isFinal, FrameReader.Payload payload) {}

    private final NetSocket socket;
    private final Runnable cut;
    private final WebSocketListener listener;
    private final int maxMessageSize;
    private final FrameReader reader;
    private final FrameWriter writer = new FrameWriter();

    /** Data frames that were not requested yet. Small, because it is mostly empty. */
    private final Queue<DataFrame> waiting = new ArrayDeque<>(1);

    /** For messages of a usual size; one that is larger gets an array of its own. Shared with others of this thread. */
    private final byte[] scratch;

    private long requested;
    private boolean delivering;

    /** Frames are being decoded from the received bytes; resuming the socket now would feed the decoder recursively. */
    private boolean reading;

    private boolean paused;

    /** The message that has begun and not ended, in fragments. */
    private Buffer partial = NOTHING;

    private String failure = "";
    private boolean closeSent;
    private boolean over;

    /**
     * @param cut closes the TCP connection at once, whatever is still to be sent
     * @param scratch used within one call only
     */
    VertxWebSocketChannel(
            NetSocket socket, Runnable cut, WebSocketListener listener, int maxMessageSize, byte[] scratch) {
        this.socket = socket;
        this.cut = cut;
        this.listener = listener;
        this.maxMessageSize = maxMessageSize;
        this.scratch = scratch;
        this.reader = new FrameReader(maxMessageSize);
    }

    /** @param first the bytes that followed the response to the upgrade */
    void start(byte[] first) {
        socket.handler(this::received);
        socket.exceptionHandler(this::exception);
        socket.endHandler(ignored -> ended());
        // Vert.x passes on what it read before the end only while reading is not paused.
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
        reader.release();
        reading = false;
        deliver();
    }

    private void take() {
        int opcode = reader.opcode();
        if (opcode < FrameReader.CLOSE) {
            takeData(opcode == FrameReader.CONTINUATION);
        } else if (opcode == FrameReader.CLOSE) {
            closedByFrame(reader.payload().bytes());
        } else {
            // Control frames overtake waiting data.
            if (opcode == FrameReader.PING) {
                write(writer.pong(reader.payload().bytes()));
            }
            listener.signOfLife(false);
        }
    }

    private void takeData(boolean continues) {
        if (requested == 0 || delivering || !waiting.isEmpty()) {
            waiting.add(new DataFrame(continues, reader.isFinal(), reader.payload()));
            return;
        }
        delivering = true;
        data(continues, reader.isFinal(), reader.payload());
        delivering = false;
    }

    /** An exception in here is a bug here, not the server's fault, so the WebSocket stays open. */
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
                    new CloseCause(
                            DisconnectCause.PROTOCOL_ERROR,
                            CloseCause.ABNORMAL,
                            "the service broke the protocol: " + e.getMessage()));
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

    /** Passes on what is still there, closes with a handshake but without waiting for it, and reports the end. */
    private void end(int code, CloseCause cause) {
        requested = Long.MAX_VALUE;
        deliverWaiting();
        if (!over) {
            sendClose(code, "");
            socket.close();
            finish(cause);
        }
    }

    /** The TCP connection has ended, and everything read from it has been passed on. */
    private void ended() {
        requested = Long.MAX_VALUE;
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
            pauseReading(!waiting.isEmpty());
        }
    }

    private void deliverWaiting() {
        if (delivering) {
            return;
        }
        delivering = true;
        while (!over && requested > 0 && !waiting.isEmpty()) {
            DataFrame frame = waiting.remove();
            data(frame.continues(), frame.isFinal(), frame.payload());
        }
        delivering = false;
    }

    private void pauseReading(boolean pause) {
        if (!over && pause != paused) {
            paused = pause;
            if (pause) {
                socket.pause();
            } else {
                socket.resume();
            }
        }
    }

    private void data(boolean continues, boolean isFinal, FrameReader.Payload payload) {
        if (isFinal && !continues) {
            requested--;
            whole(payload);
            return;
        }
        if (!continues) {
            partial = Buffer.buffer();
        }
        if ((long) partial.length() + payload.length() > maxMessageSize) {
            end(CloseCause.TOO_BIG, new CloseCause(CloseCause.TOO_BIG, tooBigText()));
            return;
        }
        partial.appendBytes(payload.bytes());
        if (isFinal) {
            byte[] whole = partial.getBytes();
            partial = NOTHING;
            requested--;
            handle(whole, whole.length);
        } else {
            listener.signOfLife(true);
        }
    }

    private void whole(FrameReader.Payload payload) {
        byte[] message = payload.length() <= scratch.length ? scratch : new byte[payload.length()];
        payload.copyTo(message);
        handle(message, payload.length());
    }

    private String tooBigText() {
        return "a message is larger than maxMessageSize, which is " + maxMessageSize + " bytes";
    }

    private void exception(Throwable cause) {
        if (failure.isEmpty()) {
            failure = ConnectFailures.describe(cause);
        }
    }

    /** A close reason is the server's text. */
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
    public void request(int messages) {
        if (!over) {
            requested = Math.min(requested, Long.MAX_VALUE - messages) + messages;
            deliver();
        }
    }

    @Override
    public void pause() {
        requested = 0;
    }

    @Override
    public boolean writeQueueFull() {
        return !over && socket.writeQueueFull();
    }

    @Override
    public void close(int code, String reason) {
        if (!over) {
            sendClose(code, reason);
            // The server's close frame follows what has not been read yet.
            requested = Long.MAX_VALUE;
            deliver();
        }
    }

    @Override
    public void drop() {
        over = true;
        waiting.clear();
        // Vert.x releases a paused socket only when everything that had arrived was read.
        socket.resume();
        cut.run();
    }
}
