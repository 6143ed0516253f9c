package io.github.cameldoshii.runner.page;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Listens for a page that no other server serves. {@link #listen} waits, so an event loop must not call it. */
final class PageServer implements AutoCloseable {

    private static final int MAX_BODY = 1_024;

    private final EventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("doshii page server", true));
    private final Channel listener;

    private PageServer(String host, int port, Supplier<ChannelHandler> handlers) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), handlers.get());
                    }
                })
                .bind(host, port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            end();
        }
        listener = bound.syncUninterruptibly().channel();
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any that is free
     * @param handlers makes the handler of the requests of each connection
     * @throws Exception as Netty has it, if that is not possible
     */
    static PageServer listen(String host, int port, Supplier<ChannelHandler> handlers) {
        return new PageServer(host, port, handlers);
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close();
        end();
    }

    private void end() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
