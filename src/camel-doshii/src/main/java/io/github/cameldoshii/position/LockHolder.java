package io.github.cameldoshii.position;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who holds a lock, written into the lock file for the people who wait for it. Nothing else relies on it. */
final class LockHolder {

    private static final String HOST = "[A-Za-z0-9._-]{1,100}";
    private static final Pattern TEXT = Pattern.compile("process \\d{1,20}( on " + HOST + ")?\n");
    private static final int LONGEST = 200;

    private LockHolder() {}

    /** What the holder has written; empty if it has not, or somebody else wrote something else. */
    static Optional<String> of(Path lockFile) {
        try (InputStream in = Files.newInputStream(lockFile)) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII))
                    .filter(text -> TEXT.matcher(text).matches())
                    .map(String::strip);
        } catch (IOException e) {
            // Where locks keep others from reading.
            return Optional.empty();
        }
    }

    /** Writes that this process holds the lock, unless the file has something that is not of this kind in it. */
    static void thisProcess(FileChannel lockFile) {
        try {
            ByteBuffer former = ByteBuffer.allocate(LONGEST);
            if (lockFile.size() > 0
                    && (lockFile.read(former, 0) < 1
                            || !TEXT.matcher(text(former)).matches())) {
                return;
            }
            lockFile.truncate(0);
            lockFile.write(ByteBuffer.wrap(thisProcess().getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // The lock holds without it.
        }
    }

    private static String text(ByteBuffer read) {
        return new String(read.array(), 0, read.position(), StandardCharsets.US_ASCII);
    }

    private static String thisProcess() {
        return "process " + ProcessHandle.current().pid()
                + host().map(name -> " on " + name).orElse("") + "\n";
    }

    /** Not by asking a name server, which can take long. */
    private static Optional<String> host() {
        try {
            return Optional.of(Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.ISO_8859_1)
                            .strip())
                    .filter(name -> name.matches(HOST));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
