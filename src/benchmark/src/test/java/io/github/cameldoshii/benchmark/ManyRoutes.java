package io.github.cameldoshii.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The process with many routes in one context, each with a filter and a processor. System properties: {@code figures.routes},
 * how many; {@code figures.sockets} and {@code figures.api}, the ports of a {@link ClientIdServer}, each route with a client id
 * of its own; without them the routes begin with a timer that does not fire. Says when it begins to start and when it
 * has started. A line on the standard input asks for its {@link ProcessState}: {@code heap} after a full collection, {@code
 * usage} as it is. Ends when the standard input does.
 */
final class ManyRoutes {

    private static final String SOCKETS = System.getProperty("figures.sockets", "");
    private static final String API = System.getProperty("figures.api", "");

    private ManyRoutes() {}

    /** @param args none */
    public static void main(String[] args) throws Exception {
        int routes = Integer.getInteger("figures.routes");
        CamelContext context = new DefaultCamelContext();
        ProtocolLine.READY.print("");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < routes; i++) {
                    from(SOCKETS.isEmpty() ? timer(i) : doshii(i))
                            .routeId("route" + i)
                            .filter(header("CamelDoshiiEventType").isEqualTo("order_updated"))
                            .process(exchange -> exchange.getMessage().getBody());
                }
            }
        });
        context.start();
        ProtocolLine.READY.print("");
        answer();
        Runtime.getRuntime().halt(0);
    }

    /** Of one name, because each has a thread; the options differ, so that each route has an endpoint of its own. */
    private static String timer(int i) {
        return "timer:never?delay=" + (3_600_000 + i);
    }

    private static String doshii(int i) {
        return "doshii:sandbox?clientId=client-" + i + "&clientSecret=secret-" + i + "&socketUrl=RAW(ws://127.0.0.1:"
                + SOCKETS + "/app/socket)&apiUrl=RAW(http://127.0.0.1:" + API + "/partner/v3)";
    }

    private static void answer() throws IOException {
        try (BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                ProtocolLine.RESULT.print(
                        ("heap".equals(command) ? ProcessState.afterCollection() : ProcessState.now()).line());
            }
        }
    }
}
