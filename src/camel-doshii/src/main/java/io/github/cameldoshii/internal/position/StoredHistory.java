package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.ServiceTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A delivery history as text, and what is read from it. The text consists of parts, each of lines in the order in which they
 * count, between a line with the number of the format and one with a checksum:
 *
 * <pre>
 * doshii-history 1
 * c 7 1h2k3m4n5                             connection 7: all that was sent until then was received
 * e order venue 90211 pending 1h2k3m4n6 7   an event was delivered: its status; received then or earlier, on connection 7
 * x checkin venue 5 - 1h2k3m4n7 7           the same, and it told that the entity is gone
 * r order venue 90211 1h2k3m4n5 v3          a row was delivered: changed then, and its state
 * k order venue 90212 pending               an event or a row was delivered, and nobody knows when
 * h order venue 90211                       an event was received last that is not finished, or not delivered
 * m                                         lines are missing here: any entity before may have had an event since
 * crc 0a1b2c3d
 * </pre>
 *
 * Times are milliseconds by the service's clock in base 36. What cannot be read is left out and means repetitions, never loss:
 * each line is true by itself. Immutable.
 */
public final class StoredHistory {

    /** No history. */
    public static final StoredHistory EMPTY = new Reader("").result();

    private static final String FORMAT = "doshii-history 1";
    private static final String CHECKSUM = "crc ";
    private static final int RADIX = 36;
    private static final int MAX_STATUS = 40;

    private final Map<EntityKey, Delivered> entities;
    private final Map<Long, ServiceTime> provenUntil;
    private final int damaged;

    private StoredHistory(Map<EntityKey, Delivered> entities, Map<Long, ServiceTime> provenUntil, int damaged) {
        this.entities = Collections.unmodifiableMap(entities);
        this.provenUntil = Collections.unmodifiableMap(provenUntil);
        this.damaged = damaged;
    }

    /** Reads the parts of a text, as far as they are sound. An end without a checksum, which a crash leaves, is no damage. */
    public static StoredHistory read(String text) {
        return text.isEmpty() ? EMPTY : new Reader(text).result();
    }

    /** One part of the text. */
    static String part(String lines) {
        CRC32 crc = new CRC32();
        crc.update(lines.getBytes(StandardCharsets.UTF_8));
        return FORMAT + "\n" + lines + CHECKSUM + String.format(Locale.ROOT, "%08x", crc.getValue()) + "\n";
    }

    /** The entities, the one that was delivered first first. Their connections have negative numbers. */
    Map<EntityKey, Delivered> entities() {
        return entities;
    }

    /** Until when all that was sent on a connection was received; by the number of the connection. */
    Map<Long, ServiceTime> provenUntil() {
        return provenUntil;
    }

    /** How many entities there are. */
    public int size() {
        return entities.size();
    }

    /** Parts that could not be read. */
    int damaged() {
        return damaged;
    }

    /** The highest number of a connection; 0 if there is none. */
    long lastConnection() {
        return Math.max(
                provenUntil.keySet().stream().mapToLong(Long::longValue).max().orElse(0),
                entities.values().stream()
                        .mapToLong(entry -> -entry.connection())
                        .max()
                        .orElse(0));
    }

    /**
     * The same as one part, without what is not needed any more: of more entities than the limit the oldest, and what is older
     * than the newest by more than the age.
     */
    String compact(int limit, Duration age) {
        ServiceTime newest = entities.values().stream()
                .map(StoredHistory::time)
                .max(ServiceTime::compareTo)
                .orElse(ServiceTime.UNKNOWN);
        StringBuilder lines = new StringBuilder();
        Set<Long> connections = new LinkedHashSet<>();
        int tooMany = entities.size() - limit;
        StringBuilder entries = new StringBuilder();
        for (Map.Entry<EntityKey, Delivered> entry : entities.entrySet()) {
            ServiceTime time = time(entry.getValue());
            boolean isOld = time.isKnown() && time.plus(age).isBefore(newest);
            if (tooMany-- <= 0 && !isOld) {
                write(entries, entry.getKey(), entry.getValue());
                connections.add(-entry.getValue().connection());
            }
        }
        provenUntil.forEach((number, at) -> {
            if (connections.contains(number)) {
                connection(lines, number, at);
            }
        });
        return part(lines.append(entries).toString());
    }

    private static ServiceTime time(Delivered entry) {
        ServiceTime received =
                entry.reception() instanceof Delivered.Reception.Before before ? before.latest() : ServiceTime.UNKNOWN;
        return received.isAfter(entry.rowUpdatedAt()) ? received : entry.rowUpdatedAt();
    }

    private static void write(StringBuilder lines, EntityKey key, Delivered entry) {
        boolean known = true;
        if (entry.reception() instanceof Delivered.Reception.Before before) {
            event(lines, key, entry.removal(), entry.status(), before.latest(), -entry.connection());
            known = false;
        }
        if (!entry.rowState().isEmpty()) {
            row(lines, key, entry.rowUpdatedAt(), entry.rowState());
            known = false;
        }
        if (known) {
            known(lines, key, entry.status());
        }
    }

    static void connection(StringBuilder lines, long number, ServiceTime until) {
        lines.append("c ").append(number).append(' ').append(time(until)).append('\n');
    }

    static void event(
            StringBuilder lines, EntityKey key, boolean removal, String status, ServiceTime received, long connection) {
        name(lines, removal ? 'x' : 'e', key).append(' ');
        HistoryText.append(lines, shortened(status));
        lines.append(' ').append(time(received)).append(' ').append(connection).append('\n');
    }

    static void row(StringBuilder lines, EntityKey key, ServiceTime updatedAt, String state) {
        name(lines, 'r', key).append(' ').append(time(updatedAt)).append(' ');
        HistoryText.append(lines, state);
        lines.append('\n');
    }

    static void known(StringBuilder lines, EntityKey key, String status) {
        name(lines, 'k', key).append(' ');
        HistoryText.append(lines, shortened(status));
        lines.append('\n');
    }

    /** A longer one is no status of the service. */
    private static String shortened(String status) {
        return status.length() <= MAX_STATUS ? status : "";
    }

    static void heldBack(StringBuilder lines, EntityKey key) {
        name(lines, 'h', key).append('\n');
    }

    /** Instead of lines that are not written. */
    static void missing(StringBuilder lines) {
        lines.append("m\n");
    }

    private static StringBuilder name(StringBuilder lines, char kind, EntityKey key) {
        lines.append(kind).append(' ');
        HistoryText.append(lines, key.kind());
        lines.append(' ');
        HistoryText.append(lines, key.locationId());
        lines.append(' ');
        HistoryText.append(lines, key.id());
        return lines;
    }

    private static String time(ServiceTime time) {
        return Long.toString(time.epochMillis(), RADIX);
    }

    /** Reads one text; used once. */
    private static final class Reader {

        private final Map<EntityKey, Delivered> entities = new LinkedHashMap<>();
        private final Map<Long, ServiceTime> provenUntil = new LinkedHashMap<>();
        private int damaged;

        Reader(String text) {
            int begin = 0;
            while (begin < text.length()) {
                int end = text.indexOf("\n" + CHECKSUM, begin);
                if (end < 0) {
                    return;
                }
                int next = text.indexOf('\n', end + 1);
                if (next < 0) {
                    return;
                }
                readPart(text.substring(begin, next + 1));
                begin = next + 1;
            }
        }

        StoredHistory result() {
            // What is missing may have said that an event was not finished: without these times it is in doubt.
            return new StoredHistory(entities, damaged > 0 ? Map.of() : provenUntil, damaged);
        }

        private void readPart(String part) {
            // What a crash has cut short stands before the next part: only the last beginning counts.
            int begin = part.lastIndexOf(FORMAT + "\n");
            int end = part.lastIndexOf(CHECKSUM);
            String lines = begin < 0 || end < begin ? "" : part.substring(begin + FORMAT.length() + 1, end);
            if (begin < 0 || end < begin || !part(lines).equals(part.substring(begin))) {
                damaged++;
                return;
            }
            for (String line : lines.split("\n")) {
                try {
                    readLine(line.split(" "));
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                    // Written by a later version, perhaps: true, but not understood.
                    damaged++;
                }
            }
        }

        private void readLine(String[] fields) {
            switch (fields[0]) {
                case "c" -> provenUntil.put(Long.parseLong(fields[1]), serviceTime(fields[2]));
                case "e", "x" ->
                    put(
                            key(fields),
                            old(fields)
                                    .withEvent(
                                            new Delivered.Reception.Before(serviceTime(fields[5])),
                                            -Long.parseLong(fields[6]),
                                            fields[0].equals("x"),
                                            HistoryText.read(fields[4])));
                case "r" ->
                    put(
                            key(fields),
                            old(fields)
                                    .withRow(new EntityState(
                                            ServiceTime.UNKNOWN,
                                            serviceTime(fields[4]),
                                            "",
                                            HistoryText.read(fields[5]))));
                case "k" -> {
                    String status = HistoryText.read(fields[4]);
                    put(
                            key(fields),
                            status.isEmpty() ? old(fields) : old(fields).withStatus(status));
                }
                case "h" -> {
                    EntityKey key = key(fields);
                    if (entities.containsKey(key)) {
                        put(key, entities.get(key).withoutEvent());
                    }
                }
                case "m" -> entities.replaceAll((key, entry) -> entry.withoutEvent());
                case "" -> {
                    // A part without lines.
                }
                default -> throw new IllegalArgumentException(fields[0]);
            }
        }

        private Delivered old(String[] fields) {
            return entities.getOrDefault(key(fields), Delivered.NOTHING);
        }

        /** At the end, as it was delivered last. */
        private void put(EntityKey key, Delivered entry) {
            entities.remove(key);
            entities.put(key, entry);
            if (entities.size() > DeliveryHistory.MAX_ENTITIES) {
                Iterator<EntityKey> oldest = entities.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }

        private static EntityKey key(String[] fields) {
            return new EntityKey(HistoryText.read(fields[1]), HistoryText.read(fields[2]), HistoryText.read(fields[3]));
        }

        private static ServiceTime serviceTime(String text) {
            return new ServiceTime(Long.parseLong(text, RADIX));
        }
    }
}
