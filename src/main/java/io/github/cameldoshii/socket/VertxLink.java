package io.github.cameldoshii.socket;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open WebSocket over a Vert.x TCP socket. Puts fragments together and counts by whole messages. Control frames are
 * answered when they are read, data frames wait until they are asked for; while one waits, no more is read. Confined to the
 * loop.
 */
final class VertxLink implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(VertxLink.class);

    private static final int SCRATCH_BYTES = 16 * 1024;

    private final NetSocket socket;
    private final Runnable cut;
    private final LinkListener listener;
    private final int maxMessageSize;
    private final WebSocketCodec codec;

    /** Data frames that nobody has asked for yet. */
    private final Queue<WebSocketFrame> waiting = new ArrayDeque<>();

    /** For messages of a usual size; one that is larger gets an array of its own. */
    private final byte[] scratch = new byte[SCRATCH_BYTES];

    private long credits;
    private boolean delivering;
    private boolean paused;
    private Buffer partial;
    private String failure = "";
    private boolean closeSent;
    private boolean over;

    /** @param cut ends the TCP connection at once, whatever is still to be sent */
    VertxLink(NetSocket socket, Runnable cut, LinkListener listener, int maxMessageSize) {
        this.socket = socket;
        this.cut = cut;
        this.listener = listener;
        this.maxMessageSize = maxMessageSize;
        this.codec = new WebSocketCodec(maxMessageSize);
    }

    /** @param first what came behind the answer to the upgrade */
    void start(byte[] first) {
        socket.handler(buffer -> received(buffer.getBytes()));
        socket.exceptionHandler(this::exception);
        socket.endHandler(ignored -> ended());
        // What was read before the end is handed out only while reading is not held back.
        socket.closeHandler(ignored -> socket.resume());
        listener.opened(this);
        received(first);
    }

    private void received(byte[] bytes) {
        if (over || bytes.length == 0) {
            return;
        }
        try {
            codec.decode(bytes);
        } catch (WebSocketCodec.BrokenProtocolException e) {
            sort();
            broken(e);
            return;
        }
        sort();
        deliver();
    }

    private void broken(WebSocketCodec.BrokenProtocolException e) {
        if (e.closeCode() == CloseCause.TOO_BIG) {
            end(CloseCause.TOO_BIG, new CloseCause(CloseCause.TOO_BIG, tooBigText()));
        } else {
            end(
                    e.closeCode(),
                    new CloseCause(CloseCause.ABNORMAL, "the service broke the protocol: " + e.getMessage()));
        }
    }

    /** Control frames overtake data that waits. */
    private void sort() {
        for (WebSocketFrame frame = codec.next(); frame != null && !over; frame = codec.next()) {
            if (frame instanceof CloseWebSocketFrame close) {
                closedByFrame(close);
            } else if (isData(frame)) {
                waiting.add(frame);
            } else {
                if (frame instanceof PingWebSocketFrame) {
                    write(codec.pong(frame.content()));
                }
                listener.sign(false);
            }
        }
    }

    private static boolean isData(WebSocketFrame frame) {
        return frame instanceof TextWebSocketFrame
                || frame instanceof BinaryWebSocketFrame
                || frame instanceof ContinuationWebSocketFrame;
    }

    private void closedByFrame(CloseWebSocketFrame close) {
        int code = close.statusCode() < 0 ? CloseCause.NO_CODE : close.statusCode();
        String reason = printable(close.reasonText());
        end(
                code,
                new CloseCause(code, reason.isEmpty() ? "closed by the service" : "closed by the service: " + reason));
    }

    /** Delivers what is still there, closes politely and without waiting, and tells the end. */
    private void end(int code, CloseCause cause) {
        credits = Long.MAX_VALUE;
        deliver();
        if (!over) {
            sendClose(code, "");
            socket.close();
            finish(cause);
        }
    }

    /** The TCP connection has ended, and all that was read of it is here. */
    private void ended() {
        credits = Long.MAX_VALUE;
        deliver();
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
        if (delivering) {
            return;
        }
        delivering = true;
        while (!over && credits > 0 && !waiting.isEmpty()) {
            try {
                data(waiting.remove());
            } catch (RuntimeException e) {
                // What has happened is a bug here, not the service's fault, and the link lives on.
                LOG.error("A message could not be handled", e);
            }
        }
        delivering = false;
        holdBack(!waiting.isEmpty());
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

    private void data(WebSocketFrame frame) {
        ByteBuf content = frame.content();
        boolean continues = frame instanceof ContinuationWebSocketFrame;
        if (frame.isFinalFragment() && !continues) {
            partial = null;
            credits--;
            message(content);
            return;
        }
        if (!continues || partial == null) {
            partial = Buffer.buffer();
        }
        if ((long) partial.length() + content.readableBytes() > maxMessageSize) {
            partial = null;
            end(CloseCause.TOO_BIG, new CloseCause(CloseCause.TOO_BIG, tooBigText()));
            return;
        }
        partial.appendBytes(bytes(content));
        if (frame.isFinalFragment()) {
            byte[] whole = partial.getBytes();
            partial = null;
            credits--;
            listener.message(whole, whole.length);
        } else {
            listener.sign(true);
        }
    }

    private void message(ByteBuf content) {
        int length = content.readableBytes();
        if (length > scratch.length) {
            listener.message(bytes(content), length);
        } else {
            content.readBytes(scratch, 0, length);
            listener.message(scratch, length);
        }
    }

    private static byte[] bytes(ByteBuf content) {
        byte[] bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        return bytes;
    }

    private String tooBigText() {
        return "a message is larger than maxFrameSize, which is " + maxMessageSize + " bytes";
    }

    private void exception(Throwable cause) {
        if (failure.isEmpty()) {
            failure = DialFailures.describe(cause);
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
            write(codec.close(code, reason));
        }
    }

    @Override
    public void send(String text) {
        if (!over && !closeSent) {
            write(codec.text(text));
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
