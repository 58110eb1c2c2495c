package io.sidetone.sip.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Whether the programs of other people are there. Thread-safe: only functions.
public final class Installed {

    private Installed() {}

    /// Skips the test that asks if the program is not installed. It stands in `peers.txt`.
    public static void assume(String program) {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        assumeTrue(installed, "needs " + program);
    }
}
