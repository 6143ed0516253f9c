package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot work fails at start, and the message is for somebody who has only the message. */
class ConfigurationErrorsTest {

    private static final String ID = "my-very-secret-client-id";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Throwable failureOf(String uri) {
        return catchThrowable(() -> {
            RouteBuilder.addRoutes(context, r -> r.from(uri).routeId("bad").to("mock:result"));
            context.start();
        });
    }

    private static String allMessages(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            all.append(t).append('\n');
        }
        return all.toString();
    }

    @Test
    void an_unknown_environment_is_told_with_the_three_that_there_are() {
        assertThatThrownBy(() -> context.getEndpoint("doshii:production"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("production")
                .hasMessageContaining("sandbox, live, simulator");
    }

    @Test
    void a_missing_client_id_is_told_with_how_to_set_it() {
        assertThat(RootCause.of(failureOf("doshii:sandbox")))
                .hasMessageContaining("clientId")
                .hasMessageContaining("camel.component.doshii.client-id")
                .hasMessageContaining("{{env:DOSHII_CLIENT_ID}}");
    }

    @Test
    void what_an_export_makes_of_a_position_file_is_told_with_what_to_do() {
        assertThat(RootCause.of(failureOf("doshii:simulator?positionStore=classpath:positions")))
                .hasMessageContaining("classpath:positions")
                .hasMessageContaining("export")
                .hasMessageContaining("file:PATH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            heartbeatInterval=0                          | heartbeatInterval   | more than 0
            heartbeatInterval=-5s                        | heartbeatInterval   | more than 0
            pongTimeout=0                                | pongTimeout         | more than 0
            connectTimeout=0                             | connectTimeout      | more than 0
            reconnectDelay=0                             | reconnectDelay      | more than 0
            reconnectDelay=10s&reconnectMaxDelay=5s      | reconnectMaxDelay   | not be less than reconnectDelay
            refusedDelay=0                               | refusedDelay        | more than 0
            concurrentConsumers=0                        | concurrentConsumers | at least 1
            queueSize=0                                  | queueSize           | at least 1
            queueSize=-1                                 | queueSize           | at least 1
            maxMessageSize=100                             | maxMessageSize        | at least 1024
            events=Order_*                               | events              | order_*
            events=order created                         | events              | letters, digits
            events=order_created,,menu_updated           | events              | comma list
            locationIds=L1,*                             | locationIds         | no patterns
            socketUrl=http://localhost/app/socket        | socketUrl           | ws://
            socketUrl=localhost:8580                     | socketUrl           | ws://
            apiUrl=ws://localhost/partner/v3             | apiUrl              | http://
            apiUrl=https://user:pass@localhost/v3        | apiUrl              | neither user name
            catchUpEntities=order                        | catchUpEntities     | orders
            catchUpOverlap=-1000                         | catchUpOverlap      | not negative
            catchUpMaxAge=0                              | catchUpMaxAge       | more than 0
            """)
    void a_bad_value_is_told_with_the_option_and_what_it_may_be(String options, String option, String may) {
        Throwable failure = failureOf("doshii:sandbox?clientId=" + ID + "&" + options);

        assertThat(failure).isNotNull();
        assertThat(RootCause.of(failure)).hasMessageContaining(option).hasMessageContaining(may);
        assertThat(allMessages(failure)).doesNotContain(ID);
    }

    @Test
    void an_unknown_option_is_named_with_those_that_there_are() {
        Throwable failure = failureOf("doshii:sandbox?clientId=" + ID + "&evnets=*");

        assertThat(RootCause.of(failure))
                .hasMessageContaining("no option evnets")
                .hasMessageContaining(" events, ")
                .hasMessageContaining(" positionStore, ");
        assertThat(allMessages(failure)).doesNotContain(ID);
    }

    @Test
    void what_is_no_number_is_told_without_the_secret_beside_it() {
        assertThat(failureOf("doshii:sandbox?clientId=" + ID + "&queueSize=many"))
                .hasStackTraceContaining("queueSize")
                .satisfies(t -> assertThat(allMessages(t)).doesNotContain(ID));
    }

    @Test
    void a_failed_start_leaves_no_thread_and_no_connection() {
        failureOf("doshii:sandbox?clientId=" + ID + "&queueSize=0");

        StopInABurstTest.assertNoLaneThreadIsLeft(context);
    }
}
