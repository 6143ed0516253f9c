package io.github.cameldoshii.internal.connection;

/** The far side has broken the WebSocket protocol. The message holds no text of the far side. */
final class BrokenProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int closeCode;

    BrokenProtocolException(int closeCode, String message) {
        super(message, null, false, false);
        this.closeCode = closeCode;
    }

    /** The code to close with. */
    int closeCode() {
        return closeCode;
    }
}
