package io.github.cameldoshii.simulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/** Ends a TCP connection with RST: what was not yet sent is lost, and the peer sees a reset. */
final class TcpReset {

    private TcpReset() {}

    static void apply(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }
}
