package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.DoshiiConstants;
import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Match;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and frames that should not be: what is readable is delivered, the rest is counted, and the link is kept or mended. */
class GarbageFaultsTest {

    private final Rig rig = new Rig();

    GarbageFaultsTest() {
        rig.options.setPongTimeout(30_000);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void assertStillTheFirstConnection() {
        rig.assertAlive();
        assertThat(rig.consumer().getDisconnects()).isZero();
        assertThat(rig.consumer().getConnectAttempts()).isEqualTo(1);
    }

    @Test
    void messages_that_nobody_can_read_are_counted_and_the_channel_lives_on() throws Exception {
        List<String> garbage = List.of(
                "{\"emit\":[",
                "",
                "null",
                "[]",
                "[\"order_created\",{}]",
                "42",
                "\"hello\"",
                "{",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                "{\"emit\":\"order_created\"}",
                "{\"emit\":[]}",
                "{\"emit\":[1]}",
                "{\"emit\":null}",
                "{\"id\":" + "9".repeat(100_000) + "}",
                "{} trailing");
        rig.startAndConnect();

        garbage.forEach(rig.simulator::sendText);

        assertStillTheFirstConnection();
        assertThat(rig.consumer().getUnreadableMessages()).isEqualTo(garbage.size());
        assertThat(rig.ids()).containsExactly(4711);
    }

    @Test
    void odd_but_readable_events_are_delivered() throws Exception {
        rig.startAndConnect();

        rig.simulator.sendText("{\"emit\":[\"order_created\"]}");
        rig.simulator.sendText("{\"emit\":[\"order_created\",{\"id\":1},{\"id\":2}]}");
        rig.simulator.sendText("\uFEFF{\"emit\":[\"order_created\",{\"id\":3}]}");
        rig.simulator.sendText("{\"emit\":[\"order_created\",{\"id\":4,\"id\":5}]}");
        rig.simulator.sendText("{\"emit\":[\"no_such_event\",{\"id\":6}]}");
        rig.simulator.sendText("{\"emit\":[\"ckeckin_updated\",{\"id\":7}]}");
        rig.simulator.sendText("{\"emit\":[\"order_created\",{\"id\":{\"a\":1},\"status\":[],\"new\":true}]}");
        rig.simulator.sendText("{\"emit\":[\"order_created\",{\"id\":8,\"notes\":\"" + "x".repeat(1_000_000) + "\"}]}");
        rig.simulator.sendText("{\"emit\":[\"order_created\",{\"id\":9,\"notes\":\"a\\u0000b\"}]}");
        rig.awaitEvents(9);

        assertStillTheFirstConnection();
        assertThat(rig.consumer().getUnreadableMessages()).isZero();
        assertThat(rig.events.stream().map(event -> event.getHeader(DoshiiConstants.EVENT_TYPE)))
                .contains("no_such_event", "ckeckin_updated");
        assertThat(rig.events.get(7).getBody(String.class)).hasSizeGreaterThan(1_000_000);
    }

    @Test
    void a_binary_message_is_read_as_json_or_counted() throws Exception {
        rig.startAndConnect();

        rig.simulator.sendBinary("{\"emit\":[\"order_created\",{\"id\":1}]}".getBytes(StandardCharsets.UTF_8));
        rig.simulator.sendBinary(new byte[] {0, 1, 2, (byte) 0xff});
        rig.awaitEvents(1);

        assertStillTheFirstConnection();
        assertThat(rig.consumer().getUnreadableMessages()).isEqualTo(1);
        assertThat(rig.ids()).containsExactly(1, 4711);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void a_message_in_fragments_is_put_together(int size) throws Exception {
        String notes = "é€😀 ".repeat(30);
        rig.startAndConnect();

        rig.simulator.sendFragments("{\"emit\":[\"order_created\",{\"id\":1,\"notes\":\"" + notes + "\"}]}", size);
        rig.awaitEvents(1);

        assertStillTheFirstConnection();
        assertThat(rig.events.get(0).getBody(String.class)).contains(notes);
    }

    @Test
    void control_frames_between_fragments_do_not_matter() throws Exception {
        rig.startAndConnect();
        rig.fault(Match.event("order_created"), Actions.fragment(3, true));

        rig.simulator.emit("order_created", "{\"id\":1}");
        rig.awaitEvents(1);

        assertStillTheFirstConnection();
    }

    @Test
    void invalid_utf8_costs_at_most_the_connection() throws Exception {
        rig.startAndConnect();
        rig.faultOnce(Match.event("order_created"), Actions.invalidUtf8());

        rig.simulator.emit("order_created", "{\"id\":1}");

        Rig.eventually(
                () -> rig.consumer().getUnreadableMessages() + rig.consumer().getDisconnects() == 1);
        rig.awaitLive();
        rig.assertAlive();
    }

    static Stream<Action.OnSocket> brokenFrames() {
        return Stream.of(
                Actions.continuationWithoutStart(),
                Actions.reservedOpcode(),
                Actions.maskedFrame(),
                Actions.deflateBomb(100 << 20));
    }

    @ParameterizedTest
    @MethodSource("brokenFrames")
    void frames_against_the_protocol_cost_the_connection(Action.OnSocket broken) throws Exception {
        rig.startAndConnect();
        rig.faultOnce(Match.event("order_created"), broken);

        rig.simulator.emit("order_created", "{\"id\":1}");
        rig.awaitMended(1);

        rig.assertAlive();
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) + 1, 3 << 20})
    void a_message_beyond_maxMessageSize_costs_the_connection(int size) throws Exception {
        rig.startAndConnect();
        rig.faultOnce(Match.event("order_created"), Actions.oversized(size));

        rig.simulator.emit("order_created", "{\"id\":1}");

        rig.awaitReason("larger than maxMessageSize, which is 1048576 bytes");
        rig.awaitMended(1);
        assertThat(rig.reasons).anyMatch(change -> change.contains("\"closeCode\":1009"));
        rig.assertAlive();
        assertThat(rig.events.stream().map(Message::getBody))
                .allMatch(body -> body.toString().length() < 1_000);
    }

    @Test
    void a_message_in_fragments_beyond_maxMessageSize_costs_the_connection() throws Exception {
        rig.startAndConnect();

        rig.simulator.sendFragments(
                "{\"emit\":[\"order_created\",{\"notes\":\"" + "x".repeat(1 << 20) + "\"}]}", 100_000);

        rig.awaitReason("larger than maxMessageSize, which is 1048576 bytes");
        rig.awaitMended(1);
        rig.assertAlive();
    }

    @Test
    void a_header_that_promises_a_terabyte_costs_the_connection() throws Exception {
        rig.startAndConnect();
        rig.faultOnce(Match.event("order_created"), Actions.giantHeader(1L << 40));

        rig.simulator.emit("order_created", "{\"id\":1}");

        rig.awaitReason("maxMessageSize");
        rig.awaitMended(1);
        rig.assertAlive();
    }

    @Test
    void the_largest_message_that_is_allowed_arrives() throws Exception {
        rig.startAndConnect();
        rig.faultOnce(Match.event("order_created"), Actions.oversized(1 << 20));

        rig.simulator.emit("order_created", "{\"id\":1}");
        rig.awaitEvents(1);

        assertStillTheFirstConnection();
    }

    @Test
    void events_of_other_locations_are_skipped_and_counted() throws Exception {
        rig.options.setLocationIds("here");
        rig.startAndConnect();

        rig.simulator.emit("order_created", "{\"id\":1,\"locationId\":\"there\"}");
        rig.simulator.emit("order_created", "{\"id\":2,\"locationId\":\"here\"}");
        rig.awaitEvents(1);

        assertThat(rig.ids()).containsExactly(2);
        assertThat(rig.consumer().getSkippedEvents()).isEqualTo(1);
    }
}
