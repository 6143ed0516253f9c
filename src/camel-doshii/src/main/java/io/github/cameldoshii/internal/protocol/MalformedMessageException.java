package io.github.cameldoshii.internal.protocol;

/** A message that is not one of the service. Its text says what is wrong and how long the message was, never what it held. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
