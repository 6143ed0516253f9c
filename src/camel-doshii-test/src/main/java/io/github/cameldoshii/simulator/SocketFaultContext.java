package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.SocketTarget;
import java.util.concurrent.TimeUnit;

/**
 * An open socket at the moment when a fault may apply to it.
 *
 * @param text what would be sent now, or empty
 * @param pingValue the ping's value as JSON, or the word {@code null}
 * @param whenTold run for each time that the event is handed to the socket
 */
record SocketFaultContext(WebSocketSession socket, String text, String pingValue, Runnable whenTold)
        implements SocketTarget {

    @Override
    public void sendText(String raw) {
        socket.sendText(raw);
    }

    @Override
    public void lastBytes(byte[] bytes) {
        socket.lastBytes(bytes);
    }

    @Override
    public void told() {
        whenTold.run();
    }

    @Override
    public void bytes(byte[] bytes) {
        socket.send(OutboundMessage.raw(bytes));
    }

    @Override
    public void close(int code, String reason) {
        socket.close(code, reason);
    }

    @Override
    public void reset() {
        socket.reset();
    }

    @Override
    public void hang() {
        socket.stopWriting();
    }

    @Override
    public void stopWriting() {
        socket.stopWriting();
    }

    @Override
    public void stopReading() {
        socket.stopReading();
    }

    @Override
    public void slowClose(long millis) {
        socket.slowClose(millis);
    }

    @Override
    public void shape(int bytesPerSecond, long latencyMillis, long jitterMillis) {
        socket.shape(bytesPerSecond, latencyMillis, jitterMillis);
    }

    @Override
    public void later(long millis, Runnable task) {
        socket.channel().eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
    }
}
