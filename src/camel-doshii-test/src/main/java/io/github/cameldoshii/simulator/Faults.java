package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.Fault;
import java.util.List;

/** The faults that the simulator is told to make. May be called from any thread. */
public final class Faults {

    private final SimulatorLoop loop;
    private final FaultBook book;

    Faults(SimulatorLoop loop, FaultBook book) {
        this.loop = loop;
        this.book = book;
    }

    /** Arms faults; they hold from the return on. Several that match at once apply in the order in which they were added. */
    public void add(Fault... faults) {
        List<Fault> all = List.of(faults);
        loop.ask(() -> {
            book.add(all);
            return all;
        });
    }

    /** Disarms all faults. What they did to a socket stays: a dead one stays dead until it is dropped. */
    public void clear() {
        loop.ask(() -> {
            book.clear();
            return book;
        });
    }

    /** Disarms this fault and those that equal it; the others stay armed. */
    public void remove(Fault fault) {
        loop.ask(() -> {
            book.remove(fault);
            return book;
        });
    }

    /** The armed faults and how often each was applied. */
    public List<Fault.State> list() {
        return loop.ask(book::states);
    }
}
