package io.sidetone.dist.user;

import io.sidetone.dist.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a new password comes from. Confined to the thread of the command.
final class PasswordOptions {

    private static final String VARIABLE = "SIDETONE_PASSWORD";

    /// Asks who sits there.
    @FunctionalInterface
    interface Prompt {

        /// Asks without showing what is typed.
        ///
        /// @return null if nobody sits there
        char @Nullable [] ask(String prompt);
    }

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            description =
                    "The password. Others on this machine can see it: rather use a file, the environment variable "
                            + VARIABLE + ", or wait to be asked.")
    private @Nullable String password;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File whose first line is the password.")
    private @Nullable Path file;

    @Option(
            names = "--plain",
            description =
                    "Keep the password as it is, too, for servers with calculate_ha1. Usually only hashes are kept.")
    private boolean plain;

    /// Whether the password is kept as it is, too.
    boolean isPlain() {
        return plain;
    }

    /// The password, asked for if nothing says it.
    String password(Prompt prompt) throws CommandException {
        Path from = file;
        if (password != null && from != null) {
            throw CommandException.usage("--password and --password-file say the same thing twice.");
        }
        if (from != null) {
            try (var lines = Files.lines(from)) {
                return lines.findFirst().orElse("");
            } catch (IOException e) {
                throw CommandException.usage("the password can not be read from " + from + ": " + e.getMessage());
            }
        }
        String given = password == null ? System.getenv(VARIABLE) : password;
        return given == null ? asked(prompt) : given;
    }

    private static String asked(Prompt prompt) throws CommandException {
        char[] first = prompt.ask("Password");
        if (first == null) {
            throw CommandException.usage("a password is missing: use --password-file FILE, or set " + VARIABLE + ".");
        }
        char[] again = prompt.ask("Again");
        if (!Arrays.equals(first, again)) {
            throw CommandException.failed("the two passwords differ; nothing was changed.");
        }
        return new String(first);
    }
}
