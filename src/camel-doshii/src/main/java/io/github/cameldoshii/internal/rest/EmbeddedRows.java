package io.github.cameldoshii.internal.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** Reads the objects of an array inside an entity, such as the transactions of an order. Pure functions. */
public final class EmbeddedRows {

    private EmbeddedRows() {}

    /**
     * The objects in the array of that name, each as its text stands there, and what is none; empty if the entity has no
     * such array.
     */
    public static Page of(Entity parent, String member) {
        try (JsonParser parser = ResponseReader.parser(parent.json())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(member);
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    return new PageReader(parser, parent.json()).readArray();
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // The text was read once when the answer came, so this cannot happen.
            return new Page(
                    List.of(),
                    List.of(new Page.Malformed(0, "its " + member + " are not valid JSON")),
                    Page.UNTOLD,
                    Page.UNTOLD,
                    Page.UNTOLD);
        }
        return new Page(List.of(), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);
    }
}
