package io.github.cameldoshii.simulator.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every change, in the order in which it happened. Owned by the simulator's loop. */
final class Ledger {

    private final List<Line> lines = new ArrayList<>();

    /** A change whose event may yet be handed to a socket. */
    static final class Line {
        private final LedgerEntry entry;
        private boolean told;

        private Line(LedgerEntry entry) {
            this.entry = entry;
        }

        void told() {
            told = true;
        }

        private LedgerEntry snapshot() {
            return new LedgerEntry(
                    entry.sequence(),
                    entry.at(),
                    entry.change(),
                    entry.kind(),
                    entry.id(),
                    entry.locationId(),
                    entry.version(),
                    entry.status(),
                    entry.eventType(),
                    told);
        }
    }

    Line add(Instant at, LedgerEntry.Change change, Entity entity, String eventType) {
        Line line = new Line(new LedgerEntry(
                lines.size() + 1L,
                at,
                change,
                entity.kind(),
                entity.id(),
                entity.locationId(),
                entity.version(),
                entity.status(),
                eventType,
                false));
        lines.add(line);
        return line;
    }

    List<LedgerEntry> entries() {
        return lines.stream().map(Line::snapshot).toList();
    }

    /** Those after a sequence number; all of them if it has not been reached. */
    List<LedgerEntry> entries(long after) {
        int from = after > lines.size() ? 0 : (int) after;
        return lines.subList(from, lines.size()).stream().map(Line::snapshot).toList();
    }

    void clear() {
        lines.clear();
    }
}
