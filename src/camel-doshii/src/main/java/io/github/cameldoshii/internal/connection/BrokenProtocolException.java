package io.github.cameldoshii.internal.connection;

/** The server has violated RFC 6455. The message quotes nothing that the server sent. */
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
