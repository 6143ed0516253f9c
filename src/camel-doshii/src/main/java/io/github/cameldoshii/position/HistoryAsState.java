package io.github.cameldoshii.position;

import org.apache.camel.spi.StateRepository;

/**
 * A delivery history as one state of a repository that knows states only. An append writes the whole, which each repository
 * does as a whole or not at all. Thread-safe for different keys.
 */
final class HistoryAsState implements HistoryLog {

    private static final String SUFFIX = "/history";
    private static final char END_OF_LINE = '|';

    private final StateRepository<String, String> repository;

    HistoryAsState(StateRepository<String, String> repository) {
        this.repository = repository;
    }

    @Override
    public String readHistory(String key) {
        return stored(key).replace(END_OF_LINE, '\n');
    }

    @Override
    public void appendHistory(String key, String lines) {
        String former = stored(key);
        String whole =
                former.isEmpty() || former.charAt(former.length() - 1) == END_OF_LINE ? former : former + END_OF_LINE;
        repository.setState(key + SUFFIX, whole + encoded(lines));
    }

    @Override
    public void replaceHistory(String key, String text) {
        repository.setState(key + SUFFIX, encoded(text));
    }

    private String stored(String key) {
        String state = repository.getState(key + SUFFIX);
        return state == null ? "" : state;
    }

    private static String encoded(String text) {
        if (text.indexOf(END_OF_LINE) >= 0) {
            throw new IllegalArgumentException("A history in a state repository cannot hold the character |");
        }
        return text.replace('\n', END_OF_LINE);
    }
}
