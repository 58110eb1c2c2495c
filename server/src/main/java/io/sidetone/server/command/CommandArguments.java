package io.sidetone.server.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a command was given, by the names of its parameters. Immutable.
///
/// @param values values of JSON
public record CommandArguments(Map<String, @Nullable Object> values) {

    /// Text, or a number as its digits.
    ///
    /// @throws CommandException if it is missing or is a list or a map
    public String text(String name) throws CommandException {
        String value = textOrNull(name);
        if (value == null) {
            throw new CommandException(400, "parameter '" + name + "' is missing");
        }
        return value;
    }

    /// Text, or a number as its digits; null if it was left out.
    ///
    /// @throws CommandException if it is a list or a map
    public @Nullable String textOrNull(String name) throws CommandException {
        return switch (values.get(name)) {
            case null -> null;
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> throw new CommandException(400, "parameter '" + name + "' has to be text");
        };
    }

    /// A whole number, or what counts where it was left out.
    ///
    /// @throws CommandException if it is none
    public long integer(String name, long otherwise) throws CommandException {
        String text = textOrNull(name);
        try {
            return text == null ? otherwise : Long.parseLong(text.strip());
        } catch (NumberFormatException _) {
            throw new CommandException(400, "parameter '" + name + "' has to be a whole number, not '" + text + "'");
        }
    }
}
