package io.github.cameldoshii.internal.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Reads an entity from text that is not a response, such as the data of an event. Pure functions. */
public final class EntityText {

    private EntityText() {}

    /** The entity; empty if the text is no JSON object. */
    public static Optional<Entity> read(String json) {
        try (JsonParser parser = ResponseReader.parser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(EntityReader.read(parser, json))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
