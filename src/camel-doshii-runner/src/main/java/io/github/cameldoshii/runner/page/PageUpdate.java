package io.github.cameldoshii.runner.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the sources tell at one time. Used by the thread of the {@link PagePublisher}. */
public final class PageUpdate {

    private final List<PageEvent> events = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final Map<String, Object> state = new LinkedHashMap<>();
    private long total;

    /** An event that is new. */
    void add(PageEvent event) {
        events.add(event);
    }

    /** Something that has happened since the last time. */
    void add(Moment moment) {
        moments.add(moment);
    }

    /** How something is now: anything that Jackson can write. */
    void put(String name, Object value) {
        state.put(name, value);
    }

    /** How many events there have been in all; what the rate is made of. */
    void addTotal(long more) {
        total += more;
    }

    List<PageEvent> events() {
        return events;
    }

    List<Moment> moments() {
        return moments;
    }

    Map<String, Object> state() {
        return state;
    }

    long total() {
        return total;
    }
}
