package io.github.cameldoshii.socket;

import io.github.cameldoshii.loop.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.function.Supplier;

/**
 * Dials with Vert.x. Every dial has a client of its own, because closing the client is the one public way to close a TCP
 * connection, or a dial in any stage, at once.
 */
public final class VertxTransport implements Transport {

    /**
     * What the kernel holds, and what is read at once. Without this limit Netty reads a megabyte in a turn while the service
     * sends fast; its buffer for that is one that is taken from the operating system, zeroed and given back each time.
     */
    private static final int RECEIVE_BUFFER = 128 * 1024;

    private final Vertx vertx;
    private final Supplier<WebSocketClientOptions> clientOptions;

    /** @param clientOptions gives fresh options with TLS and proxy settings for each dial; called on the loop */
    public VertxTransport(Vertx vertx, Supplier<WebSocketClientOptions> clientOptions) {
        this.vertx = vertx;
        this.clientOptions = clientOptions;
    }

    @Override
    public Dial dial(SocketTarget target, int maxMessageSize, EventLoop loop, LinkListener listener) {
        VertxDial dial = new VertxDial(loop, listener, maxMessageSize);
        loop.execute(() -> dial.start(target));
        return dial;
    }

    private final class VertxDial implements Dial {

        private final EventLoop loop;
        private final LinkListener listener;
        private final int maxMessageSize;
        private WebSocketClient client;
        private boolean abandoned;

        VertxDial(EventLoop loop, LinkListener listener, int maxMessageSize) {
            this.loop = loop;
            this.listener = listener;
            this.maxMessageSize = maxMessageSize;
        }

        void start(SocketTarget target) {
            if (abandoned) {
                return;
            }
            try {
                client = vertx.createWebSocketClient(clientOptions
                        .get()
                        .setMaxConnections(1)
                        .setMaxFrameSize(maxMessageSize)
                        .setMaxMessageSize(maxMessageSize)
                        .setReceiveBufferSize(RECEIVE_BUFFER)
                        // A server's close is answered and the socket closed, without a further wait.
                        .setClosingTimeout(0));
                WebSocketConnectOptions options = new WebSocketConnectOptions();
                options.setHost(target.host());
                options.setPort(target.port());
                options.setSsl(target.tls());
                options.setURI(target.requestTarget());
                options.setAllowOriginHeader(false);
                client.connect(options).onComplete(this::opened, this::failed);
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        @Override
        public void abandon() {
            abandoned = true;
            if (client != null) {
                client.close();
            }
        }

        private void opened(WebSocket socket) {
            if (abandoned) {
                client.close();
                return;
            }
            // Still the turn of the loop in which the upgrade was read: nothing is lost.
            new VertxLink(client, socket, loop, listener, maxMessageSize).start();
        }

        private void failed(Throwable cause) {
            if (client != null) {
                client.close();
            }
            if (!abandoned) {
                loop.execute(() -> {
                    if (!abandoned) {
                        listener.failed(
                                cause instanceof UpgradeRejectedException rejected
                                        ? DialFailures.ofUpgrade(rejected, loop.currentTimeMillis())
                                        : DialFailures.of(cause));
                    }
                });
            }
        }
    }
}
