package io.sidetone.dist.user;

import io.sidetone.dist.command.Program;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The users of a server: what `./sidetone user` runs.
public final class UserMain {

    private UserMain() {}

    /// Runs a command, and ends with its exit code.
    // Whether there is a console where nobody sits depends on the version and the vendor of Java.
    @SuppressWarnings("SystemConsoleNull")
    public static void main(String[] words) {
        Console console = System.console();
        boolean somebody = console != null && console.isTerminal();
        int code = Program.run(
                UserCommand.of(prompt -> somebody ? console.readPassword("%s: ", prompt) : null),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                words);
        System.exit(code);
    }
}
