package io.github.cameldoshii;

import io.github.cameldoshii.internal.protocol.KnownEvents;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/** Names of the headers and properties that the component sets, and the types of the exchanges that it makes itself. */
public final class DoshiiConstants {

    @Metadata(
            label = "consumer",
            description = "The name of the event as it arrived, e.g. order_created. It is"
                    + " `message` for answers to heartbeats and `connection` for changes of the connection.",
            javaType = "String")
    public static final String EVENT_TYPE = "CamelDoshiiEventType";

    @Metadata(
            label = "consumer",
            description = "What the event is about: its name without the last word, e.g. order.",
            javaType = "String")
    public static final String ENTITY = "CamelDoshiiEntity";

    @Metadata(
            label = "consumer",
            description = "The entity's id as text, also where it arrived as a number.",
            javaType = "String")
    public static final String ENTITY_ID = "CamelDoshiiEntityId";

    @Metadata(label = "consumer", description = "The hashed id of the location (venue).", javaType = "String")
    public static final String LOCATION_ID = "CamelDoshiiLocationId";

    @Metadata(
            label = "consumer",
            description = "The entity's status, e.g. accepted. For changes of the connection:"
                    + " connecting, connected, disconnected, refused, gap or recovered.",
            javaType = "String")
    public static final String STATUS = "CamelDoshiiStatus";

    @Metadata(label = "consumer", description = "The entity's address in the REST API.", javaType = "String")
    public static final String URI = "CamelDoshiiUri";

    @Metadata(
            label = "consumer",
            description = "How the event reached this side: socket, catchup or reconcile.",
            javaType = "String")
    public static final String ORIGIN = "CamelDoshiiOrigin";

    @Metadata(label = "consumer", description = "The entity's version, when it is known.", javaType = "String")
    public static final String VERSION = "CamelDoshiiVersion";

    @Metadata(
            label = "consumer",
            description = "The environment of the endpoint: sandbox, live or simulator.",
            javaType = "String")
    public static final String ENVIRONMENT = "CamelDoshiiEnvironment";

    @Metadata(
            label = "consumer",
            description = "When the event was received, in milliseconds since the epoch.",
            javaType = "Long")
    public static final String MESSAGE_TIMESTAMP = Exchange.MESSAGE_TIMESTAMP;

    /** Exchange property: the event's own data, where {@code fetchEntity} has put the entity into the body. */
    public static final String EVENT_DATA = "CamelDoshiiEventData";

    /** Type of the exchanges made of answers to heartbeats; the vendor's name for generic messages. */
    public static final String TYPE_MESSAGE = "message";

    /** Type of the exchanges made of changes of the connection. */
    public static final String TYPE_CONNECTION = KnownEvents.CONNECTION;

    private DoshiiConstants() {}
}
