package io.github.cameldoshii.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health and metrics at one port, by camel-observability-services: on this machine alone and at {@value #DEFAULT_PORT} unless
 * the user has said where. If nobody has chosen the port and it is taken, as by another run, any free one is used, because
 * delivery must not fail for it.
 */
final class ManagementPort extends MainListenerSupport {

    static final int DEFAULT_PORT = 9876;

    private static final String ENABLED = "camel.management.enabled";
    private static final String PORT = "camel.management.port";
    private static final String DEFAULT_HOST = "localhost";

    private static final Logger LOG = LoggerFactory.getLogger(ManagementPort.class);

    /** Before the properties are read, which win. */
    @Override
    public void beforeConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        HttpManagementServerConfigurationProperties server = main.configure().httpManagementServer();
        server.setHost(DEFAULT_HOST);
        server.setPort(DEFAULT_PORT);
        leaveOutCamelsMetersOfExchanges(context);
        if (context.getPropertiesComponent().resolveProperty(PORT).isEmpty()
                && !isFree(DEFAULT_PORT)
                && isOn(context)) {
            server.setPort(freePort());
            LOG.warn(
                    "Port {} is in use: health and metrics of this run are at port {}. {} sets another one",
                    DEFAULT_PORT,
                    server.getPort(),
                    PORT);
        }
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        HttpManagementServerConfigurationProperties server = main.configure().httpManagementServer();
        if (server.isEnabled()) {
            String base = "http://" + server.getHost() + ":" + server.getPort();
            LOG.info("Health and metrics: {}{}, {}/observe/metrics", base, server.getHealthPath(), base);
        }
    }

    /**
     * Camel's own meters of exchanges cost several times what an event costs without them, and have a tag with the address of each
     * endpoint, which toD makes of what an event holds. Its meter of routes has it ask at each exchange too. As initial properties, because Main reads these settings from
     * properties alone; the user's win.
     */
    private static void leaveOutCamelsMetersOfExchanges(CamelContext context) {
        context.getPropertiesComponent().addInitialProperty("camel.metrics.enableExchangeEventNotifier", "false");
        context.getPropertiesComponent().addInitialProperty("camel.metrics.enableRoutePolicy", "false");
        context.getPropertiesComponent().addInitialProperty("camel.metrics.enableRouteEventNotifier", "false");
    }

    private static boolean isOn(CamelContext context) {
        return context.getPropertiesComponent()
                .resolveProperty(ENABLED)
                .map(Boolean::parseBoolean)
                .orElse(true);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(DEFAULT_HOST, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Failure(e, "no port is free for health and metrics", List.of(ENABLED + "=false"));
        }
    }
}
