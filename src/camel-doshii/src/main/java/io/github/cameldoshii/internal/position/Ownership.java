package io.github.cameldoshii.internal.position;

import java.util.function.Consumer;

/** Whether a session may still deliver events, or another node has taken its position over. Thread-safe. */
public interface Ownership {

    /** Of a position that no other node can take over. */
    Ownership UNSHARED = new Ownership() {
        @Override
        public boolean isCertain() {
            return true;
        }

        @Override
        public boolean isLost() {
            return false;
        }

        @Override
        public void whenKnown(Consumer<Boolean> owned) {
            owned.accept(true);
        }
    };

    /** Whether an event may be delivered without asking. Cheap. */
    boolean isCertain();

    /** Whether another node has taken over. */
    boolean isLost();

    /**
     * Tells as soon as it is known.
     *
     * @param owned told, on any thread, whether the position is still this session's; must not block
     */
    void whenKnown(Consumer<Boolean> owned);
}
