package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cameldoshii.internal.connection.Connection;
import io.github.cameldoshii.internal.connection.ConnectionState;
import io.github.cameldoshii.internal.connection.ConnectionUnderTest;
import io.github.cameldoshii.internal.connection.RecordingSubscriber;
import io.github.cameldoshii.internal.connection.SocketOptions;
import io.github.cameldoshii.internal.connection.Subscriber;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ConnectionRegistryTest {

    private static final ConnectionRegistry.Key KEY =
            new ConnectionRegistry.Key(URI.create("wss://service.test/app/socket"), "client-1", "");

    private final ConnectionRegistry connections = ConnectionRegistry.of(new DefaultCamelContext());
    private final List<ConnectionUnderTest> made = new ArrayList<>();

    private Connection make() {
        ConnectionUnderTest under = new ConnectionUnderTest();
        under.transport.onAttempt(attempt -> attempt.open().answersPings());
        made.add(under);
        return under.connection;
    }

    private ConnectionLease lease(ConnectionRegistry.Key key, SocketOptions options, Subscriber subscriber) {
        return connections.lease(key, options, Map.of(), subscriber, this::make);
    }

    private ConnectionLease lease(Subscriber subscriber) {
        return lease(KEY, ConnectionUnderTest.DEFAULTS, subscriber);
    }

    private void runAll() {
        made.forEach(under -> under.loop.runTasks());
    }

    @Test
    void equal_keys_share_one_connection() {
        ConnectionLease first = lease(new RecordingSubscriber("a"));
        ConnectionLease second = lease(new RecordingSubscriber("b"));

        assertThat(second.connection()).isSameAs(first.connection());
        assertThat(made).hasSize(1);
        assertThat(connections.connections()).isEqualTo(1);
    }

    @Test
    void another_address_client_or_device_is_another_connection() {
        RecordingSubscriber anyone = new RecordingSubscriber("a");
        lease(KEY, ConnectionUnderTest.DEFAULTS, anyone);
        lease(
                new ConnectionRegistry.Key(URI.create("wss://other.test/app/socket"), "client-1", ""),
                ConnectionUnderTest.DEFAULTS,
                anyone);
        lease(new ConnectionRegistry.Key(KEY.socketUrl(), "client-2", ""), ConnectionUnderTest.DEFAULTS, anyone);
        lease(new ConnectionRegistry.Key(KEY.socketUrl(), "client-1", "till"), ConnectionUnderTest.DEFAULTS, anyone);

        assertThat(made).hasSize(4);
        assertThat(connections.connections()).isEqualTo(4);
    }

    @Test
    void the_last_to_leave_has_left_when_the_event_loop_is_given_up() {
        ConnectionLease first = lease(new RecordingSubscriber("a"));
        ConnectionLease last = lease(new RecordingSubscriber("b"));
        made.get(0).loop.holdOn();

        CompletionStage<Void> firstLeft = first.release();
        CompletionStage<Void> lastLeft = last.release();
        runAll();

        assertThat(firstLeft).isCompleted();
        assertThat(lastLeft).isNotCompleted();

        made.get(0).loop.giveUp();

        assertThat(lastLeft).isCompleted();
    }

    @Test
    void options_that_differ_are_an_error_that_names_both_routes_and_the_options() {
        lease(new RecordingSubscriber("orders"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> lease(
                        KEY,
                        ConnectionUnderTest.beating(Duration.ofSeconds(20), Duration.ofSeconds(5)),
                        new RecordingSubscriber("bookings")))
                .withMessageContainingAll("orders", "bookings", "heartbeatInterval", "pongTimeout", "service.test")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("client-1", "reconnectDelay"));
    }

    @Test
    void a_refused_lease_does_not_keep_the_connection() {
        RecordingSubscriber orders = new RecordingSubscriber("orders");
        ConnectionLease lease = lease(orders);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lease(
                        KEY,
                        ConnectionUnderTest.beating(Duration.ofSeconds(20), Duration.ofSeconds(5)),
                        new RecordingSubscriber("bookings")));

        lease.release();
        runAll();

        assertThat(connections.connections()).isZero();
        assertThat(made.get(0).loop.isClosed()).isTrue();
    }

    @Test
    void nothing_is_dialled_before_a_share_is_opened() {
        ConnectionLease lease = lease(new RecordingSubscriber("a"));
        runAll();
        assertThat(made.get(0).attempts()).isZero();

        lease.open();
        runAll();

        assertThat(made.get(0).attempts()).isEqualTo(1);
    }

    @Test
    void a_share_that_is_opened_twice_hears_once() {
        RecordingSubscriber subscriber = new RecordingSubscriber("a");
        ConnectionLease lease = lease(subscriber);
        lease.open();
        lease.open();
        runAll();

        made.get(0).transport.lastAttempt().channel().event("order_created", "o1");
        runAll();

        assertThat(subscriber.eventIds()).containsExactly("o1");
    }

    @Test
    void the_last_one_to_leave_closes_the_connection() {
        ConnectionLease first = lease(new RecordingSubscriber("a"));
        ConnectionLease second = lease(new RecordingSubscriber("b"));
        first.open();
        second.open();
        runAll();

        CompletionStage<Void> firstLeft = first.release();
        runAll();
        assertThat(firstLeft).isCompleted();
        assertThat(made.get(0).state()).isEqualTo(ConnectionState.LIVE);

        CompletionStage<Void> secondLeft = second.release();
        runAll();
        assertThat(secondLeft).isCompleted();
        assertThat(made.get(0).state()).isEqualTo(ConnectionState.CLOSED);
        assertThat(connections.connections()).isZero();
    }

    @Test
    void leaving_twice_is_leaving_once() {
        ConnectionLease first = lease(new RecordingSubscriber("a"));
        ConnectionLease second = lease(new RecordingSubscriber("b"));
        first.open();
        second.open();

        first.release();
        first.release();
        runAll();

        assertThat(made.get(0).state()).isEqualTo(ConnectionState.LIVE);
        assertThat(connections.connections()).isEqualTo(1);
    }

    @Test
    void a_share_that_was_given_back_can_not_be_opened() {
        ConnectionLease lease = lease(new RecordingSubscriber("a"));
        lease.release();

        lease.open();
        runAll();

        assertThat(made.get(0).attempts()).isZero();
        assertThat(made.get(0).loop.timers()).isZero();
    }

    @Test
    void whoever_comes_while_a_connection_is_closing_gets_a_fresh_one() {
        RecordingSubscriber newcomer = new RecordingSubscriber("b");
        ConnectionLease first = lease(new RecordingSubscriber("a"));
        first.open();
        runAll();
        first.release();

        ConnectionLease second = lease(newcomer);
        second.open();
        runAll();

        assertThat(made).hasSize(2);
        assertThat(second.connection().snapshot().state()).isEqualTo(ConnectionState.LIVE);
    }

    @Test
    void a_share_that_is_opened_when_the_others_have_left_dials_anew() {
        ConnectionLease first = lease(new RecordingSubscriber("a"));
        RecordingSubscriber late = new RecordingSubscriber("b");
        ConnectionLease second = lease(late);
        first.open();
        runAll();
        CompletionStage<Void> left = first.release();
        runAll();
        assertThat(left).isCompleted();
        assertThat(made.get(0).transport.liveChannels()).isZero();

        second.open();
        made.get(0).advance(Duration.ofMillis(100));

        assertThat(made).hasSize(1);
        assertThat(second.connection().snapshot().state()).isEqualTo(ConnectionState.LIVE);
        CompletionStage<Void> secondLeft = second.release();
        runAll();
        assertThat(secondLeft).isCompleted();
        assertThat(made.get(0).loop.isClosed()).isTrue();
        assertThat(made.get(0).loop.timers()).isZero();
    }

    @Test
    void the_text_form_of_a_key_holds_no_credential() {
        assertThat(KEY).hasToString("wss://service.test");
    }
}
