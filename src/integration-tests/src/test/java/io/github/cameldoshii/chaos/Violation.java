package io.github.cameldoshii.chaos;

/**
 * Something that must not happen.
 *
 * @param what the kind
 * @param text who, when and how, for people
 */
record Violation(What what, String text) {

    enum What {
        /** A state that was never delivered, nor a newer one of the entity, nor is it in an announced gap. */
        LOST,
        /** An older state after a newer one. */
        ORDER,
        /** A repetition that the contract does not allow. */
        DUPLICATE,
        /** Something that never happened. */
        INVENTED,
        /** The position does not move, although all that can be had was had. */
        STUCK,
        /** What the service never gives is asked for again and again. */
        STORM,
        /** A machine goes on delivering after another one has taken over. */
        NOT_FENCED
    }

    @Override
    public String toString() {
        return what + ": " + text;
    }
}
