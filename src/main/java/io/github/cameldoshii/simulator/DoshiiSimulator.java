package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.FaultBook;
import io.github.cameldoshii.simulator.frame.ServerFrames;
import io.github.cameldoshii.simulator.log.ConnectionRecord;
import io.github.cameldoshii.simulator.log.EventLog;
import io.github.cameldoshii.simulator.log.LogEntry;
import io.github.cameldoshii.simulator.wire.FrontServer;
import io.github.cameldoshii.simulator.wire.Loop;
import io.github.cameldoshii.simulator.wire.Socket;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A stand-in for the Doshii partner service, for demonstrations and tests: the app socket and the part of the REST API
 * that the component uses, with simulated data, and with faults on demand.
 *
 * <p>All methods may be called from any thread. What changes something is done in the order of the calls; methods that
 * return something wait, shortly, for the simulator's own thread.
 */
public final class DoshiiSimulator implements AutoCloseable {

    /** A producer that never waits would pile up tasks faster than the loop takes them. */
    private static final int EMITS_BETWEEN_WAITS = 512;

    private final SimulatorOptions options;
    private final Loop loop = new Loop();
    private final EventLog log = new EventLog();
    private final FaultBook book = new FaultBook();
    private final FrontServer front;
    private final Faults faults = new Faults(loop, book);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong emits = new AtomicLong();

    private DoshiiSimulator(SimulatorOptions options) {
        this.options = options;
        this.front = new FrontServer(loop, log, book, options.clientId(), options.maxQueuedBytes(), options.tls());
    }

    /**
     * Starts a simulator and waits until it listens.
     *
     * @throws SimulatorException if the port is in use or the host is not one of this machine
     */
    public static DoshiiSimulator start(SimulatorOptions options) {
        DoshiiSimulator simulator = new DoshiiSimulator(options);
        try {
            simulator.front.listen(options.host(), options.port()).syncUninterruptibly();
            return simulator;
        } catch (Exception failed) {
            simulator.loop.close();
            throw cannotListen(options, failed);
        }
    }

    private static SimulatorException cannotListen(SimulatorOptions options, Exception cause) {
        String why = cause instanceof BindException
                        && String.valueOf(cause.getMessage()).contains("in use")
                ? "port " + options.port() + " is in use; choose another one, or 0 for any free one"
                : String.valueOf(cause.getMessage());
        return new SimulatorException(
                "The simulator cannot listen at " + options.host() + ":" + options.port() + ": " + why, cause);
    }

    /** The port listened at, also when a free one was asked for. */
    public int port() {
        return front.port();
    }

    /** The socket's URL, without {@code auth}. */
    public String socketUrl() {
        return (options.tls().isPresent() ? "wss" : "ws") + "://" + origin() + "/app/socket";
    }

    /** The base of the REST API. */
    public String apiUrl() {
        return (options.tls().isPresent() ? "https" : "http") + "://" + origin() + "/partner/v3";
    }

    private String origin() {
        return options.publicHost() + ":" + port();
    }

    /**
     * Sends an event to every open socket, as <code>{"emit":[name,data]}</code>. Returns before it is sent; events reach
     * each socket in the order of the calls. For a client that reads slowly they wait, see
     * {@link SimulatorOptions#withMaxQueuedBytes(long)}.
     *
     * @param data JSON text, put into the frame unchanged; if empty, the event has no data
     */
    public void emit(String name, String data) {
        loop.run(() -> front.emitter().emit(name, data, () -> {}));
        if (emits.incrementAndGet() % EMITS_BETWEEN_WAITS == 0) {
            openConnections();
        }
    }

    /** Sends a text message to every open socket, whatever it holds. */
    public void sendText(String raw) {
        byte[] frame = ServerFrames.text(raw);
        toEach(socket -> socket.write(frame));
    }

    /** Sends a binary message to every open socket. */
    public void sendBinary(byte[] data) {
        byte[] frame = ServerFrames.binary(data);
        toEach(socket -> socket.write(frame));
    }

    /** Sends a text message to every open socket in fragments of so many bytes. */
    public void sendFragments(String raw, int fragmentBytes) {
        byte[] frames = ServerFrames.fragments(raw, fragmentBytes, false);
        toEach(socket -> socket.write(frames));
    }

    /** Sends bytes to every open socket just as they are, frame or not; see {@link ServerFrames}. */
    public void sendBytes(byte[] bytes) {
        byte[] copy = bytes.clone();
        toEach(socket -> socket.write(copy));
    }

    /** Every dial so far, oldest first. */
    public List<ConnectionRecord> connections() {
        return loop.ask(log::connections);
    }

    /** How many sockets are open. */
    public int openConnections() {
        return loop.ask(() -> front.sockets().open().size());
    }

    /** How many messages wait for clients that read slowly. */
    public int queuedMessages() {
        return loop.ask(
                () -> front.sockets().open().stream().mapToInt(Socket::waiting).sum());
    }

    /** What happened, oldest first; the newest 100,000 entries. */
    public List<LogEntry> log() {
        return loop.ask(log::entries);
    }

    /** Ends every socket with a TCP reset, without a close frame. */
    public void dropConnections() {
        toEach(Socket::reset);
    }

    /**
     * Closes every socket.
     *
     * @param code 1005 sends a close frame without a code; 1006 ends the TCP connection without a close frame
     */
    public void closeConnections(int code, String reason) {
        toEach(socket -> socket.close(code, reason));
    }

    /** Stops reading from the open sockets, so that what clients send fills the network's buffers; they stay open. */
    public void pauseReading() {
        toEach(Socket::stopReading);
    }

    /** Reads again after {@link #pauseReading()}. */
    public void resumeReading() {
        toEach(Socket::resumeReading);
    }

    /** From now on nothing more is sent on the sockets that are open now, and nothing answered; they are still read. */
    public void stopWriting() {
        toEach(Socket::stopWriting);
    }

    /** The open sockets go dead both ways, while TCP stays up: a half-open connection as the client sees it. */
    public void blackHole() {
        toEach(socket -> {
            socket.stopReading();
            socket.stopWriting();
        });
    }

    /** The faults that it is told to make. */
    public Faults faults() {
        return faults;
    }

    private void toEach(Consumer<Socket> action) {
        loop.run(() -> front.sockets().each(action));
    }

    /** Resets every connection, stops listening and waits until all is ended. May be called again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            loop.run(front::close);
            loop.close();
        }
    }
}
