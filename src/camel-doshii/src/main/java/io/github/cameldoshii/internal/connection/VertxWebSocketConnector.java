package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Connects to one IP address of a service with Vert.x. Whatever the address, the certificate is verified against the
 * service's host name, which SNI and the Host header carry too. Through a proxy, the proxy looks the host name up. Every
 * attempt has a client of its own, because closing the client is the only public way to close a TCP connection at once.
 * Confined to the connection's event loop.
 */
final class VertxWebSocketConnector implements Connector {

    /**
     * Receive buffer of the kernel, and upper bound of one read. Without it Netty reads a megabyte in a turn while the service
     * sends fast, into a buffer that is allocated from the operating system, zeroed and freed each time.
     */
    private static final int RECEIVE_BUFFER = 128 * 1024;

    /** The longest wait for the body of a rejection, which may never end. */
    private static final Duration BODY_WAIT = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final EventLoop loop;
    private final Supplier<NetClientOptions> clientOptions;
    private final Duration connectTimeout;
    private final EventLoopMemory memory;
    private final WebSocketAddress target;
    private final ProxyOptions proxy;

    VertxWebSocketConnector(
            Vertx vertx,
            EventLoop loop,
            Supplier<NetClientOptions> clientOptions,
            Duration connectTimeout,
            EventLoopMemory memory,
            WebSocketAddress target) {
        this.vertx = vertx;
        this.loop = loop;
        this.clientOptions = clientOptions;
        this.connectTimeout = connectTimeout;
        this.memory = memory;
        this.target = target;
        this.proxy = clientOptions.get().getProxyOptions();
    }

    @Override
    public String host() {
        return proxy == null ? target.host() : proxy.getHost();
    }

    @Override
    public String via() {
        return proxy == null ? "" : "through the proxy " + proxy.getHost() + ":" + proxy.getPort() + ": ";
    }

    @Override
    public Attempt connect(InetAddress address, Listener listener) {
        VertxAttempt attempt = new VertxAttempt(listener);
        attempt.connect(address);
        return attempt;
    }

    private NetClientOptions options(InetAddress address) {
        NetClientOptions options = clientOptions.get();
        // TLS starts on the connected socket, so that the attempt can be cancelled at any time.
        options.setSsl(false)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setReceiveBufferSize(RECEIVE_BUFFER)
                .setConnectTimeout((int) Math.min(Integer.MAX_VALUE, connectTimeout.toMillis()))
                .setSslHandshakeTimeout(connectTimeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        if (proxy != null) {
            options.setProxyOptions(
                    new ProxyOptions(proxy).setHost(address.getHostAddress()).setConnectTimeout(connectTimeout));
        }
        return options;
    }

    /** The IP address together with the host name, by which TLS verifies the certificate. */
    private SocketAddress remote(InetAddress address) throws UnknownHostException {
        return proxy != null
                ? SocketAddress.inetSocketAddress(target.port(), target.host())
                : SocketAddress.inetSocketAddress(new InetSocketAddress(
                        InetAddress.getByAddress(target.host(), address.getAddress()), target.port()));
    }

    private final class VertxAttempt implements Attempt {

        private final Listener listener;
        private final Context context = vertx.getOrCreateContext();
        private final WebSocketHandshake handshake = new WebSocketHandshake();
        private NetClient client;
        private NetSocket socket;
        private boolean upgradeSent;
        private byte[] rest = {};
        private String failure = "";
        private long bodyTimer = -1;
        private boolean over;

        VertxAttempt(Listener listener) {
            this.listener = listener;
        }

        void connect(InetAddress address) {
            try {
                client = vertx.createNetClient(options(address));
                client.connect(remote(address)).onComplete(this::connected, this::failed);
            } catch (UnknownHostException | RuntimeException e) {
                context.runOnContext(ignored -> failed(e));
            }
        }

        private void connected(NetSocket connected) {
            if (over) {
                client.close();
                return;
            }
            socket = connected;
            socket.exceptionHandler(this::exception);
            socket.handler(bytes -> received(bytes.getBytes()));
            socket.endHandler(ignored -> ended());
            if (target.tls()) {
                socket.upgradeToSsl().onComplete(ignored -> ready(), this::failed);
            } else {
                ready();
            }
        }

        private void ready() {
            if (!over) {
                listener.connected();
            }
        }

        @Override
        public void upgrade() {
            upgradeSent = true;
            socket.write(handshake.request(target)).onFailure(this::exception);
        }

        private void received(byte[] bytes) {
            if (over) {
                return;
            }
            if (upgradeSent) {
                answered(handshake.read(bytes), false);
            } else {
                fail(new ConnectFailure.UnexpectedResponse(
                        0, "what answered spoke before it was asked, so it is no WebSocket"));
            }
        }

        /** @param last nothing more will come, or has come for a while */
        private void answered(WebSocketHandshake.Answer answer, boolean last) {
            if (answer instanceof WebSocketHandshake.Answer.Accepted accepted) {
                rest = accepted.rest();
                over = true;
                listener.upgraded();
            } else if (answer instanceof WebSocketHandshake.Answer.Broken broken) {
                fail(new ConnectFailure.UnexpectedResponse(0, broken.reason() + "; check socketUrl"));
            } else if (answer instanceof WebSocketHandshake.Answer.Rejected rejected) {
                if (last || ConnectFailures.isEnough(rejected)) {
                    fail(ConnectFailures.ofUpgrade(rejected, loop.currentTimeMillis()));
                } else if (bodyTimer < 0) {
                    bodyTimer = vertx.setTimer(BODY_WAIT.toMillis(), ignored -> rejectedLate());
                }
            }
        }

        private void rejectedLate() {
            if (!over) {
                answered(handshake.read(new byte[0]), true);
            }
        }

        private void ended() {
            if (over || !upgradeSent) {
                // Within the TLS handshake, the failure of the handshake says more.
                return;
            }
            WebSocketHandshake.Answer answer = handshake.end();
            if (answer instanceof WebSocketHandshake.Answer.Rejected) {
                answered(answer, true);
            } else {
                fail(new ConnectFailure.Unreachable(
                        failure.isEmpty() ? "the connection was closed before an answer" : failure));
            }
        }

        private void exception(Throwable cause) {
            if (failure.isEmpty()) {
                failure = ConnectFailures.describe(cause);
            }
        }

        private void failed(Throwable cause) {
            fail(ConnectFailures.of(cause));
        }

        private void fail(ConnectFailure cause) {
            if (!over) {
                cancel();
                listener.failed(cause);
            }
        }

        @Override
        public void open(WebSocketListener linkListener, int maxMessageSize) {
            new VertxWebSocketChannel(socket, client::close, linkListener, maxMessageSize, memory.message())
                    .start(rest);
        }

        @Override
        public void cancel() {
            over = true;
            vertx.cancelTimer(bodyTimer);
            if (client != null) {
                client.close();
            }
        }
    }
}
