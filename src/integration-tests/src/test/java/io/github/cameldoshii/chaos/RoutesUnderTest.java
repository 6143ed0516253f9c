package io.github.cameldoshii.chaos;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.DoshiiComponents;
import io.github.cameldoshii.DoshiiConfiguration;
import io.github.cameldoshii.DoshiiConstants;
import io.github.cameldoshii.fixtures.Ballot;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.StateRepository;

/** The CamelContext that a run is about: the routes of its conditions, with compressed times. */
final class RoutesUnderTest {

    private static final int SHUTDOWN_SECONDS = 5;

    private RoutesUnderTest() {}

    /** A failing route is part of the game and needs no stack trace. */
    private static final class Silent implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {}

        @Override
        public void handleException(String message, Throwable exception) {}

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {}
    }

    static CamelContext context(
            Conditions conditions,
            String socketUrl,
            String apiUrl,
            InstantSource clock,
            StateRepository<String, String> positions,
            Behaviour behaviour,
            Recorder recorder,
            Optional<Ballot> ballot)
            throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        context.getRegistry().bind("silent", new Silent());
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setResponseTimeout(Conditions.REST_TIMEOUT);
        http.setSoTimeout(Conditions.REST_TIMEOUT);
        DoshiiComponent component = context.getComponent("doshii", DoshiiComponent.class);
        DoshiiComponents.setWallClock(component, clock);
        if (conditions.field().maxBodyBytes() > 0) {
            DoshiiComponents.limitBodies(component, conditions.field().maxBodyBytes());
        }
        DoshiiConfiguration options = component.getConfiguration();
        options.setSocketUrl(socketUrl);
        options.setApiUrl(apiUrl);
        options.setHeartbeatInterval(Conditions.HEARTBEAT);
        options.setPongTimeout(Conditions.PONG_TIMEOUT);
        options.setConnectTimeout(Conditions.CONNECT_TIMEOUT);
        options.setReconnectDelay(Conditions.RECONNECT_DELAY);
        options.setReconnectMaxDelay(Conditions.RECONNECT_MAX_DELAY);
        options.setRefusedDelay(Conditions.REFUSED_DELAY);
        options.setCatchUpOverlap(Conditions.OVERLAP);
        options.setCatchUpMaxAge(conditions.maxAgeMillis());
        options.setReconcileInterval(conditions.reconcileMillis());
        options.setConcurrentConsumers(conditions.lanes());
        options.setQueueSize(conditions.queueSize());
        options.setConnectionEvents(true);
        options.setStateRepository(positions);
        String elected = "";
        if (ballot.isPresent()) {
            context.addService(ballot.get());
            elected = "master:chaos:";
        }
        context.addRoutes(routes(elected + "doshii:simulator", conditions.routes(), behaviour, recorder));
        return context;
    }

    private static RouteBuilder routes(String uri, List<RouteSpec> routes, Behaviour behaviour, Recorder recorder) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (RouteSpec route : routes) {
                    from(uri + "?exceptionHandler=#silent&events=" + route.events())
                            .routeId(route.id())
                            .errorHandler(noErrorHandler())
                            .process(exchange -> {
                                Line line = line(route.id(), exchange.getMessage());
                                if (!line.isAboutConnection()) {
                                    behaviour.work();
                                }
                                recorder.finished(line);
                                behaviour.perhapsFail();
                            });
                }
            }
        };
    }

    static Line line(String route, Message message) {
        String type = header(message, DoshiiConstants.EVENT_TYPE);
        return new Line(
                route,
                System.currentTimeMillis(),
                message.getHeader(DoshiiConstants.MESSAGE_TIMESTAMP, Long.class),
                type,
                header(message, DoshiiConstants.ENTITY),
                header(message, DoshiiConstants.LOCATION_ID),
                header(message, DoshiiConstants.ENTITY_ID),
                header(message, DoshiiConstants.STATUS),
                header(message, DoshiiConstants.VERSION),
                header(message, DoshiiConstants.ORIGIN),
                type.equals(DoshiiConstants.TYPE_CONNECTION) ? message.getBody(String.class) : "");
    }

    private static String header(Message message, String name) {
        return message.getHeader(name, "", String.class);
    }
}
