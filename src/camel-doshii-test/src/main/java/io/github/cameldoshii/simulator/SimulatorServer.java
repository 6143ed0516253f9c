package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.Action;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/**
 * Listens at the simulator's port and gives each connection its pipeline: TLS if there is any, Netty's HTTP codec, and a
 * {@link HttpRequestHandler}, which answers REST calls. An upgrade to WebSocket swaps the HTTP handlers for those of WebSocket,
 * see {@link UpgradeHandler}.
 *
 * <p>Connections are served on the {@link SimulatorLoop}. {@link #start} and {@link #close} wait for it, so an event loop must
 * not call them.
 */
final class SimulatorServer {

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);
    private static final int MAX_HEAD_BYTES = 32 * 1024;

    private final SimulatorLoop loop;
    private final SimulatorOptions options;
    private final FaultBook book;
    private final EventLog log;
    private final Supplier<ChannelHandler> requestHandlers;
    private final ChannelGroup connections;
    private final AtomicBoolean ended = new AtomicBoolean();
    private Channel listener;

    /** @param requestHandlers makes the last handler of each connection's pipeline, for its HTTP requests */
    SimulatorServer(
            SimulatorLoop loop,
            SimulatorOptions options,
            FaultBook book,
            EventLog log,
            Supplier<ChannelHandler> requestHandlers) {
        this.loop = loop;
        this.options = options;
        this.book = book;
        this.log = log;
        this.requestHandlers = requestHandlers;
        this.connections = new DefaultChannelGroup(loop.thread());
    }

    /**
     * Begins to listen.
     *
     * @param listening run on the loop when the port is known and before the first connection is served
     * @throws SimulatorException if the port cannot be listened at; then the loop has ended
     */
    void start(Runnable listening) {
        try {
            ChannelFuture bind = bootstrap().bind(options.host(), options.port());
            listener = bind.channel();
            bind.addListener(bound -> {
                        if (bound.isSuccess()) {
                            listening.run();
                        }
                    })
                    .syncUninterruptibly();
        } catch (Exception failed) {
            close();
            throw new SimulatorException(
                    "The simulator cannot listen at " + options.host() + ":" + options.port() + ": " + reason(failed),
                    failed);
        }
    }

    private String reason(Exception cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof BindException && message.contains("in use")
                ? "port " + options.port() + " is in use; choose another one, or 0 for any free one"
                : message;
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(loop.thread())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted(channel);
                    }
                });
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private void accepted(Channel channel) {
        connections.add(channel);
        List<Action.OnConnect> actions = book.onConnect();
        actions.forEach(action -> log.add(LogEntry.Type.FAULT, 0, action + " on a TCP connection"));
        ConnectFaultContext context = new ConnectFaultContext(channel);
        FaultBook.run(actions, (action, next) -> action.onConnect(context, next), () -> serve(channel));
    }

    private void serve(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        options.tls().ifPresent(context -> {
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            pipeline.addLast(new SslHandler(engine));
        });
        pipeline.addLast(
                new HttpResponseEncoder(),
                new HttpRequestDecoder(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_HEAD_BYTES)
                        .setMaxHeaderSize(MAX_HEAD_BYTES)),
                new ResponseCompressor(),
                new RequestAggregator());
        options.httpHandler().ifPresent(handler -> pipeline.addLast(handler.get()));
        pipeline.addLast(requestHandlers.get());
        channel.config().setAutoRead(true);
    }

    /** Ends a TCP connection with RST: what was not yet sent is lost, and the peer sees a reset. On the loop. */
    static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    /** Stops listening, resets every connection and ends the loop. Does nothing the second time. */
    void close() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        loop.run(() -> {
            if (listener != null) {
                listener.close();
            }
            connections.forEach(SimulatorServer::reset);
        });
        loop.close();
    }
}
