package io.github.cameldoshii.position;

import org.apache.camel.spi.StateRepository;

/** Delivery histories in whatever repository there is. */
public final class HistoryLogs {

    private HistoryLogs() {}

    /**
     * The repository itself if it is a {@link HistoryLog}, as those of this package are. For any other, the history of a key
     * is one state under that key and {@code /history}: each append reads and writes the whole of it, so it should stay
     * small, and it must not hold {@code |}, which stands for the end of a line there, because values with line feeds are
     * refused by some repositories, such as Camel's own for files.
     */
    public static HistoryLog of(StateRepository<String, String> repository) {
        return repository instanceof HistoryLog log ? log : new HistoryAsState(repository);
    }
}
