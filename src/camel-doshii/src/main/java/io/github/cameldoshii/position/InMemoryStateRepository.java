package io.github.cameldoshii.position;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.StateRepository;

/**
 * Keeps states and delivery histories for as long as the object lives, which is over a stop and start of routes and not over
 * one of the process. What a Doshii component uses where nothing else is set. Thread-safe; nothing blocks or fails.
 */
public class InMemoryStateRepository implements StateRepository<String, String>, HistoryLog {

    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, StringBuffer> histories = new ConcurrentHashMap<>();

    @Override
    public void start() {
        // Works without.
    }

    @Override
    public void stop() {
        // What is kept is kept.
    }

    @Override
    public String getState(String key) {
        return states.get(key);
    }

    @Override
    public void setState(String key, String value) {
        states.put(key, value);
    }

    @Override
    public String readHistory(String key) {
        StringBuffer text = histories.get(key);
        return text == null ? "" : text.toString();
    }

    @Override
    public void appendHistory(String key, String lines) {
        histories.computeIfAbsent(key, absent -> new StringBuffer()).append(lines);
    }

    @Override
    public void replaceHistory(String key, String text) {
        histories.put(key, new StringBuffer(text));
    }
}
