package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A state file in what containers mount: run where this user may mount in a namespace of its own. */
@Timeout(120)
class StateFileOnMountsIT {

    private static final String STARTED = "started with ";

    @TempDir
    private Path folder;

    private Path data;

    /** The process in the namespace: starts, writes and prints how that went. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            AtomicFileStateRepository repository = new AtomicFileStateRepository(Path.of(arguments[0]));
            try {
                repository.start();
                String before = repository.getState("a");
                repository.setState("a", "written");
                repository.stop();
                System.out.println(STARTED + before);
            } catch (RuntimeException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @BeforeEach
    void make() throws Exception {
        assumeThat(succeeds(List.of("unshare", "-rm", "true"))).as("may mount").isTrue();
        data = Files.createDirectory(folder.resolve("data"));
    }

    @Test
    void a_single_file_is_refused_whether_it_is_empty_or_old_and_the_text_says_what_to_mount() throws Exception {
        Path file = Files.createFile(data.resolve("positions"));
        Path source = folder.resolve("source");
        for (byte[] content : List.of(new byte[0], StateFileCodec.encode(Map.of("a", "old")))) {
            Files.write(source, content);

            assertThat(open("mount --bind " + source + " " + file, file))
                    .contains("The state file " + file + " cannot be used")
                    .contains("is mounted as a single file")
                    .contains("Mount the folder that it is in")
                    .doesNotContain("remove");
            assertThat(source).hasBinaryContent(content);
        }
        assertThat(data).isDirectoryNotContaining("glob:**.{tmp,bak,lock}");
    }

    @Test
    void a_link_to_a_single_file_is_refused_with_both_names() throws Exception {
        Path source = Files.createFile(folder.resolve("source"));
        Path file = Files.createFile(data.resolve("kept"));
        Path link = Files.createSymbolicLink(data.resolve("positions"), Path.of("kept"));

        assertThat(open("mount --bind " + source + " " + file, link))
                .contains(link + " (which leads to " + file + ") cannot be used: " + file
                        + " is mounted as a single file");
    }

    @Test
    void a_folder_is_written_and_a_link_into_it_too() throws Exception {
        Path volume = Files.createDirectory(folder.resolve("volume"));
        Path link = Files.createSymbolicLink(folder.resolve("positions"), data.resolve("positions"));
        String mount = "mount --bind " + volume + " " + data;

        assertThat(open(mount, data.resolve("positions"))).isEqualTo(STARTED + "null");
        assertThat(open(mount, link)).isEqualTo(STARTED + "written");
        assertThat(volume.resolve("positions")).exists();
        assertThat(link).isSymbolicLink();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void a_link_leads_onto_another_file_system() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("positions"), data.resolve("positions"));

        assertThat(open("mount -t tmpfs tmpfs " + data, link)).isEqualTo(STARTED + "null");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void a_folder_that_is_mounted_read_only_is_told_at_start() throws Exception {
        assertThat(open(
                        "mount --bind " + data + " " + data + " && mount -o remount,bind,ro " + data,
                        data.resolve("positions")))
                .contains("its folder cannot be written")
                .contains("The folder " + data + " is mounted read-only; mount it writable");
    }

    @Test
    void a_full_file_system_is_told_at_start_and_what_is_there_stays() throws Exception {
        Path old = Files.write(folder.resolve("old"), StateFileCodec.encode(Map.of("a", "old")));
        Path file = data.resolve("positions");
        String fill = "mount -t tmpfs -o size=64k tmpfs " + data + " && cp " + old + " " + file + " && touch " + file
                + ".lock && { dd if=/dev/zero of=" + data + "/fill bs=1k 2>/dev/null || true; }";

        assertThat(open(fill, file, "cmp " + old + " " + file + " && ls -A " + data))
                .contains("its folder cannot be written")
                .contains("The file system of the folder " + data + " is full; make room there")
                .endsWith("\nfill\npositions\npositions.lock");
    }

    private String open(String before, Path file) throws Exception {
        return open(before, file, "true");
    }

    /** What the opener, and then the command after it, print. */
    private String open(String before, Path file, String after) throws Exception {
        Path output = folder.resolve("output");
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -Xmx64m -XX:TieredStopAtLevel=1 -cp "
                + System.getProperty("java.class.path") + " '" + Opener.class.getName() + "' " + file;
        Process process = new ProcessBuilder(
                        "unshare", "-rm", "sh", "-c", before + " && cd / && " + java + " && " + after)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("the mount and the command").isZero();
        return Files.readString(output, StandardCharsets.UTF_8).strip();
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
