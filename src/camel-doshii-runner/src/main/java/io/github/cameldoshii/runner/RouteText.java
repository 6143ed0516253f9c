package io.github.cameldoshii.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.camel.spi.Resource;

/**
 * Reads a route file: UTF-8, or UTF-16 with its mark, whatever the locale of the process. Camel takes the locale's encoding,
 * which makes other words of the same file on another machine.
 */
final class RouteText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private RouteText() {}

    /**
     * The text, each line with a line feed after it.
     *
     * @throws Failure if it is in another encoding, with the line
     */
    static String of(Resource file) {
        try (InputStream in = file.getInputStream()) {
            String text = decode(in.readAllBytes(), file.getLocation());
            return text.lines().collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.getLocation(), e);
        }
    }

    private static String decode(byte[] bytes, String location) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = charset(bytes)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new Failure(
                    location.replaceFirst("^file:", "") + ":"
                            + (1 + text.lines().count() - (endsALine(text) ? 0 : 1)) + ": the file is not in UTF-8",
                    "Save it as UTF-8.");
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean endsALine(String text) {
        return text.isEmpty() || text.endsWith("\n") || text.endsWith("\r");
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8;
    }
}
