package io.sidetone.modules.cfg_rpc;

import io.sidetone.modules.messages.CustomValues;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Module `cfg_rpc`. Thread-safe.
public final class CfgRpcModule implements Module {

    private static final Command.Parameter GROUP = new Command.Parameter("group", false, "The group of the value.");
    private static final Command.Parameter NAME = new Command.Parameter("name", false, "The name in its group.");
    private static final Command.Parameter VALUE = new Command.Parameter("value", false, "What it is set to.");

    private @Nullable Supplier<@Nullable CustomValues> values;

    /// Not yet started.
    public CfgRpcModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("cfg_rpc", "Values that scripts declare as `group.name = 5`, changed while the server runs.");
        values = module.wants(CustomValues.class);
        module.command(new Command(
                "cfg.get",
                List.of(),
                List.of(GROUP, new Command.Parameter("name", true, "The name in its group; all if left out.")),
                "Shows a value, or those of a group.",
                arguments -> {
                    boolean one = arguments.textOrNull("name") != null;
                    Object value = one ? values().get(name(arguments)) : group(arguments.text("group"));
                    if (value == null) {
                        throw none(arguments);
                    }
                    return value;
                }));
        setting(module, "cfg.set", "Sets a value.");
        setting(module, "cfg.seti", "Sets a number.");
        setting(module, "cfg.sets", "Sets a text.");
        setting(module, "cfg.set_now_int", "Sets a number.");
        setting(module, "cfg.set_now_string", "Sets a text.");
        module.command(new Command(
                "cfg.reset", List.of(), List.of(GROUP, NAME), "Lets what the script says count again.", arguments -> {
                    if (!values().reset(name(arguments))) {
                        throw none(arguments);
                    }
                    return "ok";
                }));
        module.command(new Command(
                "cfg.list",
                List.of(),
                List.of(new Command.Parameter("group", true, "The group; all if left out.")),
                "Lists the values.",
                arguments -> {
                    String group = arguments.textOrNull("group");
                    List<Object> lines = new ArrayList<>();
                    values().all().forEach((name, value) -> {
                        if (group == null || name.startsWith(group + ".")) {
                            lines.add(name.replaceFirst("\\.", ": "));
                        }
                    });
                    return lines;
                }));
    }

    private void setting(ModuleBuilder module, String name, String description) {
        boolean number = name.endsWith("i") || name.endsWith("int");
        module.command(new Command(name, List.of(), List.of(GROUP, NAME, VALUE), description, arguments -> {
            Object value = number ? (Object) arguments.integer("value", 0) : arguments.text("value");
            if (values().get(name(arguments)) == null) {
                throw none(arguments);
            }
            if (!values().set(name(arguments), value)) {
                throw new CommandException(400, "it is a number, and '" + value + "' is none");
            }
            return "ok";
        }));
    }

    /// The values of a group by their names; null if there is none.
    private @Nullable Map<String, Object> group(String group) throws CommandException {
        Map<String, Object> found = new TreeMap<>();
        values().all().forEach((name, value) -> {
            if (name.startsWith(group + ".")) {
                found.put(name.substring(group.length() + 1), value);
            }
        });
        return found.isEmpty() ? null : found;
    }

    private CustomValues values() throws CommandException {
        CustomValues found = values == null ? null : values.get();
        if (found == null) {
            throw new CommandException(500, "the module pv is not loaded");
        }
        return found;
    }

    private static String name(CommandArguments arguments) throws CommandException {
        return arguments.text("group") + "." + arguments.text("name");
    }

    private static CommandException none(CommandArguments arguments) throws CommandException {
        String name = arguments.textOrNull("name");
        return new CommandException(
                400,
                name == null
                        ? "there is no group '" + arguments.text("group") + "'"
                        : "there is no value '" + name(arguments) + "'");
    }
}
