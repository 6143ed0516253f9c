package io.github.cameldoshii;

import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.connection.SocketOptions;
import io.github.cameldoshii.internal.connection.Subscriber;
import io.github.cameldoshii.internal.connection.VertxEventLoop;
import io.github.cameldoshii.internal.connection.VertxWebSocketTransport;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.camel.component.vertx.common.VertxHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Leases a consumer its shared connection, with the component's Vert.x, TLS and proxy settings. Used by one thread. */
final class ConnectionFactory {

    private final DoshiiEndpoint endpoint;
    private final ResolvedConfiguration configuration;
    private final ConnectionRegistry registry;

    ConnectionFactory(DoshiiEndpoint endpoint, ResolvedConfiguration configuration) {
        this.endpoint = endpoint;
        this.configuration = configuration;
        this.registry = ConnectionRegistry.of(endpoint.getCamelContext());
    }

    ConnectionLease lease(Subscriber subscriber) throws Exception {
        URI socketUrl = configuration.socketUrl();
        SocketOptions options = configuration.socket();
        Supplier<NetClientOptions> clientOptions = clientOptions();
        ConnectionRegistry.Key key = new ConnectionRegistry.Key(
                socketUrl, configuration.credentials().clientId(), configuration.deviceId());
        return registry.lease(
                key, options, environment(), subscriber, () -> connection(socketUrl, options, clientOptions));
    }

    private Map<String, Object> environment() {
        Map<String, Object> environment = new HashMap<>();
        environment.put("sslContextParameters", endpoint.getConfiguration().getSslContextParameters());
        environment.put("catchUp", endpoint.getConfiguration().isCatchUp());
        environment.put("proxyOptions", endpoint.getComponent().getProxyOptions());
        return environment;
    }

    private Connection connection(URI socketUrl, SocketOptions options, Supplier<NetClientOptions> clientOptions) {
        Vertx vertx = endpoint.getComponent().vertxInstance();
        return new Connection(
                configuration.environment().uriName(),
                socketUrl,
                configuration.credentials()::clientId,
                configuration.deviceId(),
                options,
                VertxEventLoop.of(vertx, endpoint.getComponent().wallClock()),
                new VertxWebSocketTransport(
                        vertx, clientOptions, registry.nameResolver(), options.connectTimeout(), registry.loopMemory()),
                registry.rateLimiter(),
                registry.loopMemory(),
                new Random(),
                DoshiiMetrics.of(endpoint.getCamelContext()).environment(configuration.environment()));
    }

    /** The helper leaves empty shells for what it does not find in the parameters: every handshake would fail on them. */
    private static void mendSslOptions(SSLContextParameters tls, NetClientOptions options) {
        if (tls.getKeyManagers() == null) {
            options.setKeyCertOptions(null);
        }
        TrustManagersParameters trusted = tls.getTrustManagers();
        if (trusted == null) {
            options.setTrustOptions(null);
        } else if (trusted.getKeyStore() == null) {
            options.setTrustOptions(
                    trusted.getTrustManager() == null ? null : TrustOptions.wrap(trusted.getTrustManager()));
        }
    }

    /** New options for each connect attempt. They are large, so none are kept where nothing has to be read for them. */
    private Supplier<NetClientOptions> clientOptions() throws Exception {
        ProxyOptions proxy = endpoint.getComponent().getProxyOptions();
        SSLContextParameters tls = endpoint.getConfiguration().getSslContextParameters();
        if (tls == null) {
            return () -> new NetClientOptions().setProxyOptions(proxy);
        }
        NetClientOptions options = new NetClientOptions().setProxyOptions(proxy);
        VertxHelper.setupSSLOptions(endpoint.getCamelContext(), tls, options);
        mendSslOptions(tls, options);
        return () -> new NetClientOptions(options);
    }
}
