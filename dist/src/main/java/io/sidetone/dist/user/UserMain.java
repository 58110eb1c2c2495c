package io.sidetone.dist.user;

import io.sidetone.dist.command.Program;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The users of a server: what `./sidetone user` runs.
public final class UserMain {

    private UserMain() {}

    /// Runs a command, and ends with its exit code.
    public static void main(String[] words) {
        Console console = System.console();
        int code = Program.run(
                UserCommand.of(prompt -> console == null ? null : console.readPassword("%s: ", prompt)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                words);
        System.exit(code);
    }
}
