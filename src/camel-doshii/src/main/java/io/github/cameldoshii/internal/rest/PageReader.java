package io.github.cameldoshii.internal.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of a list, or of an array inside an entity, from JSON. Used once, by one thread. */
public final class PageReader {

    private final JsonParser parser;
    private final String text;
    private final List<Entity> rows = new ArrayList<>();
    private final List<Page.Malformed> malformed = new ArrayList<>();
    private boolean rowsSeen;
    private long count = Page.UNTOLD;
    private long offset = Page.UNTOLD;
    private long limit = Page.UNTOLD;

    PageReader(JsonParser parser, String text) {
        this.parser = parser;
        this.text = text;
    }

    /**
     * The objects in an array of an entity, such as the transactions of an order, each as its text stands there, and what is
     * none; empty if the entity has no array of that name.
     */
    public static Page embedded(Entity parent, String member) {
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
            return untold(List.of(new Page.Malformed(0, "its " + member + " are not valid JSON")));
        }
        return untold(List.of());
    }

    private static Page untold(List<Page.Malformed> malformed) {
        return new Page(List.of(), malformed, Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);
    }

    Page read() throws IOException, UnreadableException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            readRows();
        } else if (first == JsonToken.START_OBJECT) {
            readEnvelope();
        }
        if (!rowsSeen) {
            throw new UnreadableException("the answer is neither an array nor an object with an array of rows");
        }
        return new Page(rows, malformed, count, offset, limit);
    }

    private Page readArray() throws IOException {
        readRows();
        return new Page(rows, malformed, count, offset, limit);
    }

    private void readEnvelope() throws IOException, UnreadableException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (member) {
                case "count" -> count = figure(value);
                case "offset" -> offset = figure(value);
                case "limit" -> limit = figure(value);
                case "rows" -> {
                    if (value != JsonToken.START_ARRAY || rowsSeen) {
                        throw new UnreadableException("the answer's rows are not one array");
                    }
                    readRows();
                }
                default -> {
                    // Not read.
                }
            }
            parser.skipChildren();
        }
    }

    private void readRows() throws IOException {
        rowsSeen = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            int index = rows.size() + malformed.size();
            if (token != JsonToken.START_OBJECT) {
                parser.skipChildren();
                malformed.add(new Page.Malformed(index, "not an object"));
                continue;
            }
            Entity row = EntityReader.read(parser, text);
            if (row.id().isEmpty()) {
                malformed.add(new Page.Malformed(index, "an object without an id"));
            } else {
                rows.add(row);
            }
        }
    }

    /** The service's documentation has some of these figures as text. */
    private long figure(JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NUMBER_INT) {
            return Page.UNTOLD;
        }
        try {
            return Math.max(Page.UNTOLD, Long.parseLong(parser.getText().strip()));
        } catch (NumberFormatException e) {
            return Page.UNTOLD;
        }
    }
}
