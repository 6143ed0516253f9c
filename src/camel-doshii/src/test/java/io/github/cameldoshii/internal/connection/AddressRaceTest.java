package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** All addresses of a host name get their chance within one connect attempt, and never two of them an upgrade. */
class AddressRaceTest {

    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String C = "2001:db8:0:0:0:0:0:3";
    private static final ConnectFailure REFUSED_TCP = new ConnectFailure.Unreachable("Connection refused");

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** An address that does what a test says. */
    private final class Scripted implements Connector.Attempt {
        private final Connector.Listener told;
        private boolean upgrading;
        private boolean cancelled;
        private boolean handedOver;

        Scripted(Connector.Listener told) {
            this.told = told;
        }

        @Override
        public void upgrade() {
            upgrading = true;
        }

        @Override
        public void open(WebSocketListener to, int maxMessageSize) {
            handedOver = true;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final FailedAddresses history = new FailedAddresses();
    private final Map<String, Scripted> attempts = new LinkedHashMap<>();
    private final List<String> lookedUp = new ArrayList<>();
    private final List<ConnectFailure> failures = new ArrayList<>();
    private CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    private String via = "";

    private final Connector connector = new Connector() {
        @Override
        public String host() {
            return "service.test";
        }

        @Override
        public String via() {
            return via;
        }

        @Override
        public Attempt connect(InetAddress to, Listener told) {
            Scripted attempt = new Scripted(told);
            attempts.put(to.getHostAddress(), attempt);
            return attempt;
        }
    };

    private final NameResolver resolver = new NameResolver() {
        @Override
        public CompletionStage<List<InetAddress>> resolve(String host) {
            lookedUp.add(host);
            return answer;
        }
    };

    private final WebSocketListener listener = new WebSocketListener() {
        @Override
        public void opened(WebSocketChannel channel) {
            throw new AssertionError("told by the channel itself");
        }

        @Override
        public void failed(ConnectFailure failure) {
            failures.add(failure);
        }

        @Override
        public void message(byte[] bytes, int length) {
            throw new AssertionError("told by the channel itself");
        }

        @Override
        public void signOfLife(boolean fragment) {
            throw new AssertionError("told by the channel itself");
        }

        @Override
        public void closed(CloseCause cause) {
            throw new AssertionError("told by the channel itself");
        }
    };

    private AddressRace dial() {
        attempts.clear();
        AddressRace race = new AddressRace(loop, resolver, connector, history, listener, Duration.ofSeconds(10), 1_000);
        loop.execute(race::start);
        loop.runTasks();
        return race;
    }

    private AddressRace dial(String... addresses) {
        answer = CompletableFuture.completedFuture(
                List.of(addresses).stream().map(AddressRaceTest::address).toList());
        return dial();
    }

    private void connects(String address) {
        attempts.get(address).told.connected();
        loop.runTasks();
    }

    private void fails(String address, ConnectFailure failure) {
        attempts.get(address).told.failed(failure);
        loop.runTasks();
    }

    private void opens(String address) {
        connects(address);
        attempts.get(address).told.upgraded();
    }

    @Test
    void the_next_address_is_tried_when_the_one_before_has_failed() {
        dial(A, B);
        assertThat(attempts).containsOnlyKeys(A);

        fails(A, REFUSED_TCP);
        opens(B);

        assertThat(attempts.get(B).handedOver).isTrue();
        assertThat(failures).isEmpty();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void an_address_that_keeps_silent_delays_the_next_one_by_a_quarter_of_a_second() {
        dial(A, B, C);

        loop.advance(Duration.ofMillis(249));
        assertThat(attempts).containsOnlyKeys(A);
        loop.advance(Duration.ofMillis(1));
        assertThat(attempts).containsOnlyKeys(A, B);
        loop.advance(Duration.ofMillis(250));
        assertThat(attempts).containsOnlyKeys(A, B, C);
    }

    @Test
    void the_first_to_connect_is_taken_and_the_others_are_let_go() {
        dial(A, B);
        loop.advance(Duration.ofMillis(250));

        opens(B);

        assertThat(attempts.get(A).cancelled).isTrue();
        assertThat(attempts.get(A).upgrading).isFalse();
        assertThat(attempts.get(B).handedOver).isTrue();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void an_address_where_something_else_answers_is_not_the_last() {
        dial(A, B);
        connects(A);
        fails(A, new ConnectFailure.UnexpectedResponse(404, "HTTP 404"));

        opens(B);

        assertThat(attempts.get(B).handedOver).isTrue();
    }

    @Test
    void those_that_were_let_go_get_their_turn_when_the_upgrade_comes_to_nothing() {
        dial(A, B);
        loop.advance(Duration.ofMillis(250));
        connects(B);
        assertThat(attempts.get(A).cancelled).isTrue();

        fails(B, REFUSED_TCP);

        assertThat(attempts.get(A).cancelled).isFalse();
        opens(A);
        assertThat(attempts.get(A).handedOver).isTrue();
    }

    @Test
    void an_address_that_connects_and_does_not_answer_gets_half_of_the_time() {
        dial(A, B);
        connects(A);
        loop.advance(Duration.ofMillis(4_999));
        assertThat(attempts).containsOnlyKeys(A);

        loop.advance(Duration.ofMillis(1));

        assertThat(attempts.get(A).cancelled).isTrue();
        opens(B);
        assertThat(attempts.get(B).handedOver).isTrue();
    }

    @Test
    void where_no_address_has_answered_in_its_share_the_next_attempt_gives_all_the_time_to_one() {
        AddressRace race = dial(A, B);
        connects(A);
        loop.advance(Duration.ofSeconds(5));
        connects(B);
        loop.advance(Duration.ofSeconds(5));
        race.abandon();

        dial(A, B);
        connects(A);
        loop.advance(Duration.ofMillis(9_900));

        assertThat(attempts).containsOnlyKeys(A);
        assertThat(attempts.get(A).cancelled).isFalse();
    }

    @Test
    void the_word_of_the_service_ends_the_attempt() {
        for (ConnectFailure word : List.of(
                new ConnectFailure.Unauthorized(401, "HTTP 401"),
                new ConnectFailure.ServerUnavailable(503, Duration.ofSeconds(9), "HTTP 503"))) {
            failures.clear();
            dial(A, B);
            connects(attempts.keySet().iterator().next());
            fails(attempts.keySet().iterator().next(), word);

            assertThat(failures).containsExactly(word);
            assertThat(attempts).hasSize(1);
        }
    }

    @Test
    void the_reason_names_every_address_and_what_came_of_it() {
        dial(A, C);
        fails(A, REFUSED_TCP);
        fails(C, new ConnectFailure.Unreachable("Network unreachable"));

        assertThat(failures)
                .containsExactly(
                        new ConnectFailure.Unreachable(A + ": Connection refused; " + C + ": Network unreachable"));
    }

    @Test
    void the_reason_is_of_the_kind_of_what_came_nearest() {
        dial(A, B);
        connects(A);
        fails(A, new ConnectFailure.UnexpectedResponse(404, "HTTP 404"));
        fails(B, REFUSED_TCP);

        assertThat(failures)
                .containsExactly(
                        new ConnectFailure.UnexpectedResponse(404, A + ": HTTP 404; " + B + ": Connection refused"));
    }

    @Test
    void the_next_attempt_begins_with_an_address_that_has_not_failed() {
        AddressRace hung = dial(A, B, C);
        connects(A);
        hung.abandon();

        dial(A, B, C);
        assertThat(attempts).containsOnlyKeys(B);
        fails(B, REFUSED_TCP);
        opens(C);

        dial(A, B, C);
        assertThat(attempts).containsOnlyKeys(C);
    }

    @Test
    void an_address_that_the_name_no_longer_has_is_not_tried() {
        dial(A);
        fails(A, REFUSED_TCP);

        dial(B);
        assertThat(attempts).containsOnlyKeys(B);
        assertThat(lookedUp).containsExactly("service.test", "service.test");
    }

    @Test
    void a_name_that_cannot_be_found_is_told() {
        answer = CompletableFuture.failedFuture(new UnknownHostException("service.test"));
        dial();

        assertThat(failures).containsExactly(new ConnectFailure.Unreachable("the host name cannot be resolved"));
    }

    @Test
    void a_look_up_that_hangs_is_told_and_what_it_brings_at_last_is_ignored() {
        AddressRace race = dial();
        assertThat(race.progress()).contains("look-up of the host name");

        race.abandon();
        answer.complete(List.of(address(A)));
        loop.runTasks();

        assertThat(attempts).isEmpty();
        assertThat(failures).isEmpty();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void an_attempt_that_is_abandoned_leaves_nothing_behind() {
        AddressRace race = dial(A, B, C);
        loop.advance(Duration.ofMillis(250));

        race.abandon();

        assertThat(attempts.values()).hasSize(2).allMatch(attempt -> attempt.cancelled);
        assertThat(loop.timers()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void what_an_attempt_has_come_to_names_every_address() {
        AddressRace race = dial(A, B, C);
        fails(A, REFUSED_TCP);
        loop.advance(Duration.ofMillis(250));
        assertThat(race.progress())
                .isEqualTo(A + ": Connection refused; " + B + ": no connection; " + C + ": no connection");

        connects(B);
        assertThat(race.progress()).contains(B + ": connected, and no answer to the upgrade");
    }

    @Test
    void a_proxy_is_named_in_every_reason() {
        via = "through the proxy p:3128: ";
        dial(A);
        fails(A, REFUSED_TCP);

        assertThat(failures)
                .containsExactly(
                        new ConnectFailure.Unreachable("through the proxy p:3128: " + A + ": Connection refused"));
    }
}
