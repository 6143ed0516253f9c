package io.github.cameldoshii.simulator.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/** Ends of TCP connections. */
final class Channels {

    private Channels() {}

    /** Ends a connection with RST: what was not yet sent is lost, and the peer sees a reset. */
    static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }
}
