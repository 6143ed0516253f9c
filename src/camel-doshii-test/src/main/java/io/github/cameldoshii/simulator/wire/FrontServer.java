package io.github.cameldoshii.simulator.wire;

import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Chain;
import io.github.cameldoshii.simulator.fault.FaultBook;
import io.github.cameldoshii.simulator.log.EventLog;
import io.github.cameldoshii.simulator.log.LogEntry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Listens at the simulator's port. The socket is served here, byte by byte, so that it can misbehave at every level; other
 * requests are relayed to the HTTP server behind.
 *
 * <p>Netty and not Vert.x, because a Vert.x connection can neither be reset nor be given bytes that are no frame.
 */
public final class FrontServer {

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final Loop loop;
    private final Sockets sockets;
    private final SocketGate gate;
    private final RestRelay.Factory rest;
    private final Optional<SSLContext> tls;
    private final FaultBook book;
    private final EventLog log;
    private final Emitter emitter;
    private final Devices devices = new Devices();
    private final ChannelGroup connections;
    private Channel listener;

    public FrontServer(
            Loop loop, EventLog log, FaultBook book, String clientId, long maxQueuedBytes, Optional<SSLContext> tls) {
        SocketFaults faults = new SocketFaults(book);
        this.loop = loop;
        this.log = log;
        this.book = book;
        this.sockets = new Sockets(maxQueuedBytes);
        this.emitter = new Emitter(sockets, faults, devices);
        this.gate = new SocketGate(clientId, log, sockets, book, faults);
        this.rest = new RestRelay.Factory(loop);
        this.tls = tls;
        this.connections = new DefaultChannelGroup(loop.thread());
    }

    public Devices devices() {
        return devices;
    }

    public Emitter emitter() {
        return emitter;
    }

    public Sockets sockets() {
        return sockets;
    }

    /** Where requests go that are not for the socket; to be set before {@link #listen}. */
    public void relayTo(InetSocketAddress httpServer) {
        rest.target(httpServer);
    }

    /** Resets the client's connection that the HTTP server sees as coming from this port. On the loop. */
    public void resetRest(int port) {
        rest.reset(port);
    }

    /** @return completes when listening; {@link #port()} is known then */
    public ChannelFuture listen(String host, int port) {
        ChannelFuture bind = new ServerBootstrap()
                .group(loop.group())
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
                })
                .bind(host, port);
        listener = bind.channel();
        return bind;
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private void accepted(Channel channel) {
        connections.add(channel);
        List<Action.OnConnect> actions = book.onConnect();
        actions.forEach(action -> log.add(LogEntry.Type.FAULT, 0, action + " on a TCP connection"));
        Connection connection = new Connection(channel);
        Chain.run(actions, (action, next) -> action.onConnect(connection, next), () -> serve(channel));
    }

    private void serve(Channel channel) {
        tls.ifPresent(context -> {
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            channel.pipeline().addLast(new SslHandler(engine));
        });
        channel.pipeline().addLast(new RequestHeadDecoder(gate, rest));
        channel.config().setAutoRead(true);
    }

    /** Stops listening and resets every connection. On the loop. */
    public void close() {
        if (listener != null) {
            listener.close();
        }
        sockets.resetAll();
        connections.forEach(Channels::reset);
    }
}
