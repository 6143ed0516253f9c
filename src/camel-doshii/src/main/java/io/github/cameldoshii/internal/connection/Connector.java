package io.github.cameldoshii.internal.connection;

import java.net.InetAddress;

/** Connects to one IP address: TCP, TLS, upgrade. Confined to the connection's event loop. */
interface Connector {

    /** The connection to one address in progress. */
    interface Attempt {
        /** Sends the upgrade request; after {@link Listener#connected}. */
        void upgrade();

        /** Hands the open WebSocket to its listener; after {@link Listener#upgraded}. */
        void open(WebSocketListener listener, int maxMessageSize);

        /** Closes it at once, in whatever stage; its listener hears nothing more. */
        void cancel();
    }

    /** Receives the progress; never called before {@link Connector#connect} has returned. Nothing follows a failure. */
    interface Listener {
        /** TCP and TLS are established. */
        void connected();

        /** The server has accepted the upgrade. */
        void upgraded();

        void failed(ConnectFailure failure);
    }

    /** The host name to look up: that of the service, or that of the proxy. */
    String host();

    /** Prefix of failure reasons that names the proxy; empty without one. */
    String via();

    Attempt connect(InetAddress address, Listener listener);
}
