package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A runner in this process that prints and shows all it can, and services that know odd client ids and secrets. */
abstract class SecretsTestSupport extends CommandLineTestSupport {

    static final String[] TALKATIVE = {
        "run",
        "--log-level",
        "TRACE",
        "--logger",
        "org.apache.camel=TRACE",
        "--logger",
        "org.apache.camel.main=TRACE",
        "--logger",
        "org.apache.camel.component.properties=TRACE",
        "--logger",
        "org.apache.camel.support.PropertyBindingSupport=TRACE",
        "--logger",
        "org.apache.camel.impl.engine.DefaultCamelContextExtension=TRACE",
        "--logger",
        "org.apache.hc=TRACE",
        "--logger",
        "io.netty=TRACE",
        "--logger",
        "io.vertx=TRACE",
        "--logger",
        "com.auth0=TRACE"
    };

    private final Properties before = new Properties();
    private final List<DoshiiSimulator> simulators = new ArrayList<>();
    private long delivered;

    @BeforeEach
    void open() {
        before.putAll(System.getProperties());
        System.setProperty("camel.main.durationMaxSeconds", "40");
    }

    @AfterEach
    void close() {
        simulators.forEach(DoshiiSimulator::close);
        System.setProperties(before);
    }

    void assertDeliversFromEachAndShowsNothing(int routes) throws Exception {
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> line.run(TALKATIVE));
        await().atMost(Duration.ofSeconds(45)).until(() -> run.isDone() || delivered() >= routes);
        assertThat(run.isDone()).as("%s%s", line.out(), line.err()).isFalse();
        String shown = managed();
        assertThat(shown)
                .as(
                        "%s",
                        line.out()
                                .lines()
                                .filter(l -> !l.contains("TRACE") && !l.contains("DEBUG"))
                                .toList())
                .contains("doshii://simulator");
        simulators.get(0).orders().create();
        int code = run.get(60, TimeUnit.SECONDS);

        assertShowsNothing("JMX", shown);
        assertShowsNothing("the output", line.out() + line.err());
        assertThat(delivered()).as("%s", line.err()).isEqualTo(routes + 1);
        assertThat(code).isZero();
        assertThat(line.out()).contains(" TRACE ");
    }

    private long delivered() {
        delivered += line.nextLines()
                .lines()
                .filter(each -> each.contains(" INFO ") && each.contains("Delivered by r"))
                .count();
        return delivered;
    }

    static void assertShowsNothing(String what, String text) {
        List<String> all = new ArrayList<>(OddSecrets.ALL);
        all.addAll(OddSecrets.ofLatin1());
        assertThat(new Leaks(all).in(text)).as(what).isEmpty();
    }

    /** Names and attributes of what Camel manages. */
    private static String managed() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder all = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            all.append(name).append('\n');
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    all.append(server.getAttribute(name, attribute.getName())).append('\n');
                } catch (Exception e) {
                    all.append(e).append('\n');
                }
            }
        }
        return all.toString();
    }

    /** A service that knows these and nobody else, with an order that only its REST API can tell of. */
    DoshiiSimulator simulator(String id, String secret) {
        DoshiiSimulator simulator = DoshiiSimulator.start(
                SimulatorOptions.defaults().withPort(0).withClientId(id.strip()).withClientSecret(secret.strip()));
        simulators.add(simulator);
        simulator.orders().create();
        return simulator;
    }

    static String route(int number, DoshiiSimulator simulator, String id, String secret, boolean asUri) {
        String options = "socketUrl=" + simulator.socketUrl() + "&apiUrl=" + simulator.apiUrl()
                + "&initialCatchUp=1h&events=order_created";
        String from = asUri
                ? "uri: " + quoted("doshii:simulator?clientId=" + id + "&" + options + "&clientSecret=" + secret) + "\n"
                : "uri: doshii:simulator\n      parameters:\n"
                        + (id.isEmpty() ? "" : "        clientId: " + quoted(id) + "\n")
                        + (secret.isEmpty() ? "" : "        clientSecret: " + quoted(secret) + "\n")
                        + "        " + options.replace("&", "\n        ").replace("=", ": ") + "\n";
        return """
                - route:
                    id: r%d
                    # comment
                    from:
                      %s      steps:
                        - log: "Delivered by r%d"
                """
                .formatted(number, from, number);
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replaceFirst("^ ", "\\\\ ");
    }
}
