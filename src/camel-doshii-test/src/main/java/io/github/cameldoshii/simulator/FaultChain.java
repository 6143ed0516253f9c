package io.github.cameldoshii.simulator;

import java.util.List;
import java.util.function.BiConsumer;

/** Runs actions around something: each decides whether the next one and at last the thing itself is done. */
final class FaultChain {

    private FaultChain() {}

    /**
     * @param apply applies one action; the runnable goes on
     * @param last what is done when no action prevents it
     */
    static <A> void run(List<A> actions, BiConsumer<A, Runnable> apply, Runnable last) {
        if (actions.isEmpty()) {
            last.run();
        } else {
            apply.accept(actions.get(0), () -> run(actions.subList(1, actions.size()), apply, last));
        }
    }
}
