package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.FaultBook;
import io.github.cameldoshii.simulator.frame.ServerFrames;
import io.github.cameldoshii.simulator.log.ConnectionRecord;
import io.github.cameldoshii.simulator.log.EventLog;
import io.github.cameldoshii.simulator.log.LogEntry;
import io.github.cameldoshii.simulator.log.RestCall;
import io.github.cameldoshii.simulator.rest.HttpSide;
import io.github.cameldoshii.simulator.rest.RestModule;
import io.github.cameldoshii.simulator.state.Changes;
import io.github.cameldoshii.simulator.state.EntityStore;
import io.github.cameldoshii.simulator.state.Kind;
import io.github.cameldoshii.simulator.state.Ledger;
import io.github.cameldoshii.simulator.state.LedgerEntry;
import io.github.cameldoshii.simulator.wire.FrontServer;
import io.github.cameldoshii.simulator.wire.Loop;
import io.github.cameldoshii.simulator.wire.Socket;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
    private final EntityStore store = new EntityStore();
    private final Ledger ledger = new Ledger();
    private final FrontServer front;
    private final Changes changes;
    private final HttpSide http;
    private final Lifecycle lifecycle;
    private final Faults faults = new Faults(loop, book);
    private final AtomicLong emits = new AtomicLong();

    /** @param ownVertx whether the Vert.x ends with the simulator */
    private DoshiiSimulator(SimulatorOptions options, Vertx vertx, boolean ownVertx) {
        this.options = options;
        this.front = new FrontServer(loop, log, book, options.clientId(), options.maxQueuedBytes(), options.tls());
        this.changes = new Changes(store, ledger, options.clock(), this::apiUrl, front.emitter()::emit);
        this.http = new RestModule(loop, log, book, store, ledger, changes, front, this::resetOnLoop)
                .httpSide(
                        vertx,
                        new RestModule.Settings(
                                options.clientId(),
                                options.clientSecret(),
                                options.clock(),
                                options.clockSkew(),
                                options.stringPaging()));
        this.lifecycle = new Lifecycle(loop, front, http, ownVertx ? vertx::close : Future::succeededFuture);
    }

    /**
     * Starts a simulator on a Vert.x of its own and waits until it listens.
     *
     * @throws SimulatorException if the port is in use or the host is not one of this machine
     */
    public static DoshiiSimulator start(SimulatorOptions options) {
        return new DoshiiSimulator(options, Vertx.vertx(), true).started();
    }

    /**
     * Starts a simulator whose REST side runs on the given Vert.x, and waits until it listens: not to be called on an event
     * loop. Closing the simulator leaves the Vert.x open.
     *
     * @throws SimulatorException if the port is in use or the host is not one of this machine
     */
    public static DoshiiSimulator start(SimulatorOptions options, Vertx vertx) {
        return new DoshiiSimulator(options, vertx, false).started();
    }

    private DoshiiSimulator started() {
        lifecycle.start(options, this::resetOnLoop);
        return this;
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
        toEach(Socket::blackHole);
    }

    /** The faults that it is told to make. */
    public Faults faults() {
        return faults;
    }

    public Entities orders() {
        return entities(Kind.ORDER);
    }

    /** A transaction belongs to the order in its field {@code orderId}, by default the newest one. */
    public Entities transactions() {
        return entities(Kind.TRANSACTION);
    }

    public Entities checkins() {
        return entities(Kind.CHECKIN);
    }

    public Entities bookings() {
        return entities(Kind.BOOKING);
    }

    /** Their ids are numbers. */
    public Entities loyaltyCheckins() {
        return entities(Kind.LOYALTY_CHECKIN);
    }

    /** Their ids are their names. */
    public Entities tables() {
        return entities(Kind.TABLE);
    }

    /** The venues that the app is subscribed to; at the start one, {@code aH43yx2Q}. */
    public Entities locations() {
        return entities(Kind.LOCATION);
    }

    /** One for each location, with its id; only to be updated. */
    public Entities menus() {
        return entities(Kind.MENU);
    }

    private Entities entities(Kind kind) {
        return new Entities(loop, changes, store, kind, true);
    }

    /**
     * Registers a device, as the vendor's {@code POST /devices} does: from now on sockets with its {@code deviceId} get only
     * what it wants.
     *
     * @param events names; empty for all
     * @param locationIds empty for all
     */
    public void registerDevice(String deviceId, Set<String> events, Set<String> locationIds) {
        loop.run(() -> front.devices().register(deviceId, events, locationIds));
    }

    /** Leaves out of the REST lists what has changed within this time: lists that lag behind the events. */
    public void listLag(Duration behind) {
        loop.run(() -> http.listLag(behind));
    }

    /** Every change of an entity since the start or the last {@link #resetState()}, in order. */
    public List<LedgerEntry> ledger() {
        return loop.ask(ledger::entries);
    }

    /** The newest 100,000 REST calls, oldest first. */
    public List<RestCall> restCalls() {
        return loop.ask(log::restCalls);
    }

    /**
     * Back to the state of the start: one location, nothing else, an empty ledger and log, no faults. Open sockets stay
     * open, and stay in {@link #connections()}.
     */
    public void resetState() {
        loop.ask(() -> {
            resetOnLoop();
            return options;
        });
    }

    private void resetOnLoop() {
        book.clear();
        front.devices().clear();
        http.listLag(Duration.ZERO);
        log.clear();
        changes.reset();
    }

    private void toEach(Consumer<Socket> action) {
        loop.run(() -> front.sockets().each(action));
    }

    /** Resets every connection, stops listening and waits until all is ended. May be called again. */
    @Override
    public void close() {
        lifecycle.end();
    }
}
