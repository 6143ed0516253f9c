package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a client id and secret are given, the service gets exactly these characters, and nothing that is printed or shown
 * has a piece of them. What only a process can show is in {@code SecretsOfAProcessIT}.
 */
class SecretsByEveryWayTest extends CommandLineTestSupport {

    private static final String[] TALKATIVE = {
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

    private static final int REFUSED = 12;

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

    /** How a route is told a client id or secret. */
    enum Way {
        A_PARAMETER {
            @Override
            String setting(String secret, String property) {
                return secret.endsWith(")") || secret.endsWith("}") ? raw(secret) : secret;
            }
        },
        A_RAW_PARAMETER {
            @Override
            String setting(String secret, String property) {
                return raw(secret);
            }
        },
        A_PROPERTY_OF_A_FILE {
            @Override
            String setting(String secret, String property) {
                return "{{" + property + "}}";
            }
        },
        A_SYSTEM_PROPERTY {
            @Override
            String setting(String secret, String property) {
                return "{{" + property + "}}";
            }
        };

        abstract String setting(String secret, String property);

        /** Also in a URI, where a value that is not written RAW ends at an ampersand. */
        boolean alsoInUris() {
            return this != A_PARAMETER;
        }

        boolean canSay(String secret) {
            return !(secret.contains(")") && secret.contains("}"))
                    || !setting(secret, "p").startsWith("RAW");
        }

        private static String raw(String secret) {
            return secret.contains(")") ? "RAW{" + secret + "}" : "RAW(" + secret + ")";
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(90)
    void of_a_route_by(Way way) throws Exception {
        List<String> secrets = OddSecrets.ALL.stream()
                .filter(secret -> way.canSay(secret) && way.canSay(OddSecrets.partner(secret)))
                .toList();
        StringBuilder properties = new StringBuilder("\uFEFF");
        StringBuilder routes = new StringBuilder();
        for (int i = 0; i < secrets.size(); i++) {
            String id = secrets.get(i);
            String secret = OddSecrets.partner(id);
            set(way, properties, "a%d.user".formatted(i), id);
            set(way, properties, "a%d.key".formatted(i), secret);
            routes.append(route(
                    i,
                    simulator(id, secret),
                    way.setting(id, "a%d.user".formatted(i)),
                    way.setting(secret, "a%d.key".formatted(i)),
                    way.alsoInUris() && i % 2 == 1));
        }
        properties.append("camel.main.durationMaxMessages=").append(secrets.size() + 1);
        line.file("application.properties", properties.toString()).file("routes/r.yaml", routes.toString());

        assertDeliversFromEachAndShowsNothing(secrets.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{{bs3cretWord", "{{Bq5}}{{Tw8Zk}}", "RAW(xs3cretWord)y)", "Vr3Wq9LdKx\n", "#Wt7Yr3Pq9"})
    void of_the_component_by_a_file_or_a_system_property(String id) throws Exception {
        String secret = OddSecrets.partner(id);
        DoshiiSimulator simulator = simulator(id, secret);
        System.setProperty("camel.component.doshii.client-secret", secret);
        line.file(
                        "config/application.properties",
                        """
                        camel.main.durationMaxMessages=2
                        camel.component.doshii.clientId=%s
                        """
                                .formatted(escaped(id)))
                .file("routes/r.yaml", route(0, simulator, "", "", false));

        assertDeliversFromEachAndShowsNothing(1);
    }

    @Test
    void of_the_component_by_a_file_in_latin_1() throws Exception {
        String id = OddSecrets.ofLatin1().get(1);
        String secret = OddSecrets.ofLatin1().get(2);
        DoshiiSimulator simulator = simulator(id, secret);
        file(
                StandardCharsets.ISO_8859_1,
                "camel.main.durationMaxMessages=2\r\n"
                        + "camel.component.doshii.clientId=" + escaped(id) + "\r\n"
                        + "camel.component.doshii.clientSecret=" + escaped(secret) + "\r\n");
        line.file("routes/r.yaml", route(0, simulator, "", "", false));

        assertDeliversFromEachAndShowsNothing(1);
        assertThat(line.out()).contains("application.properties:2 is not UTF-8, so the file is read as ISO-8859-1");
    }

    @Test
    void also_when_the_service_refuses_them() {
        StringBuilder routes = new StringBuilder();
        for (int i = 0; i < REFUSED; i++) {
            boolean knowsTheId = i % 2 == 0;
            String id = "\"" + OddSecrets.ALL.get(i);
            routes.append(route(
                    i,
                    simulator(knowsTheId ? id : "another", "another"),
                    id,
                    "\"" + OddSecrets.partner(OddSecrets.ALL.get(i)),
                    false));
        }
        System.setProperty("camel.main.durationMaxSeconds", "2");
        line.file("routes/r.yaml", routes.toString());

        assertThat(line.run(TALKATIVE)).isZero();
        assertThat(line.out()).contains("Authentication rejected: ", "401");
        assertShowsNothing("the output", line.out() + line.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heartbeatInterval: 0",
                "queueSize: many",
                "noSuchOption: 1",
                "events: \"{{no.such.property}}\"",
                "clientSecrt: \"%1$s\"",
                "stateRepository: \"#bean:nowhere\"",
                "events: \"{{a}} {{b\"",
                "clientId: \"%1$s",
                "events: [\n",
                "- ",
            })
    void also_when_the_start_fails_because_of(String mistake) {
        System.setProperty("camel.main.durationMaxSeconds", "1");
        for (String secret : List.of("a{{bs3cretWord", "x7Wd{{Yq4Lk2}}zPl9", "Gm2%41Vc8%ZqT%", "Yh4),evs=Cw7Lk)&Xn2")) {
            String route = "%s        %s%n"
                    .formatted(
                            route(0, simulator("another", "another"), secret, OddSecrets.partner(secret), false)
                                    .replaceFirst("(?s)        initialCatchUp.*", ""),
                            mistake.formatted(secret));
            line.file("routes/r.yaml", route + "      steps:\n        - log: hi\n");

            assertThat(line.run(TALKATIVE)).as(line.out() + line.err()).isEqualTo(1);
        }
        assertThat(line.err()).contains("error: ");
        assertShowsNothing("the output", line.out() + line.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my.folder=C:\\users",
                "noSeparatorHere",
                "camel.component.doshii.clientSecret{{zu7Rk9pQw",
                "Kd+9Rw+7Tb+Zy",
                "camel.component.doshii.queueSize={{zu7Rk9pQw",
                "camel.component.doshii.clientSecrt=Kd+9Rw+7Tb+Zy",
                "camel.component.doshii.clientSecret={{no.such.property}}",
                "camel.component.doshii.client-secret=#bean:nowhere",
            })
    void also_when_a_properties_file_has_the_line(String mistake) {
        System.setProperty("camel.main.durationMaxSeconds", "1");
        line.file(
                        "application.properties",
                        "camel.component.doshii.clientId=a{{bs3cretWord\n" + mistake
                                + "\ncamel.component.doshii.clientSecret={{zu7Rk9pQw\n"
                                        .repeat(mistake.contains("ecret=") ? 0 : 1))
                .file("routes/r.yaml", route(0, simulator("another", "another"), "", "", false));

        assertThat(line.run(TALKATIVE)).as(line.out() + line.err()).isEqualTo(1);
        assertThat(line.err()).contains("error: ");
        assertShowsNothing("the output", line.out() + line.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAW(xs3cretWord)y)", "RAW{Jq5Rz7Lm}x}"})
    void what_could_mean_two_values_is_refused(String ambiguous) {
        line.file("routes/r.yaml", route(0, simulator("another", "another"), "id", ambiguous, false));

        assertThat(line.run(TALKATIVE)).isEqualTo(1);
        assertThat(line.err()).contains("r.yaml:8: clientSecret is written RAW", "{{env:NAME}}");
        assertShowsNothing("the output", line.out() + line.err());
    }

    private void assertDeliversFromEachAndShowsNothing(int routes) throws Exception {
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

    private static void assertShowsNothing(String what, String text) {
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
    private DoshiiSimulator simulator(String id, String secret) {
        DoshiiSimulator simulator = DoshiiSimulator.start(
                SimulatorOptions.defaults().withPort(0).withClientId(id.strip()).withClientSecret(secret.strip()));
        simulators.add(simulator);
        simulator.orders().create();
        return simulator;
    }

    private static String route(int number, DoshiiSimulator simulator, String id, String secret, boolean asUri) {
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

    private static void set(Way way, StringBuilder properties, String name, String value) {
        if (way == Way.A_SYSTEM_PROPERTY) {
            System.setProperty(name, value);
        } else {
            properties.append(name).append('=').append(escaped(value)).append('\n');
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replaceFirst("^ ", "\\\\ ");
    }

    private void file(Charset charset, String content) throws Exception {
        java.nio.file.Files.write(directory.resolve("application.properties"), content.getBytes(charset));
    }
}
