package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.statistics.DisconnectCause;

/**
 * Why an open WebSocket ended.
 *
 * @param kind what it is counted as
 * @param code the close code; 1005 for a close frame without one, 1006 for an end without a close frame
 * @param reason for logs and health; never with a credential
 */
public record CloseCause(DisconnectCause kind, int code, String reason) {

    public static final int NORMAL = 1000;
    public static final int NO_CODE = 1005;
    public static final int ABNORMAL = 1006;
    public static final int POLICY = 1008;
    public static final int TOO_BIG = 1009;
    public static final int TRY_LATER = 1013;

    /** Of an end whose kind its code tells. */
    public CloseCause(int code, String reason) {
        this(kindOf(code), code, reason);
    }

    private static DisconnectCause kindOf(int code) {
        return switch (code) {
            case ABNORMAL -> DisconnectCause.CUT;
            case POLICY -> DisconnectCause.POLICY;
            case TOO_BIG -> DisconnectCause.TOO_LARGE;
            case TRY_LATER -> DisconnectCause.TRY_LATER;
            default -> DisconnectCause.CLOSED;
        };
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? "close code " + code : reason + " (close code " + code + ")";
    }
}
