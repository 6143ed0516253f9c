package io.github.cameldoshii.internal.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What {@link MessageParser} promises, on top of Jackson's streaming parser: the reference that the component's own scanner is
 * held to. Written for a second opinion, not for speed.
 */
final class JacksonMessageParser {

    /** What Jackson thinks of a message that it refuses, and where it stopped; -1 where the text is JSON. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        final long offset;

        Refused(String why, long offset) {
            super(why);
            this.offset = offset;
        }
    }

    private final MessageLimits limits;
    private final JsonFactory json;
    private final Utf8 utf8 = new Utf8();

    private byte[] message;
    private JsonParser parser;
    private int from;

    JacksonMessageParser(MessageLimits limits) {
        this.limits = limits;
        this.json = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        // Jackson's own is no exact one: it is checked when a buffer grows.
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxNumberLength(limits.number())
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    InboundMessage parse(byte[] bytes, long receivedAt, Predicate<String> wanted) throws Refused {
        message = bytes;
        if (!utf8.isWellFormed(bytes, bytes.length)) {
            throw new Refused("not UTF-8", -1);
        }
        boolean marked =
                bytes.length >= 3 && Arrays.equals(Arrays.copyOf(bytes, 3), "\uFEFF".getBytes(StandardCharsets.UTF_8));
        from = marked ? 3 : 0;
        try (JsonParser opened = json.createParser(bytes, from, bytes.length - from)) {
            parser = opened;
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                return object(receivedAt, wanted);
            }
            if (first == JsonToken.VALUE_STRING) {
                return primus();
            }
            throw new Refused("neither", -1);
        } catch (StreamConstraintsException e) {
            throw new Refused("limit", -1);
        } catch (JsonProcessingException e) {
            throw new Refused("not JSON", from + e.getLocation().getByteOffset());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private InboundMessage primus() throws IOException, Refused {
        String text = parser.getText();
        refuseIf(parser.nextToken() != null || !text.startsWith("primus::"));
        String stamp = text.startsWith("primus::ping::") ? text.substring("primus::ping::".length()) : "";
        return stamp.matches("[0-9A-Za-z._-]+") && stamp.length() <= limits.stamp()
                ? new InboundMessage.PrimusPing(stamp)
                : new InboundMessage.PrimusOther();
    }

    private InboundMessage object(long receivedAt, Predicate<String> wanted) throws IOException, Refused {
        String emitted = "";
        Data emittedData = null;
        Heartbeat heartbeat = null;
        String event = "";
        String type = "";
        Data data = null;
        var seen = new java.util.HashSet<String>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = memberName();
            JsonToken value = parser.nextToken();
            refuseIf(Arrays.asList("emit", "doshii", "event", "type", "data").contains(member) && !seen.add(member));
            switch (member) {
                case "emit" -> {
                    if (value == JsonToken.VALUE_NULL) {
                        continue;
                    }
                    refuseIf(value != JsonToken.START_ARRAY || parser.nextToken() != JsonToken.VALUE_STRING);
                    emitted = parser.getText();
                    refuseIf(emitted.isEmpty() || emitted.length() > limits.eventName());
                    if (!emitted.equals("message") && !wanted.test(emitted)) {
                        return new InboundMessage.Unwanted(emitted);
                    }
                    if (parser.nextToken() != JsonToken.END_ARRAY) {
                        emittedData = data(parser.currentToken());
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            skip();
                        }
                    }
                }
                case "doshii" -> heartbeat = heartbeat(value);
                case "event" -> event = name(value);
                case "type" -> type = name(value);
                case "data" -> data = data(value);
                default -> skip();
            }
        }
        refuseIf(parser.nextToken() != null);
        if (!emitted.isEmpty()) {
            return named(emitted, emittedData, receivedAt, emitted.equals("message") ? wanted : name -> true);
        }
        if (heartbeat != null) {
            return heartbeat.message(new String(message, from, message.length - from, StandardCharsets.UTF_8).strip());
        }
        String name = event.isEmpty() ? type : event;
        refuseIf(name.isEmpty() || name.length() > limits.eventName());
        return named(name, data, receivedAt, wanted);
    }

    private InboundMessage named(String name, Data data, long receivedAt, Predicate<String> wanted) throws Refused {
        if (data != null && data.heartbeat != null && name.equals("message")) {
            return data.heartbeat.message(data.text);
        }
        if (!wanted.test(name)) {
            return new InboundMessage.Unwanted(name);
        }
        Data its = Objects.requireNonNullElseGet(data, Data::new);
        return new InboundMessage.Event(new DoshiiEvent(
                name, its.id, its.locationId, its.status, its.uri, its.version, its.text, Origin.SOCKET, receivedAt));
    }

    private final class Data {
        String text = "{}";
        String id = "";
        String locationId = "";
        String status = "";
        String uri = "";
        String version = "";
        Heartbeat heartbeat;
    }

    private Data data(JsonToken value) throws IOException, Refused {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        var data = new Data();
        int start = from + (int) parser.currentTokenLocation().getByteOffset();
        if (value == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String member = memberName();
                JsonToken its = parser.nextToken();
                String text = "";
                if (Arrays.asList("id", "locationId", "status", "uri", "version")
                        .contains(member)) {
                    text = EntityFields.text(its, parser);
                    refuseIf(text.length() > limits.field());
                }
                switch (member) {
                    case "id" -> data.id = text;
                    case "locationId" -> data.locationId = text;
                    case "status" -> data.status = text;
                    case "uri" -> data.uri = text;
                    case "version" -> data.version = text;
                    default -> {}
                }
                if (member.equals("doshii")) {
                    data.heartbeat = heartbeat(its);
                } else {
                    skip();
                }
            }
        } else {
            skip();
            parser.finishToken();
        }
        int end = from + (int) parser.currentLocation().getByteOffset();
        data.text = new String(message, start, end - start, StandardCharsets.UTF_8);
        return data;
    }

    private final class Heartbeat {
        JsonToken pong;
        JsonToken ping;
        String pongText = "";
        String pingText = "";

        InboundMessage message(String body) throws Refused {
            boolean noPong = pong == null || pong == JsonToken.VALUE_NULL;
            boolean noPing = ping == null || ping == JsonToken.VALUE_NULL;
            if (!noPong || noPing) {
                return new InboundMessage.Pong(pongText, body);
            }
            refuseIf(!ping.isNumeric() || pingText.length() > limits.stamp());
            return new InboundMessage.Ping(pingText);
        }
    }

    private Heartbeat heartbeat(JsonToken value) throws IOException, Refused {
        if (value != JsonToken.START_OBJECT) {
            skip();
            return null;
        }
        var heartbeat = new Heartbeat();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = memberName();
            JsonToken its = parser.nextToken();
            if (member.equals("pong")) {
                heartbeat.pong = its;
                heartbeat.pongText = its.isNumeric() ? parser.getText() : "";
            } else if (member.equals("ping")) {
                heartbeat.ping = its;
                heartbeat.pingText = its.isNumeric() ? parser.getText() : "";
            }
            skip();
        }
        return heartbeat;
    }

    private String name(JsonToken value) throws IOException, Refused {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        skip();
        return "";
    }

    /** Jackson's {@code skipChildren}, with the limit of names. */
    private void skip() throws IOException, Refused {
        if (!parser.currentToken().isStructStart()) {
            return;
        }
        for (int open = 1; open > 0; ) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.FIELD_NAME) {
                memberName();
            } else if (token.isStructStart()) {
                open++;
            } else if (token.isStructEnd()) {
                open--;
            }
        }
    }

    private String memberName() throws IOException, Refused {
        int quote = from + (int) parser.currentTokenLocation().getByteOffset();
        int at = quote + 1;
        while (message[at] != '"') {
            at += message[at] == '\\' ? 2 : 1;
        }
        refuseIf(at - quote - 1 > limits.memberName());
        return parser.currentName();
    }

    private static void refuseIf(boolean wrong) throws Refused {
        if (wrong) {
            throw new Refused("refused", -1);
        }
    }
}
