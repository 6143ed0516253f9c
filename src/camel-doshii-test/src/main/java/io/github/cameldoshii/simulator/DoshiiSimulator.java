package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.ServerFrames;
import io.github.cameldoshii.simulator.state.Changes;
import io.github.cameldoshii.simulator.state.EntityStore;
import io.github.cameldoshii.simulator.state.Kind;
import io.github.cameldoshii.simulator.state.LedgerEntry;
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
    private final SimulatorLoop loop;
    private final EventLog log = new EventLog();
    private final FaultBook book = new FaultBook();
    private final EntityStore store = new EntityStore();
    private final DeviceFilters devices = new DeviceFilters();
    private final WebSocketSessions sessions;
    private final EventPublisher publisher;
    private final Changes changes;
    private final PartnerLists lists;
    private final SimulatorServer server;
    private final Faults faults;
    private final AtomicLong emits = new AtomicLong();

    private DoshiiSimulator(SimulatorOptions options, SimulatorLoop loop) {
        this.options = options;
        this.loop = loop;
        this.faults = new Faults(loop, book);
        this.sessions = new WebSocketSessions(options.maxQueuedBytes());
        SocketFaults socketFaults = new SocketFaults(book);
        this.publisher = new EventPublisher(sessions, socketFaults, devices);
        this.changes = new Changes(store, options.clock(), this::apiUrl, publisher::publish);
        this.lists = new PartnerLists(store, options.clock(), options.stringPaging());
        WebSocketEndpoint socket = new WebSocketEndpoint(options.clientId(), log, sessions, book, socketFaults);
        PartnerResources resources = new PartnerResources(store, changes, lists, options.clock());
        PartnerApi partner = new PartnerApi(options, log, book, resources, sessions);
        ControlEntities entities = new ControlEntities(changes, store);
        ControlApi control = new ControlApi(log, book, changes, publisher, sessions, entities, this::resetOnLoop);
        this.server =
                new SimulatorServer(loop, options, book, log, () -> new HttpRequestHandler(socket, partner, control));
    }

    /**
     * Starts a simulator with a thread of its own and waits until it listens.
     *
     * @throws SimulatorException if the port is in use or the host is not one of this machine
     */
    public static DoshiiSimulator start(SimulatorOptions options) {
        return new DoshiiSimulator(options, SimulatorLoop.own()).started();
    }

    /**
     * Starts a simulator on one of the event loops of the given Vert.x, which must use the transport of the JDK (the default),
     * and waits until it listens: not to be called on an event loop. Closing the simulator leaves the Vert.x open.
     *
     * @throws SimulatorException if the port is in use or the host is not one of this machine
     */
    public static DoshiiSimulator start(SimulatorOptions options, Vertx vertx) {
        return new DoshiiSimulator(options, SimulatorLoop.of(vertx)).started();
    }

    private DoshiiSimulator started() {
        server.start(this::resetOnLoop);
        return this;
    }

    /** The port listened at, also when a free one was asked for. */
    public int port() {
        return server.port();
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
        loop.run(() -> publisher.publish(name, data, () -> {}));
        if (emits.incrementAndGet() % EMITS_BETWEEN_WAITS == 0) {
            openConnections();
        }
    }

    /** Sends a text message to every open socket, whatever it holds. */
    public void sendText(String raw) {
        OutboundMessage message = OutboundMessage.text(raw);
        toEach(session -> session.send(message));
    }

    /** Sends a binary message to every open socket. */
    public void sendBinary(byte[] data) {
        OutboundMessage message = OutboundMessage.binary(data);
        toEach(session -> session.send(message));
    }

    /** Sends a text message to every open socket in fragments of so many bytes. */
    public void sendFragments(String raw, int fragmentBytes) {
        OutboundMessage frames = OutboundMessage.raw(ServerFrames.fragments(raw, fragmentBytes, false));
        toEach(session -> session.send(frames));
    }

    /** Sends bytes to every open socket just as they are, frame or not; see {@link ServerFrames}. */
    public void sendBytes(byte[] bytes) {
        OutboundMessage message = OutboundMessage.raw(bytes);
        toEach(session -> session.send(message));
    }

    /** Every connect attempt so far, oldest first. */
    public List<ConnectionRecord> connections() {
        return loop.ask(log::connections);
    }

    /** How many sockets are open. */
    public int openConnections() {
        return loop.ask(() -> sessions.open().size());
    }

    /** How many messages wait for clients that read slowly. */
    public int queuedMessages() {
        return loop.ask(() ->
                sessions.open().stream().mapToInt(WebSocketSession::waiting).sum());
    }

    /** What happened, oldest first; the newest 100,000 entries. */
    public List<LogEntry> log() {
        return loop.ask(log::entries);
    }

    /** Ends every socket with a TCP reset, without a close frame. */
    public void dropConnections() {
        toEach(WebSocketSession::reset);
    }

    /**
     * Closes every socket.
     *
     * @param code 1005 sends a close frame without a code; 1006 ends the TCP connection without a close frame
     */
    public void closeConnections(int code, String reason) {
        toEach(session -> session.close(code, reason));
    }

    /** Stops reading from the open sockets, so that what clients send fills the network's buffers; they stay open. */
    public void pauseReading() {
        toEach(WebSocketSession::stopReading);
    }

    /** Reads again after {@link #pauseReading()}. */
    public void resumeReading() {
        toEach(WebSocketSession::resumeReading);
    }

    /** From now on nothing more is sent on the sockets that are open now, and nothing answered; they are still read. */
    public void stopWriting() {
        toEach(WebSocketSession::stopWriting);
    }

    /** The open sockets go dead both ways, while TCP stays up: a half-open connection as the client sees it. */
    public void blackHole() {
        toEach(WebSocketSession::blackHole);
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
        loop.run(() -> devices.register(deviceId, events, locationIds));
    }

    /** Leaves out of the REST lists what has changed within this time: lists that lag behind the events. */
    public void listLag(Duration behind) {
        loop.run(() -> lists.lag(behind));
    }

    /** Every change of an entity since the start or the last {@link #resetState()}, in order. */
    public List<LedgerEntry> ledger() {
        return loop.ask(changes::ledger);
    }

    /** As {@link #ledger()}, but only what has come after a sequence number; all of it if there was a reset since. */
    public List<LedgerEntry> ledger(long after) {
        return loop.ask(() -> changes.ledger(after));
    }

    /** As {@link #log()}, but only what has come after a sequence number. */
    public List<LogEntry> log(long after) {
        return loop.ask(() -> log.entries(after));
    }

    /** The newest 1,000 events after a sequence number, whoever was told of them, oldest first. */
    public List<SentEvent> events(long after) {
        return loop.ask(() -> publisher.sent(after));
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
        devices.clear();
        lists.lag(Duration.ZERO);
        log.clear();
        changes.reset();
    }

    private void toEach(Consumer<WebSocketSession> action) {
        loop.run(() -> sessions.each(action));
    }

    /** Resets every connection, stops listening and waits until all is ended. May be called again. */
    @Override
    public void close() {
        loop.run(sessions::resetAll);
        server.close();
    }
}
