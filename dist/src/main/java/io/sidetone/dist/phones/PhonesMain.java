package io.sidetone.dist.phones;

import io.sidetone.dist.command.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

/// What `./sidetone phones` starts.
public final class PhonesMain {

    private PhonesMain() {}

    /// Has telephones call each other, and ends with whether all went well.
    ///
    /// @param words the folder that the program lives in, then the words of the command line
    public static void main(String[] words) {
        int code = Program.run(
                new CommandLine(new PhonesCommand(Path.of(words[0]))),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Arrays.copyOfRange(words, 1, words.length));
        System.exit(code);
    }
}
