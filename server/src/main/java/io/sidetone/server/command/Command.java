package io.sidetone.server.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that an operator can have done while the server runs. Immutable.
///
/// @param name `module:command`
/// @param aliases older names that still work
/// @param parameters in the order in which they are given without names
/// @param description one sentence
/// @param action what is done; may wait, and is never called on a thread that reads messages
public record Command(
        String name, List<String> aliases, List<Parameter> parameters, String description, Action action) {

    public Command {
        aliases = List.copyOf(aliases);
        parameters = List.copyOf(parameters);
    }

    /// What a command takes.
    ///
    /// @param optional whether it can be left out
    /// @param description one sentence
    public record Parameter(String name, boolean optional, String description) {}

    /// What is done.
    @FunctionalInterface
    public interface Action {

        /// Does it.
        ///
        /// @return a value of JSON: null, Boolean, Long, BigDecimal, String, List or Map with text as keys
        /// @throws CommandException if it cannot be done
        @Nullable
        Object run(CommandArguments arguments) throws CommandException;
    }

    /// The same, under one more name.
    public Command or(String alias) {
        List<String> more = new ArrayList<>(aliases);
        more.add(alias);
        return new Command(name, more, parameters, description, action);
    }
}
