package io.github.cameldoshii.internal.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * The members that the data of an event and a row of a list have in common, read by the same rules: a string or a number counts
 * as its text, anything else as if it were missing; of a member that occurs twice the last one counts, as for every JSON reader
 * that a route may use. Used by one thread while it reads one entity.
 */
public final class EntityFields {

    private String id = "";
    private String locationId = "";
    private String status = "";
    private String uri = "";
    private String version = "";

    /**
     * Takes a member, if it is one of these.
     *
     * @param value the token that the parser stands on: the member's value
     * @return how long the text of the value is, in characters; 0 if the member is none of these
     */
    public int take(String member, JsonToken value, JsonParser parser) throws IOException {
        return switch (member) {
            case "id" -> (id = text(value, parser)).length();
            case "locationId" -> (locationId = text(value, parser)).length();
            case "status" -> (status = text(value, parser)).length();
            case "uri" -> (uri = text(value, parser)).length();
            case "version" -> (version = text(value, parser)).length();
            default -> 0;
        };
    }

    /** The text of a value, by these rules; empty if it has none. */
    public static String text(JsonToken value, JsonParser parser) throws IOException {
        return value == JsonToken.VALUE_STRING || value.isNumeric() ? parser.getText() : "";
    }

    public String id() {
        return id;
    }

    public String locationId() {
        return locationId;
    }

    public String status() {
        return status;
    }

    public String uri() {
        return uri;
    }

    public String version() {
        return version;
    }
}
