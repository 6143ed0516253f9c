package io.github.cameldoshii.internal.statistics;

/** Why an open WebSocket has ended. */
public enum DisconnectCause {
    /** A close frame of the service. */
    CLOSED,
    /** A close frame that says that this client is not welcome (1008). */
    POLICY,
    /** A message was larger than the limit (1009). */
    TOO_LARGE,
    /** A close frame that asks to come later (1013). */
    TRY_LATER,
    /** The TCP connection has ended without a close frame. */
    CUT,
    /** Heartbeats were not answered. */
    UNRESPONSIVE,
    /** What came was no WebSocket frame. */
    PROTOCOL_ERROR,
    /** This side wanted to connect anew: by management, or because the stream was stale. */
    REQUESTED
}
