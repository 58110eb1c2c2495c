package io.sidetone.dist.prove;

import io.sidetone.dist.command.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// What `./sidetone prove` starts.
public final class ProveMain {

    private ProveMain() {}

    /// Shows that a promise is kept, and ends with whether it was.
    ///
    /// @param words the folder that the program lives in, then the words of the command line
    public static void main(String[] words) {
        int code = Program.run(
                ProveCommand.of(Path.of(words[0])),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Arrays.copyOfRange(words, 1, words.length));
        System.exit(code);
    }
}
