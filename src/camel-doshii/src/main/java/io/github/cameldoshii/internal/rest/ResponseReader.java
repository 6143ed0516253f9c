package io.github.cameldoshii.internal.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Parses response bodies in one pass, without a tree: each entity is a slice of the text that arrived. Anything but complete,
 * valid JSON of the expected shape is an {@link UnreadableException}, never an empty result. Pure functions.
 */
final class ResponseReader {

    private static final JsonFactory JSON = new JsonFactory();

    private ResponseReader() {}

    /** One object; or an array, which is then an entity that has only its text. */
    static Entity entity(byte[] body) throws UnreadableException {
        String text = text(body);
        return whole(text, parser -> {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                return EntityReader.read(parser, text);
            }
            if (first == JsonToken.START_ARRAY) {
                parser.skipChildren();
                return new Entity("", "", "", "", "", ServiceTime.UNKNOWN, ServiceTime.UNKNOWN, text.strip());
            }
            throw new UnreadableException("the answer is neither an object nor an array");
        });
    }

    /** A parser with the limits of this class. */
    static JsonParser parser(String text) throws IOException {
        return JSON.createParser(text);
    }

    /** A list in either of the service's forms. */
    static Page page(byte[] body) throws UnreadableException {
        String text = text(body);
        return whole(text, parser -> new PageReader(parser, text).read());
    }

    private static String text(byte[] body) throws UnreadableException {
        if (!new Utf8().isWellFormed(body, body.length)) {
            throw new UnreadableException("the answer is not UTF-8");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new UnreadableException("the answer is empty");
        }
        return text.charAt(0) == '\uFEFF' ? text.substring(1) : text;
    }

    private static <T> T whole(String text, Reader<T> reader) throws UnreadableException {
        try (JsonParser parser = JSON.createParser(text)) {
            T value = reader.read(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableException("the answer goes on after its end");
            }
            return value;
        } catch (IOException e) {
            // Jackson's message quotes the text.
            throw new UnreadableException(
                    text.stripLeading().startsWith("<")
                            ? "the answer is an HTML page"
                            : "the answer is not whole, valid JSON");
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonParser parser) throws IOException, UnreadableException;
    }
}
