package io.github.cameldoshii.simulator;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/**
 * The simulator's end of one WebSocket, from the upgrade request on. Every method is called on the loop.
 */
final class WebSocketSession {

    private static final int NO_CLOSE_FRAME = 1006;
    private static final long CLOSE_PATIENCE_MILLIS = 3000;

    private final Channel channel;
    private final ConnectionLog record;
    private final String deviceId;
    private final Outbox outbox;
    private boolean open;
    private boolean mute;
    private long closeDelayMillis;
    private Side endedBy = Side.CLIENT;

    WebSocketSession(Channel channel, ConnectionLog record, String deviceId, long maxQueuedBytes) {
        this.channel = channel;
        this.record = record;
        this.deviceId = deviceId;
        this.outbox = new Outbox(channel, maxQueuedBytes);
    }

    Channel channel() {
        return channel;
    }

    ConnectionLog record() {
        return record;
    }

    String deviceId() {
        return deviceId;
    }

    /** Upgraded, and neither side has begun to close. */
    boolean isOpen() {
        return open;
    }

    /** How many writes wait for the client to read. */
    int waiting() {
        return outbox.waiting();
    }

    void opened() {
        open = true;
        record.opened();
    }

    void sendText(String text) {
        send(OutboundMessage.text(text));
    }

    /** @return false if it will not leave */
    boolean send(OutboundMessage message) {
        if (mute || !channel.isActive()) {
            return false;
        }
        if (!outbox.offer(message)) {
            record.fault("reset: the client reads too slowly, more than maxQueuedBytes wait for it");
            reset();
            return false;
        }
        return true;
    }

    /** Sends bytes, after which nothing leaves any more. */
    void lastBytes(byte[] bytes) {
        send(OutboundMessage.raw(bytes));
        mute = true;
    }

    /** Begins to close; 1005 sends a close frame without a code, 1006 ends the connection without a close frame. */
    void close(int code, String reason) {
        open = false;
        record.closing(Side.SIMULATOR, code, reason);
        if (code == NO_CLOSE_FRAME) {
            outbox.drain();
            finish();
        } else {
            send(OutboundMessage.close(code, reason));
            channel.eventLoop().schedule(this::reset, CLOSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The client sent a close frame: answers it, unless it was the answer, and ends the connection. */
    void closedByClient(int code, String reason) {
        boolean answer = open;
        open = false;
        record.closing(Side.CLIENT, code, reason);
        if (mute) {
            return;
        }
        Runnable end = () -> {
            if (answer) {
                send(OutboundMessage.close(code, ""));
                outbox.drain();
            }
            finish();
        };
        if (closeDelayMillis == 0) {
            end.run();
        } else {
            channel.eventLoop().schedule(end, closeDelayMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the TCP connection with RST, without a close frame. */
    void reset() {
        open = false;
        endedBy = Side.SIMULATOR;
        SimulatorServer.reset(channel);
    }

    /** Ends the TCP connection with FIN. */
    private void finish() {
        endedBy = Side.SIMULATOR;
        channel.close();
    }

    /** From now on nothing that is sent leaves; the client sees silence. */
    void stopWriting() {
        mute = true;
        outbox.clear();
    }

    /** Goes dead both ways, while TCP stays up: a half-open connection as the client sees it. */
    void blackHole() {
        stopReading();
        stopWriting();
    }

    /** From now on nothing is read, so that what the client sends fills the buffers of the network. */
    void stopReading() {
        channel.config().setAutoRead(false);
    }

    /** Lets the answer to a close by the client, and the end of TCP, wait. */
    void slowClose(long millis) {
        closeDelayMillis = millis;
    }

    /** Slows the connection down both ways, order kept; {@code bytesPerSecond} 0 means no limit. */
    void shape(int bytesPerSecond, long latencyMillis, long jitterMillis) {
        channel.pipeline().addFirst(new TrafficShaper(bytesPerSecond, latencyMillis, jitterMillis, record.number()));
    }

    void resumeReading() {
        channel.config().setAutoRead(true);
    }

    void writable() {
        outbox.drain();
    }

    void ended() {
        open = false;
        outbox.clear();
        record.closed(endedBy);
    }
}
