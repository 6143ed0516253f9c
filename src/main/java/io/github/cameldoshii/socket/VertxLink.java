package io.github.cameldoshii.socket;

import io.github.cameldoshii.loop.EventLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open Vert.x WebSocket. Puts fragments together and counts by whole messages. Confined to the loop. */
final class VertxLink implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(VertxLink.class);

    private static final int SCRATCH_BYTES = 16 * 1024;

    private final WebSocketClient client;
    private final WebSocket socket;
    private final EventLoop loop;
    private final LinkListener listener;
    private final int maxMessageSize;

    /** For messages of a usual size; one that is larger gets an array of its own. */
    private final byte[] scratch = new byte[SCRATCH_BYTES];

    private Buffer partial;
    private String failure = "";
    private int failureCode = CloseCause.ABNORMAL;
    private boolean over;

    VertxLink(WebSocketClient client, WebSocket socket, EventLoop loop, LinkListener listener, int maxMessageSize) {
        this.client = client;
        this.socket = socket;
        this.loop = loop;
        this.listener = listener;
        this.maxMessageSize = maxMessageSize;
    }

    void start() {
        if (socket.isClosed()) {
            listener.opened(this);
            closed();
            return;
        }
        // Vert.x hands the socket over in flowing mode, in which credits mean nothing. Nothing has flowed yet: what
        // waits is delivered in a later turn of the loop.
        socket.pause();
        socket.frameHandler(this::frame);
        socket.exceptionHandler(this::exception);
        socket.closeHandler(ignored -> closed());
        listener.opened(this);
    }

    private void frame(WebSocketFrame frame) {
        if (over) {
            return;
        }
        try {
            if (frame.isText() || frame.isBinary()) {
                data(frame);
            } else if (frame.isContinuation()) {
                continuation(frame);
            } else if (!frame.isClose()) {
                listener.sign(false);
            }
        } catch (RuntimeException e) {
            // Vert.x would swallow it; what has happened is a bug here, not the service's fault, and the link lives on.
            LOG.error("A message could not be handled", e);
        }
    }

    private void data(WebSocketFrame frame) {
        if (frame.isFinal()) {
            partial = null;
            message(frame.binaryData());
        } else {
            partial = Buffer.buffer().appendBuffer(frame.binaryData());
            another();
        }
    }

    private void continuation(WebSocketFrame frame) {
        if (partial == null) {
            listener.sign(false);
            fetchQuietly(1);
            return;
        }
        Buffer more = frame.binaryData();
        if ((long) partial.length() + more.length() > maxMessageSize) {
            tooBig();
            return;
        }
        partial.appendBuffer(more);
        if (frame.isFinal()) {
            Buffer whole = partial;
            partial = null;
            message(whole);
        } else {
            another();
        }
    }

    private void message(Buffer whole) {
        int length = whole.length();
        if (length > scratch.length) {
            listener.message(whole.getBytes(), length);
        } else {
            whole.getBytes(scratch);
            listener.message(scratch, length);
        }
    }

    /** A fragment used up the credit of a message. */
    private void another() {
        listener.sign(true);
        fetchQuietly(1);
    }

    private void tooBig() {
        partial = null;
        if (!socket.isClosed()) {
            socket.close((short) CloseCause.TOO_BIG);
        }
        finish(new CloseCause(CloseCause.TOO_BIG, tooBigText()));
    }

    private String tooBigText() {
        return "a message is larger than maxFrameSize, which is " + maxMessageSize + " bytes";
    }

    private void exception(Throwable cause) {
        if (failure.isEmpty()) {
            failure = DialFailures.describe(cause);
            if (DialFailures.isTooBig(cause)) {
                failureCode = CloseCause.TOO_BIG;
                failure = tooBigText();
            }
        }
    }

    private void closed() {
        if (over) {
            return;
        }
        // What Vert.x had already read when the end came is still to be delivered, before the end is told.
        fetchQuietly(Long.MAX_VALUE);
        loop.execute(() -> {
            Short code = socket.closeStatusCode();
            String reason = socket.closeReason() == null ? "" : printable(socket.closeReason());
            if (code == null || !failure.isEmpty() && code == CloseCause.ABNORMAL) {
                finish(new CloseCause(failureCode, failure.isEmpty() ? "the connection was cut" : failure));
            } else {
                finish(new CloseCause(
                        code, reason.isEmpty() ? "closed by the service" : "closed by the service: " + reason));
            }
        });
    }

    private void finish(CloseCause cause) {
        if (!over) {
            over = true;
            listener.closed(cause);
        }
    }

    /** A close reason is the far side's text. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private void fetchQuietly(long messages) {
        if (!over) {
            socket.fetch(messages);
        }
    }

    @Override
    public void send(String text) {
        if (!over && !socket.isClosed()) {
            socket.writeTextMessage(text).onFailure(e -> LOG.debug("A message could not be sent: {}", e.toString()));
        }
    }

    @Override
    public void fetch(int messages) {
        fetchQuietly(messages);
    }

    @Override
    public void pause() {
        if (!over) {
            socket.pause();
        }
    }

    @Override
    public boolean writeQueueFull() {
        return !over && !socket.isClosed() && socket.writeQueueFull();
    }

    @Override
    public void close(int code, String reason) {
        if (over || socket.isClosed()) {
            closed();
        } else {
            socket.close((short) code, reason);
            // The answer comes behind what has not been read yet.
            fetchQuietly(Long.MAX_VALUE);
        }
    }

    @Override
    public void drop() {
        over = true;
        // Vert.x has done with a paused socket, and so with its client, only when all that had arrived was taken.
        socket.resume();
        client.close();
    }
}
