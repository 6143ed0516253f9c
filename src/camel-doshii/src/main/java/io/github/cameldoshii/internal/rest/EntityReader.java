package io.github.cameldoshii.internal.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.EntityFields;
import io.github.cameldoshii.internal.protocol.MemberName;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Optional;

/** Reads one entity, with its times, from JSON. Used once, by one thread. */
public final class EntityReader {

    /** Seconds since the epoch stay below this for three thousand years; milliseconds passed it in 1973. */
    private static final long LARGEST_SECONDS = 100_000_000_000L;

    private final EntityFields fields = new EntityFields();
    private String name = "";
    private ServiceTime createdAt = ServiceTime.UNKNOWN;
    private ServiceTime updatedAt = ServiceTime.UNKNOWN;

    private EntityReader() {}

    /** Reads text that is not a response, such as the data of an event; empty if it is no JSON object. */
    public static Optional<Entity> read(String json) {
        try (JsonParser parser = ResponseReader.parser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? Optional.of(read(parser, json)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads to the object's end.
     *
     * @param parser stands at the object's start
     * @param text what the parser reads
     */
    static Entity read(JsonParser parser, String text) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        EntityReader reader = new EntityReader();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            reader.take(member, parser.nextToken(), parser);
            parser.skipChildren();
        }
        return reader.entity(
                text.substring(start, (int) parser.currentLocation().getCharOffset()));
    }

    private void take(String member, JsonToken value, JsonParser parser) throws IOException {
        switch (member) {
            case "name" -> name = EntityFields.text(value, parser);
            case "createdAt" -> createdAt = time(EntityFields.text(value, parser));
            case "updatedAt" -> updatedAt = time(EntityFields.text(value, parser));
            default -> takeField(MemberName.of(member), value, parser);
        }
    }

    /** The text of what is not asked for is never made. */
    private void takeField(MemberName member, JsonToken value, JsonParser parser) throws IOException {
        if (member != MemberName.OTHER) {
            fields.take(member, EntityFields.text(value, parser));
        }
    }

    private Entity entity(String json) {
        return new Entity(
                fields.id().isEmpty() ? name : fields.id(),
                fields.locationId(),
                fields.status(),
                fields.version(),
                fields.uri(),
                createdAt,
                updatedAt,
                json);
    }

    /** ISO 8601 with an offset, as documented; epoch seconds or milliseconds are understood too. */
    private static ServiceTime time(String text) {
        try {
            if (!text.isEmpty() && text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                long number = Long.parseLong(text);
                return new ServiceTime(number < LARGEST_SECONDS ? number * 1000 : number);
            }
            return new ServiceTime(IsoTime.epochMillis(text));
        } catch (DateTimeException | ArithmeticException e) {
            return ServiceTime.UNKNOWN;
        }
    }
}
