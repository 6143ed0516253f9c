package io.github.cameldoshii.simulator;

import io.netty.channel.ChannelHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What a {@link DoshiiSimulator} is started with. Immutable; each {@code with...} gives a changed copy.
 */
public final class SimulatorOptions {

    /** The port that {@code doshii:simulator} connects to by default. */
    public static final int DEFAULT_PORT = 8580;

    /** The client id and secret that {@code doshii:simulator} uses when none are set. */
    public static final String DEFAULT_CREDENTIAL = "simulator";

    private static final SimulatorOptions DEFAULTS = new SimulatorOptions(new Builder());

    private final Builder values;

    private SimulatorOptions(Builder values) {
        this.values = values;
    }

    /** Port 8580 on {@code localhost}, client id and secret {@code simulator}, the system's clock, no TLS. */
    public static SimulatorOptions defaults() {
        return DEFAULTS;
    }

    /** @param port 0 takes any free port, see {@link DoshiiSimulator#port()} */
    public SimulatorOptions withPort(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port is 0 to 65535, not " + port);
        }
        return changed(b -> b.port = port);
    }

    /** @param host the address to listen at: {@code localhost} (default), or {@code 0.0.0.0} for all */
    public SimulatorOptions withHost(String host) {
        Objects.requireNonNull(host, "host");
        return changed(b -> b.host = host);
    }

    /**
     * @param publicHost the host that stands in {@code socketUrl}, {@code apiUrl} and the {@code uri} of entities and
     *     events; default: the host listened at, or {@code localhost} if that is {@code 0.0.0.0}
     */
    public SimulatorOptions withPublicHost(String publicHost) {
        Objects.requireNonNull(publicHost, "publicHost");
        return changed(b -> b.publicHost = publicHost);
    }

    public SimulatorOptions withClientId(String clientId) {
        requireText(clientId, "clientId");
        return changed(b -> b.clientId = clientId);
    }

    public SimulatorOptions withClientSecret(String clientSecret) {
        requireText(clientSecret, "clientSecret");
        return changed(b -> b.clientSecret = clientSecret);
    }

    /** @param clock gives the stamps of entities and the ledger, "now" of lists and tokens, and the {@code Date} header */
    public SimulatorOptions withClock(Clock clock) {
        Objects.requireNonNull(clock, "clock");
        return changed(b -> b.clock = clock);
    }

    /** @param clockSkew how far the {@code Date} header of REST answers is off the clock, either way; default none */
    public SimulatorOptions withClockSkew(Duration clockSkew) {
        Objects.requireNonNull(clockSkew, "clockSkew");
        return changed(b -> b.clockSkew = clockSkew);
    }

    /** @param stringPaging whether {@code offset} and {@code limit} of a page are strings, as the vendor's docs type them */
    public SimulatorOptions withStringPaging(boolean stringPaging) {
        return changed(b -> b.stringPaging = stringPaging);
    }

    /** @param tls serves {@code wss} and {@code https} instead of {@code ws} and {@code http} */
    public SimulatorOptions withTls(SSLContext tls) {
        Objects.requireNonNull(tls, "tls");
        return changed(b -> b.tls = tls);
    }

    /**
     * @param bytes how much may wait for one slow socket before it is reset, 1 or more; default 64 MiB. What waits is on
     *     the heap, the network's own buffers stay small
     */
    public SimulatorOptions withMaxQueuedBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxQueuedBytes is 1 or more, not " + bytes);
        }
        return changed(b -> b.maxQueuedBytes = bytes);
    }

    /**
     * @param handler makes a handler for each connection, which is given its HTTP requests, as {@code FullHttpRequest}, before
     *     the simulator and passes on those that it does not answer; runs on the simulator's event loop and must not block
     */
    public SimulatorOptions withHttpHandler(Supplier<ChannelHandler> handler) {
        Objects.requireNonNull(handler, "handler");
        return changed(b -> b.httpHandler = handler);
    }

    public int port() {
        return values.port;
    }

    public String host() {
        return values.host;
    }

    public String publicHost() {
        if (!values.publicHost.isEmpty()) {
            return values.publicHost;
        }
        return values.host.equals("0.0.0.0") ? "localhost" : values.host;
    }

    public String clientId() {
        return values.clientId;
    }

    public String clientSecret() {
        return values.clientSecret;
    }

    public Clock clock() {
        return values.clock;
    }

    public Duration clockSkew() {
        return values.clockSkew;
    }

    public boolean stringPaging() {
        return values.stringPaging;
    }

    public Optional<SSLContext> tls() {
        return Optional.ofNullable(values.tls);
    }

    public long maxQueuedBytes() {
        return values.maxQueuedBytes;
    }

    Optional<Supplier<ChannelHandler>> httpHandler() {
        return Optional.ofNullable(values.httpHandler);
    }

    /** Says where it listens and nothing secret. */
    @Override
    public String toString() {
        return "simulator at " + values.host + ":" + values.port;
    }

    private SimulatorOptions changed(Consumer<Builder> change) {
        Builder copy = values.copy();
        change.accept(copy);
        return new SimulatorOptions(copy);
    }

    private static void requireText(String value, String name) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }

    private static final class Builder {
        private int port = DEFAULT_PORT;
        private String host = "localhost";
        private String publicHost = "";
        private String clientId = DEFAULT_CREDENTIAL;
        private String clientSecret = DEFAULT_CREDENTIAL;
        private Clock clock = Clock.systemUTC();
        private Duration clockSkew = Duration.ZERO;
        private boolean stringPaging;
        private SSLContext tls;
        private Supplier<ChannelHandler> httpHandler;
        private long maxQueuedBytes = 64L << 20;

        private Builder copy() {
            Builder copy = new Builder();
            copy.port = port;
            copy.host = host;
            copy.publicHost = publicHost;
            copy.clientId = clientId;
            copy.clientSecret = clientSecret;
            copy.clock = clock;
            copy.clockSkew = clockSkew;
            copy.stringPaging = stringPaging;
            copy.tls = tls;
            copy.httpHandler = httpHandler;
            copy.maxQueuedBytes = maxQueuedBytes;
            return copy;
        }
    }
}
