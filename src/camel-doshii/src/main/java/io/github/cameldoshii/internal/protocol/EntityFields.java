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
     * @param text of its value, by these rules
     */
    public void take(MemberName member, String text) {
        switch (member) {
            case ID -> id = text;
            case LOCATION_ID -> locationId = text;
            case STATUS -> status = text;
            case URI -> uri = text;
            case VERSION -> version = text;
            default -> {}
        }
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
