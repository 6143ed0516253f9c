package io.github.cameldoshii.event;

/** A message that is no frame of the service. Its text says what is wrong and how long the message was, never what it held. */
public final class FrameException extends Exception {

    private static final long serialVersionUID = 1L;

    public FrameException(String message) {
        super(message);
    }
}
