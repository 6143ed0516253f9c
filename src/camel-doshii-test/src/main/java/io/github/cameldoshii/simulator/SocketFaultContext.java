package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.SocketTarget;
import java.util.concurrent.TimeUnit;

/**
 * An open WebSocket where a fault may apply to it. Runs on the loop.
 *
 * @param text what would be sent now, or empty
 * @param pingValue the ping's value as JSON, or the word {@code null}
 * @param whenTold run for each time that the event is handed to the socket
 */
record SocketFaultContext(WebSocketSession session, String text, String pingValue, Runnable whenTold)
        implements SocketTarget {

    @Override
    public void sendText(String raw) {
        session.sendText(raw);
    }

    @Override
    public void lastBytes(byte[] bytes) {
        session.lastBytes(bytes);
    }

    @Override
    public void told() {
        whenTold.run();
    }

    @Override
    public void bytes(byte[] bytes) {
        session.send(OutboundMessage.raw(bytes));
    }

    @Override
    public void close(int code, String reason) {
        session.close(code, reason);
    }

    @Override
    public void reset() {
        session.reset();
    }

    @Override
    public void hang() {
        session.stopWriting();
    }

    @Override
    public void stopWriting() {
        session.stopWriting();
    }

    @Override
    public void stopReading() {
        session.stopReading();
    }

    @Override
    public void slowClose(long millis) {
        session.slowClose(millis);
    }

    @Override
    public void shape(int bytesPerSecond, long latencyMillis, long jitterMillis) {
        session.shape(bytesPerSecond, latencyMillis, jitterMillis);
    }

    @Override
    public void later(long millis, Runnable task) {
        session.channel().eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
    }
}
