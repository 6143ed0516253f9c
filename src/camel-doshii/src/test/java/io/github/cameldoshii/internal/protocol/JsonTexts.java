package io.github.cameldoshii.internal.protocol;

import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates JSON texts in every way of writing them: white space, escapes, number forms, nesting, repeated names. */
final class JsonTexts {

    private static final Set<String> HEADERS = Set.of("id", "locationId", "status", "uri", "version");

    private JsonTexts() {}

    static Arbitrary<String> whiteSpace() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(3);
    }

    /** Any Java string, lone surrogates included. */
    static Arbitrary<String> text(int maxLength) {
        return Arbitraries.strings().all().ofMaxLength(maxLength);
    }

    /** Ways to write a string in JSON. */
    static Arbitrary<String> written(String text) {
        return Arbitraries.integers().map(seed -> written(text, new Random(seed)));
    }

    /** An object whose members have none of the names that become headers, at its top level. */
    static Arbitrary<String> object() {
        return objectWith("");
    }

    /** As {@link #object()}, with one more member somewhere; none if it is empty. */
    static Arbitrary<String> objectWith(String member) {
        Arbitrary<String> other = member(text(8).filter(name -> !HEADERS.contains(name)), value());
        return members(other, member).map(members -> "{" + members + "}");
    }

    /** Members around a given one, separated by commas: some before, some after. */
    static Arbitrary<String> members(Arbitrary<String> other, String member) {
        return Combinators.combine(other.list().ofMaxSize(3), other.list().ofMaxSize(3), whiteSpace())
                .as((before, after, space) -> {
                    var all = new ArrayList<>(before);
                    if (!member.isEmpty()) {
                        all.add(space + member + space);
                    }
                    all.addAll(after);
                    return all.isEmpty() ? space : String.join(",", all);
                });
    }

    static Arbitrary<String> member(Arbitrary<String> name, Arbitrary<String> value) {
        return Combinators.combine(whiteSpace(), name.flatMap(JsonTexts::written), whiteSpace(), whiteSpace(), value)
                .as((a, writtenName, b, c, writtenValue) -> a + writtenName + b + ":" + c + writtenValue + a);
    }

    static Arbitrary<String> value() {
        return Arbitraries.recursive(JsonTexts::scalar, JsonTexts::nesting, 0, 3);
    }

    private static Arbitrary<String> nesting(Arbitrary<String> inner) {
        Arbitrary<String> array = Combinators.combine(inner.list().ofMaxSize(3), whiteSpace())
                .as((items, space) -> "[" + space + String.join(space + "," + space, items) + space + "]");
        Arbitrary<String> object =
                member(text(4), inner).list().ofMaxSize(3).map(members -> "{" + String.join(",", members) + "}");
        return Arbitraries.oneOf(inner, array, object);
    }

    private static Arbitrary<String> scalar() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "true", "false", "null", "0", "-0", "1e5", "-1.50E-7", "0.0", "123456789012345678901234"),
                Arbitraries.longs().map(String::valueOf),
                text(12).flatMap(JsonTexts::written));
    }

    private static String written(String text, Random random) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = random.nextInt(4) == 0;
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && !escape) {
                json.append(c).append(text.charAt(++i));
            } else if (escape || c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                json.append(random.nextBoolean() ? "\\u%04x".formatted((int) c) : "\\u%04X".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
