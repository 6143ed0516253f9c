package io.github.cameldoshii.runner;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health and metrics at one port, by camel-observability-services: on this machine alone and at {@value #DEFAULT_PORT} unless
 * the user has said where. If nobody has chosen the port and it is taken, as by another run, any free one is used, because
 * delivery must not fail for it; one that was chosen and is taken ends the start. The port is held from here to the moment at
 * which the server takes it over, because its failure to do so would only be logged.
 */
final class ManagementPort extends MainListenerSupport {

    static final int DEFAULT_PORT = 9876;

    private static final String ENABLED = "camel.management.enabled";
    private static final String PORT = "camel.management.port";
    private static final String HOST = "camel.management.host";
    private static final int MAX_PORT = 65_535;
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
        if (isOn(context)) {
            String host = property(context, HOST).orElse(DEFAULT_HOST);
            HeldPort held =
                    property(context, PORT).map(port -> chosen(host, port)).orElseGet(() -> defaultOrFree(host));
            server.setPort(held.number());
            hold(context, held);
        }
    }

    private static HeldPort chosen(String host, String port) {
        int number = number(port);
        return HeldPort.take(host, number)
                .orElseThrow(() -> new Failure(
                        "port " + number + " of " + host + ", for health and metrics, is in use",
                        "Stop the process that listens there, or set " + PORT + " to another one.",
                        "Without " + PORT + " it is " + DEFAULT_PORT + ", or a free one; " + ENABLED + "=false: none"));
    }

    private static HeldPort defaultOrFree(String host) {
        return HeldPort.take(host, DEFAULT_PORT).orElseGet(() -> free(host));
    }

    private static HeldPort free(String host) {
        HeldPort free = HeldPort.take(host, 0)
                .orElseThrow(() -> new Failure(
                        "no port of " + host + " can be listened at for health and metrics",
                        HOST + " names an address of this machine; " + ENABLED + "=false: no port"));
        LOG.warn(
                "Port {} is in use: health and metrics of this run are at port {}. {} sets another one",
                DEFAULT_PORT,
                free.number(),
                PORT);
        return free;
    }

    private static void hold(CamelContext context, HeldPort port) {
        try {
            context.addService(port, true, true);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
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
        // One more that Camel asks at each step of each exchange; the runner does not load routes anew.
        context.getPropertiesComponent().addInitialProperty("camel.metrics.clearOnReload", "false");
    }

    private static boolean isOn(CamelContext context) {
        return property(context, ENABLED).map(Boolean::parseBoolean).orElse(true);
    }

    private static Optional<String> property(CamelContext context, String name) {
        return context.getPropertiesComponent().resolveProperty(name).map(String::strip);
    }

    private static int number(String port) {
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number <= MAX_PORT) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.debug("Not a port", e);
        }
        throw new Failure(PORT + " is " + port + "; it must be a port, from 1 to " + MAX_PORT);
    }
}
