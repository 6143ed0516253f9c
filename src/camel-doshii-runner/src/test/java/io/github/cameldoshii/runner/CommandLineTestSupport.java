package io.github.cameldoshii.runner;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A command line in a folder of its own, both new for each test. */
abstract class CommandLineTestSupport {

    @TempDir
    Path directory;

    CommandLineUnderTest line;

    @BeforeEach
    final void openLine() {
        line = new CommandLineUnderTest(directory);
    }

    @AfterEach
    final void closeLine() {
        line.close();
    }
}
