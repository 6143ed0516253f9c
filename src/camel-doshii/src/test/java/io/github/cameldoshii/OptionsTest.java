package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every option can be set on the component and on the endpoint, and the endpoint wins. */
class OptionsTest {

    /** Each option as text, and the value that it is to have. */
    private static final Map<String, Map.Entry<String, Object>> OPTIONS = options();

    private static Map<String, Map.Entry<String, Object>> options() {
        Map<String, Map.Entry<String, Object>> all = new LinkedHashMap<>();
        all.put("clientId", Map.entry("id1", "id1"));
        all.put("clientSecret", Map.entry("secret1", "secret1"));
        all.put("socketUrl", Map.entry("wss://s.example/app/socket", "wss://s.example/app/socket"));
        all.put("apiUrl", Map.entry("https://a.example/v3", "https://a.example/v3"));
        all.put("events", Map.entry("order_*,menu_updated", "order_*,menu_updated"));
        all.put("locationIds", Map.entry("L1,L2", "L1,L2"));
        all.put("deviceId", Map.entry("D1", "D1"));
        all.put("appVersion", Map.entry("5.3", "5.3"));
        all.put("heartbeatInterval", Map.entry("20s", 20_000L));
        all.put("pongTimeout", Map.entry("7s", 7_000L));
        all.put("connectTimeout", Map.entry("1500", 1_500L));
        all.put("reconnectDelay", Map.entry("PT2S", 2_000L));
        all.put("reconnectMaxDelay", Map.entry("2m", 120_000L));
        all.put("refusedDelay", Map.entry("1h", 3_600_000L));
        all.put("concurrentConsumers", Map.entry("4", 4));
        all.put("queueSize", Map.entry("77", 77));
        all.put("fetchEntity", Map.entry("true", true));
        all.put("includeHeartbeats", Map.entry("true", true));
        all.put("connectionEvents", Map.entry("true", true));
        all.put("maxMessageSize", Map.entry("2048", 2_048));
        all.put("catchUp", Map.entry("false", false));
        all.put("catchUpEntities", Map.entry("orders,bookings", "orders,bookings"));
        all.put("catchUpOverlap", Map.entry("30s", 30_000L));
        all.put("catchUpMaxAge", Map.entry("12h", 43_200_000L));
        all.put("initialCatchUp", Map.entry("1h", 3_600_000L));
        all.put("reconcileInterval", Map.entry("15m", 900_000L));
        return all;
    }

    private static void assertAllSet(DoshiiConfiguration configuration) {
        OPTIONS.forEach(
                (name, value) -> assertThat(read(configuration, name)).as(name).isEqualTo(value.getValue()));
    }

    private static Object read(DoshiiConfiguration configuration, String option) {
        String suffix = Character.toUpperCase(option.charAt(0)) + option.substring(1);
        for (Method method : DoshiiConfiguration.class.getMethods()) {
            if (method.getName().equals("get" + suffix) || method.getName().equals("is" + suffix)) {
                try {
                    return method.invoke(configuration);
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        throw new AssertionError("no option " + option);
    }

    @Test
    void every_option_can_be_set_in_the_uri() throws Exception {
        String query = OPTIONS.entrySet().stream()
                .map(o -> o.getKey() + "=" + o.getValue().getKey())
                .collect(Collectors.joining("&"));
        DefaultCamelContext context = new DefaultCamelContext();
        try {
            DoshiiEndpoint endpoint = context.getEndpoint("doshii:live?" + query, DoshiiEndpoint.class);

            assertThat(endpoint.getEnvironment()).isEqualTo("live");
            assertAllSet(endpoint.getConfiguration());
        } finally {
            context.stop();
        }
    }

    @Test
    void every_option_can_be_set_as_a_property_of_camel_main_in_camel_case() throws Exception {
        assertSetByMain(name -> name);
    }

    @Test
    void every_option_can_be_set_as_a_property_of_camel_main_with_dashes() throws Exception {
        assertSetByMain(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT));
    }

    private static void assertSetByMain(java.util.function.UnaryOperator<String> spelling) throws Exception {
        Main main = new Main();
        Properties properties = new Properties();
        OPTIONS.forEach(
                (name, value) -> properties.put("camel.component.doshii." + spelling.apply(name), value.getKey()));
        main.setOverrideProperties(properties);
        main.start();
        try {
            DoshiiEndpoint endpoint = main.getCamelContext().getEndpoint("doshii:sandbox", DoshiiEndpoint.class);
            assertAllSet(endpoint.getConfiguration());

            DoshiiEndpoint own = main.getCamelContext()
                    .getEndpoint("doshii:sandbox?events=table_*&queueSize=5", DoshiiEndpoint.class);
            assertThat(own.getConfiguration().getEvents()).isEqualTo("table_*");
            assertThat(own.getConfiguration().getQueueSize()).isEqualTo(5);
            assertThat(own.getConfiguration().getPongTimeout()).isEqualTo(7_000);
            assertThat(endpoint.getConfiguration().getQueueSize()).isEqualTo(77);
        } finally {
            main.stop();
        }
    }

    @Test
    void the_defaults_are_those_that_are_documented() {
        DoshiiConfiguration defaults = new DoshiiConfiguration();

        assertThat(defaults.getEvents()).isEqualTo("*");
        assertThat(defaults.getHeartbeatInterval()).isEqualTo(30_000);
        assertThat(defaults.getPongTimeout()).isEqualTo(10_000);
        assertThat(defaults.getConnectTimeout()).isEqualTo(10_000);
        assertThat(defaults.getReconnectDelay()).isEqualTo(1_000);
        assertThat(defaults.getReconnectMaxDelay()).isEqualTo(60_000);
        assertThat(defaults.getRefusedDelay()).isEqualTo(300_000);
        assertThat(defaults.getConcurrentConsumers()).isEqualTo(1);
        assertThat(defaults.getQueueSize()).isEqualTo(1_000);
        assertThat(defaults.isFetchEntity()).isFalse();
        assertThat(defaults.isIncludeHeartbeats()).isFalse();
        assertThat(defaults.isConnectionEvents()).isFalse();
        assertThat(defaults.getMaxMessageSize()).isEqualTo(1_048_576);
        assertThat(defaults.isCatchUp()).isTrue();
        assertThat(defaults.getCatchUpOverlap()).isEqualTo(60_000);
        assertThat(defaults.getCatchUpMaxAge()).isEqualTo(86_400_000);
        assertThat(defaults.getInitialCatchUp()).isZero();
        assertThat(defaults.getReconcileInterval()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox, wss://socket.sandbox.doshii.co/app/socket, https://sandbox.doshii.co/partner/v3",
        "live, wss://live-socket.doshii.co/app/socket, https://live.doshii.co/partner/v3",
        "simulator, ws://localhost:8580/app/socket, http://localhost:8580/partner/v3"
    })
    void each_environment_has_its_addresses(String environment, String socketUrl, String apiUrl) {
        DoshiiConfiguration configuration = new DoshiiConfiguration();
        configuration.setEnvironment(environment);
        configuration.setClientId("an-id");
        ResolvedConfiguration resolved = ResolvedConfiguration.of(configuration);

        assertThat(resolved.socketUrl()).hasToString(socketUrl);
        assertThat(resolved.api().apiUrl()).hasToString(apiUrl);
    }

    @Test
    void the_simulator_needs_no_configuration() {
        DoshiiConfiguration configuration = new DoshiiConfiguration();
        configuration.setEnvironment("simulator");

        CurrentCredentials credentials = ResolvedConfiguration.of(configuration).credentials();

        assertThat(credentials.clientId()).isEqualTo("simulator");
        assertThat(credentials.clientSecret()).isEqualTo("simulator");
    }

    @Test
    void a_trailing_auth_in_the_socket_url_is_tolerated() {
        DoshiiConfiguration configuration = new DoshiiConfiguration();
        configuration.setEnvironment("sandbox");
        configuration.setSocketUrl("wss://sandbox-socket.doshii.co/app/socket?auth=");

        assertThat(ResolvedConfiguration.socketUrl(configuration))
                .hasToString("wss://sandbox-socket.doshii.co/app/socket");
    }
}
