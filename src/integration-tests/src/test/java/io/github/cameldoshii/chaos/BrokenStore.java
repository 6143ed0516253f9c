package io.github.cameldoshii.chaos;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.position.Position;
import io.github.cameldoshii.internal.position.PositionCodec;
import io.github.cameldoshii.position.HistoryLog;
import io.github.cameldoshii.position.HistoryLogs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.apache.camel.spi.StateRepository;

/** A repository between component and store that does what the store does; its kinds do something else on purpose. */
class BrokenStore implements StateRepository<String, String>, HistoryLog {

    private final StateRepository<String, String> states;
    private final HistoryLog histories;

    BrokenStore(StateRepository<String, String> states) {
        this.states = states;
        this.histories = HistoryLogs.of(states);
    }

    @Override
    public void setState(String key, String value) {
        states.setState(key, value);
    }

    @Override
    public String getState(String key) {
        return states.getState(key);
    }

    @Override
    public String readHistory(String key) {
        return histories.readHistory(key);
    }

    @Override
    public void appendHistory(String key, String lines) {
        histories.appendHistory(key, lines);
    }

    @Override
    public void replaceHistory(String key, String text) {
        histories.replaceHistory(key, text);
    }

    @Override
    public void start() {
        states.start();
    }

    @Override
    public void stop() {
        states.stop();
    }

    /** Stores a later position than it was given. */
    static final class Early extends BrokenStore {

        Early(StateRepository<String, String> states) {
            super(states);
        }

        @Override
        public void setState(String key, String value) {
            if (PositionCodec.decode(value) instanceof PositionCodec.Decoded.Of) {
                ServiceTime now = new ServiceTime(System.currentTimeMillis());
                super.setState(key, PositionCodec.encode(new Position.ByService(now)));
            }
        }
    }

    /** Stores the first position only. */
    static final class Frozen extends BrokenStore {

        Frozen(StateRepository<String, String> states) {
            super(states);
        }

        @Override
        public void setState(String key, String value) {
            if (getState(key) == null) {
                super.setState(key, value);
            }
        }
    }

    /** Gives another history than was stored. */
    static final class OtherHistory extends BrokenStore {

        private final UnaryOperator<String> other;

        OtherHistory(StateRepository<String, String> states, UnaryOperator<String> other) {
            super(states);
            this.other = other;
        }

        @Override
        public String readHistory(String key) {
            return other.apply(super.readHistory(key));
        }
    }

    private static final String CHECKSUM = "crc ";
    private static final int RADIX = 36;
    private static final long AGE = 3_600_000;
    private static final String OLDER = "older";

    /**
     * All events were received an hour before, all rows are of that time, and both are of an older state: by the time alone a
     * creation would still be known. The parts of a text are sound.
     */
    static String aged(String history) {
        return rewritten(history, line -> {
            String[] fields = line.split(" ", -1);
            switch (fields[0]) {
                case "e", "x" -> {
                    fields[4] = OLDER;
                    fields[5] = hourBefore(fields[5]);
                }
                case "r" -> {
                    fields[4] = hourBefore(fields[4]);
                    fields[5] = OLDER;
                }
                case "k" -> fields[4] = OLDER;
                default -> {
                    // Of no state.
                }
            }
            return String.join(" ", fields);
        });
    }

    private static String hourBefore(String time) {
        return Long.toString(Long.parseLong(time, RADIX) - AGE, RADIX);
    }

    /** What is told of an entity is that of another one. The parts of a text are sound. */
    static String mixedUp(String history) {
        List<String> ids = new ArrayList<>(history.lines()
                .filter(BrokenStore::isOfEntity)
                .map(line -> line.split(" ", -1)[3])
                .distinct()
                .toList());
        List<String> others = new ArrayList<>(ids);
        Collections.rotate(others, 1);
        return rewritten(history, line -> {
            String[] fields = line.split(" ", -1);
            if (isOfEntity(line)) {
                fields[3] = others.get(ids.indexOf(fields[3]));
            }
            return String.join(" ", fields);
        });
    }

    private static boolean isOfEntity(String line) {
        return line.length() > 1 && "exrkh".indexOf(line.charAt(0)) >= 0 && line.charAt(1) == ' ';
    }

    private static String rewritten(String history, UnaryOperator<String> rewrite) {
        StringBuilder text = new StringBuilder();
        StringBuilder part = new StringBuilder();
        for (String line : history.lines().toList()) {
            if (line.startsWith("doshii-history ")) {
                text.append(line).append('\n');
                part.setLength(0);
            } else if (line.startsWith(CHECKSUM)) {
                CRC32 crc = new CRC32();
                crc.update(part.toString().getBytes(StandardCharsets.UTF_8));
                text.append(part).append(CHECKSUM).append(String.format(Locale.ROOT, "%08x\n", crc.getValue()));
            } else {
                part.append(rewrite.apply(line)).append('\n');
            }
        }
        return text.toString();
    }
}
