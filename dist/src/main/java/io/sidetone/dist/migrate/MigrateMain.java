package io.sidetone.dist.migrate;

import io.sidetone.dist.command.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;

/// What `./sidetone migrate` starts.
public final class MigrateMain {

    private MigrateMain() {}

    /// Looks at a configuration, and ends with whether all of it can be used.
    ///
    /// @param words those of the command line
    public static void main(String[] words) {
        int code = Program.run(
                new CommandLine(new MigrateCommand()).addSubcommand(new MigrateCheckCommand(Path.of(""))),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                words);
        System.exit(code);
    }
}
