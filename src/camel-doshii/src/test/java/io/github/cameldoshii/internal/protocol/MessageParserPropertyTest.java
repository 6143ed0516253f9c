package io.github.cameldoshii.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** What holds for every message, sample or not. One parser reads all of them, as on a connection. */
class MessageParserPropertyTest {

    private static final MessageParser PARSER = new MessageParser();

    private static final SameAsJackson JACKSON = new SameAsJackson(MessageLimits.DEFAULT);

    private static final SameAsJackson JACKSON_WITH_SMALL_LIMITS = new SameAsJackson(SameAsJackson.SMALL);

    /** An event written in some way, and what it should become. */
    record Written(String message, DoshiiEvent expected) {}

    @Property
    void any_bytes_are_a_frame_or_refused(@ForAll @Size(max = 200) byte[] message) {
        Statistics.label("outcome").collect(outcome(message));
    }

    @Property
    void a_damaged_sample_is_a_frame_or_refused(@ForAll("damagedSamples") byte[] message) {
        Statistics.label("outcome").collect(outcome(message));
    }

    @Property
    void any_bytes_are_what_jackson_says_they_are(@ForAll @Size(max = 200) byte[] message) {
        compareWithJackson(message);
    }

    @Property(tries = 2_000)
    void a_damaged_sample_is_what_jackson_says_it_is(@ForAll("damagedSamples") byte[] message) {
        compareWithJackson(message);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void a_damaged_event_written_in_any_way_is_what_jackson_says_it_is(
            @ForAll("events") Written written, @ForAll int at, @ForAll("damage") byte damage) {
        byte[] message = written.message().getBytes(StandardCharsets.UTF_8);
        compareWithJackson(message);
        message[Math.floorMod(at, message.length)] = damage;
        compareWithJackson(message);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void an_event_written_in_any_way_is_what_it_was(@ForAll("events") Written written)
            throws MalformedMessageException {
        assertThat(parse(written.message())).isEqualTo(new InboundMessage.Event(written.expected()));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_pong_written_in_any_way_is_a_pong(@ForAll("pongs") String message) throws MalformedMessageException {
        assertThat(parse(message)).isEqualTo(new InboundMessage.Pong("1760000000123", message.strip()));
    }

    @Provide
    Arbitrary<byte[]> damagedSamples() {
        Arbitrary<byte[]> samples = Arbitraries.of(Samples.names())
                .map(name -> Samples.asShipped(name).getBytes(StandardCharsets.UTF_8));
        Arbitrary<Byte> damage = damage();
        return Combinators.combine(
                        samples,
                        Arbitraries.integers().between(0, 1_000),
                        damage,
                        Arbitraries.integers().between(0, 1_000),
                        damage)
                .as((sample, at, with, at2, with2) -> {
                    byte[] damaged = sample.clone();
                    damaged[at % damaged.length] = with;
                    damaged[at2 % damaged.length] = with2;
                    return damaged;
                });
    }

    @Provide
    Arbitrary<Byte> damage() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.chars().with("{}[]\",:\\0-.eu \n").map(c -> (byte) c.charValue())),
                Tuple.of(1, Arbitraries.bytes()));
    }

    @Provide
    Arbitrary<Written> events() {
        Arbitrary<String> names = JsonTexts.text(100).filter(name -> !name.isEmpty() && !name.equals("message"));
        Arbitrary<String> ids = JsonTexts.text(20);
        return Combinators.combine(names, ids).flatAs((name, id) -> JsonTexts.written(id)
                .flatMap(writtenId -> JsonTexts.objectWith("\"id\":" + writtenId))
                .flatMap(data -> message(name, data).map(message -> new Written(message, expected(name, id, data)))));
    }

    @Provide
    Arbitrary<String> pongs() {
        return JsonTexts.objectWith("\"pong\":1760000000123").flatMap(doshii -> enclosed("\"doshii\":" + doshii));
    }

    private static DoshiiEvent expected(String name, String id, String data) {
        return new DoshiiEvent(name, id, "", "", "", "", data, Origin.SOCKET, Parsing.RECEIVED_AT);
    }

    private static Arbitrary<String> message(String name, String data) {
        return Combinators.combine(
                        JsonTexts.written(name),
                        JsonTexts.whiteSpace(),
                        JsonTexts.value(),
                        Arbitraries.integers().between(0, 4))
                .flatAs((written, space, extra, form) -> switch (form) {
                    case 0 -> enclosed("\"emit\":[" + written + "," + space + data + "]");
                    case 1 -> enclosed("\"emit\":[" + space + written + "," + data + space + "," + extra + "]");
                    case 2 -> enclosed("\"event\":" + written + ",\"data\":" + space + data);
                    case 3 -> enclosed("\"data\":" + data + space + ",\"type\":" + written);
                    default -> enclosed("\"data\":" + data + "," + space + "\"event\":" + written);
                });
    }

    /** These members among others that mean nothing. */
    private static Arbitrary<String> enclosed(String members) {
        var reserved = Set.of("emit", "doshii", "event", "type", "data", "pong", "ping");
        Arbitrary<String> other =
                JsonTexts.member(JsonTexts.text(6).filter(name -> !reserved.contains(name)), JsonTexts.value());
        return Combinators.combine(JsonTexts.whiteSpace(), JsonTexts.members(other, members), JsonTexts.whiteSpace())
                .as((before, all, after) -> before + "{" + all + "}" + after);
    }

    private static InboundMessage parse(String message) throws MalformedMessageException {
        return PARSER.parse(message.getBytes(StandardCharsets.UTF_8), Parsing.RECEIVED_AT, type -> true);
    }

    private static void compareWithJackson(byte[] message) {
        Statistics.label("outcome").collect(JACKSON.check(message, type -> true));
        Statistics.label("none wanted").collect(JACKSON.check(message, type -> false));
        Statistics.label("small limits").collect(JACKSON_WITH_SMALL_LIMITS.check(message, type -> true));
    }

    /** Anything thrown but the parser's own error fails the property. */
    private static String outcome(byte[] message) {
        try {
            return PARSER.parse(message, Parsing.RECEIVED_AT, type -> true)
                    .getClass()
                    .getSimpleName();
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageStartingWith("Refused a message of " + message.length + " bytes: ");
            return "refused";
        }
    }
}
