package io.github.cameldoshii.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the objects of an array that an entity holds, such as the transactions of an order. Pure. */
public final class EmbeddedRows {

    private EmbeddedRows() {}

    /**
     * The objects in the array of that name, each as its text stands there; empty if the entity has no such array. What is
     * no object is left out.
     */
    public static List<Entity> of(Entity parent, String member) {
        List<Entity> rows = new ArrayList<>();
        try (JsonParser parser = JsonAnswers.parser(parent.json())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(member);
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    readArray(parser, parent.json(), rows);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            // The text was read once when the answer came, so this cannot happen; what was found until here counts.
            return rows;
        }
        return rows;
    }

    private static void readArray(JsonParser parser, String text, List<Entity> rows) throws IOException {
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY && token != null) {
            if (token == JsonToken.START_OBJECT) {
                rows.add(EntityReader.read(parser, text));
            } else {
                parser.skipChildren();
            }
            token = parser.nextToken();
        }
    }
}
