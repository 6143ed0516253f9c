package io.github.cameldoshii.runner;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A properties file as editors write it: UTF-8, with or without a byte order mark; what is not UTF-8 is Latin-1, which such
 * files once had to be. What it complains about it names by file and line, and shows none of it: it may be a secret.
 *
 * @param properties what the file sets
 * @param warnings what works and may still surprise, a sentence each
 */
record PropertiesFile(Properties properties, List<String> warnings) {

    private static final String MARK = "\uFEFF";
    private static final int BIG_ENDIAN_MARK = 0xFEFF;
    private static final int LITTLE_ENDIAN_MARK = 0xFFFE;

    /**
     * Reads a file.
     *
     * @throws Failure if it cannot be read, is UTF-16, or has a line that sets nothing
     */
    static PropertiesFile read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Failure(e, file + " cannot be read", List.of());
        }
        if (isUtf16(bytes)) {
            throw new Failure(
                    file + " is not UTF-8: it is UTF-16, or holds NUL characters",
                    "Save it as UTF-8; in Notepad: Save as, Encoding.");
        }
        List<String> warnings = new ArrayList<>();
        String text = decoded(file, bytes, warnings);
        Properties properties = new Properties();
        int number = 1;
        int start = text.startsWith(MARK) ? MARK.length() : 0;
        while (start < text.length()) {
            PropertiesLine line = PropertiesLine.at(text, start);
            take(line, file + ":" + number, properties, warnings);
            number += line.breaks();
            start += line.text().length();
        }
        return new PropertiesFile(properties, List.copyOf(warnings));
    }

    private static void take(PropertiesLine line, String place, Properties properties, List<String> warnings) {
        if (line.isComment()) {
            return;
        }
        if (!line.hasSeparator()) {
            throw new Failure(
                    place + ": there is no = in this line",
                    "A property is written name=value, a comment begins with #.");
        }
        Properties one = new Properties();
        try {
            one.load(new StringReader(line.text()));
        } catch (IllegalArgumentException e) {
            // Without the cause, which could one day tell what it found.
            throw new Failure(
                    place + ": after \\u there must be four hexadecimal digits",
                    "A backslash that belongs to a value is written twice, as in C:\\\\users.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String name : one.stringPropertyNames()) {
            if (SecretNames.mayBeSecret(name) && line.dropsBackslash()) {
                warnings.add(place + ": a backslash in the value of " + name
                        + " is dropped, as it is in every properties file; if it belongs to the value, write it twice");
            }
        }
        properties.putAll(one);
    }

    private static String decoded(Path file, byte[] bytes, List<String> warnings) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            String latin1 = new String(bytes, StandardCharsets.ISO_8859_1);
            long line = latin1.substring(0, in.position() + 1).lines().count();
            warnings.add(file + ":" + line + " is not UTF-8, so the file is read as ISO-8859-1 (Latin-1)");
            return latin1;
        }
    }

    /** UTF-16 without a mark has NUL bytes. */
    private static boolean isUtf16(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << Byte.SIZE | bytes[1] & 0xFF;
        boolean holdsNul = false;
        for (byte each : bytes) {
            holdsNul |= each == 0;
        }
        return mark == BIG_ENDIAN_MARK || mark == LITTLE_ENDIAN_MARK || holdsNul;
    }
}
