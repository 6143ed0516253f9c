package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.WallTime;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A position as one line of text, with the number of its format and a checksum that a torn or altered write does not pass.
 * The time is this machine's, and the offset what the service's clock is ahead of it, in milliseconds: 0 where the time is
 * the service's own.
 */
public final class PositionCodec {

    /** What a text turned out to be. */
    public sealed interface Decoded {
        /** A position. */
        record Of(Position position) implements Decoded {}

        /** Not what was written: torn, altered, or not a position at all. */
        record Damaged(String why) implements Decoded {}

        /** Written by a later version. */
        record Newer(int format) implements Decoded {}
    }

    private static final int FORMAT = 1;
    private static final Pattern HEAD = Pattern.compile("doshii-position (\\d{1,6}) .*", Pattern.DOTALL);
    private static final Pattern LINE =
            Pattern.compile("(doshii-position 1 at (-?\\d{1,18}) offset (-?\\d{1,18}|unknown)) crc ([0-9a-f]{8})");

    private PositionCodec() {}

    /** The text of a position. */
    public static String encode(Position position) {
        String time = position instanceof Position.ByService service
                ? service.at().epochMillis() + " offset 0"
                : ((Position.ByWallClock) position).at().epochMillis() + " offset unknown";
        String content = "doshii-position " + FORMAT + " at " + time;
        return content + " crc " + checksum(content);
    }

    /** Reads what {@link #encode} has written. */
    public static Decoded decode(String text) {
        Matcher head = HEAD.matcher(text);
        if (!head.matches()) {
            return new Decoded.Damaged("it is no stored position");
        }
        int format = Integer.parseInt(head.group(1));
        if (format > FORMAT) {
            return new Decoded.Newer(format);
        }
        Matcher line = LINE.matcher(text);
        if (!line.matches() || !checksum(line.group(1)).equals(line.group(4))) {
            return new Decoded.Damaged("its checksum is wrong, so it was torn or altered");
        }
        long at = Long.parseLong(line.group(2));
        String offset = line.group(3);
        return new Decoded.Of(
                offset.equals("unknown")
                        ? new Position.ByWallClock(new WallTime(at))
                        : new Position.ByService(new ServiceTime(at + Long.parseLong(offset))));
    }

    private static String checksum(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
