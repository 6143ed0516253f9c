package io.github.cameldoshii.internal.protocol;

/** How an event reached this process; {@link #headerValue()} is what routes see. */
public enum Origin {
    /** Read from the WebSocket. */
    SOCKET,
    /** Made from a REST row after a gap. */
    CATCHUP,
    /** Made from a REST row by the periodic reconciliation. */
    RECONCILE;

    /** The value of the origin header: the name in lower case. */
    public String headerValue() {
        return switch (this) {
            case SOCKET -> "socket";
            case CATCHUP -> "catchup";
            case RECONCILE -> "reconcile";
        };
    }
}
