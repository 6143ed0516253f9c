package io.github.cameldoshii.internal.connection;

import java.net.InetAddress;

/** Takes one address through the stages of a connection. Everything of it happens on the loop. */
interface Connector {

    /** One address under way. */
    interface Attempt {
        /** Asks for the WebSocket, once {@link Listener#connected} was told. */
        void upgrade();

        /** Gives the connection its listener, once {@link Listener#upgraded} was told. */
        void open(WebSocketListener listener, int maxMessageSize);

        /** Ends it, in whatever stage; its listener hears nothing more. */
        void cancel();
    }

    /** Hears how it goes; never before {@link Connector#connect} has returned. Nothing follows a failure. */
    interface Listener {
        /** TCP and TLS are there. */
        void connected();

        /** The service has answered with a WebSocket. */
        void upgraded();

        void failed(ConnectFailure failure);
    }

    /** The name that is to be looked up: that of the service, or that of the proxy. */
    String host();

    /** The connection to the proxy is told from one to the service: it starts the reason of a failure. Empty for none. */
    String via();

    Attempt connect(InetAddress address, Listener listener);
}
