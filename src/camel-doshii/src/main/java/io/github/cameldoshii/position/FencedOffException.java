package io.github.cameldoshii.position;

/** A write was refused because another node has taken over the key since. */
public class FencedOffException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FencedOffException(String message) {
        super(message);
    }
}
