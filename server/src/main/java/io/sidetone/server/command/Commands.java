package io.sidetone.server.command;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All commands of a server. Thread-safe.
public final class Commands {

    private final Map<String, Command> byName = new TreeMap<>();
    private final Map<String, Command> byAlias = new HashMap<>();

    /// Adds one.
    ///
    /// @throws IllegalArgumentException if its name is taken
    public synchronized void add(Command command) {
        if (byName.putIfAbsent(command.name(), command) != null) {
            throw new IllegalArgumentException("There is a command " + command.name() + " already");
        }
        command.aliases().forEach(alias -> byAlias.putIfAbsent(alias, command));
    }

    /// All, by their names.
    public synchronized Collection<Command> all() {
        return List.copyOf(byName.values());
    }

    /// The one with this name or alias; null if there is none.
    public synchronized @Nullable Command find(String name) {
        Command command = byName.get(name);
        return command == null ? byAlias.get(name) : command;
    }

    /// Runs a command with parameters in their order.
    ///
    /// @throws CommandException if there is no such command, the parameters do not fit, or it fails
    public @Nullable Object run(String name, List<? extends @Nullable Object> arguments) throws CommandException {
        Command command = known(name);
        if (arguments.size() > command.parameters().size()) {
            throw new CommandException(
                    400, name + " takes " + command.parameters().size() + " parameters at most");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            values.put(command.parameters().get(i).name(), arguments.get(i));
        }
        return run(command, values);
    }

    /// Runs a command with parameters by name.
    ///
    /// @throws CommandException if there is no such command, the parameters do not fit, or it fails
    public @Nullable Object run(String name, Map<String, ? extends @Nullable Object> arguments)
            throws CommandException {
        Command command = known(name);
        for (String given : arguments.keySet()) {
            if (command.parameters().stream()
                    .noneMatch(parameter -> parameter.name().equals(given))) {
                throw new CommandException(400, name + " has no parameter '" + given + "'");
            }
        }
        return run(command, new LinkedHashMap<>(arguments));
    }

    private static @Nullable Object run(Command command, Map<String, @Nullable Object> values) throws CommandException {
        for (Command.Parameter parameter : command.parameters()) {
            if (!parameter.optional() && values.get(parameter.name()) == null) {
                throw new CommandException(400, command.name() + " needs parameter '" + parameter.name() + "'");
            }
        }
        return command.action().run(new CommandArguments(values));
    }

    private Command known(String name) throws CommandException {
        Command command = find(name);
        if (command == null) {
            throw new CommandException(404, "there is no command '" + name + "'");
        }
        return command;
    }
}
