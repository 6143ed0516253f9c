package io.github.cameldoshii.position;

/** A write was refused because another node has taken over the key since. */
public class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FencedException(String message) {
        super(message);
    }
}
