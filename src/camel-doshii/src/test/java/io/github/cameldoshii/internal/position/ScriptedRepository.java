package io.github.cameldoshii.internal.position;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.StateRepository;

/** A repository in memory that remembers its writes and fails as it is told. */
final class ScriptedRepository implements StateRepository<String, String> {

    final Map<String, String> states = new HashMap<>();
    final List<String> writes = new ArrayList<>();
    private Runnable reading = () -> {};
    private Runnable writing = () -> {};

    void failWith(RuntimeException exception) {
        fail(() -> {
            throw exception;
        });
    }

    void failWith(Error error) {
        fail(() -> {
            throw error;
        });
    }

    private void fail(Runnable failing) {
        reading = failing;
        writing = failing;
    }

    void recover() {
        fail(() -> {});
    }

    /** What happens while a write goes on. */
    void duringWrites(Runnable action) {
        writing = action;
    }

    @Override
    public void setState(String key, String value) {
        writing.run();
        writes.add(value);
        states.put(key, value);
    }

    @Override
    public String getState(String key) {
        reading.run();
        return states.get(key);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
