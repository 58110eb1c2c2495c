package io.sidetone.modules.core;

import static java.lang.System.Logger.Level.INFO;

import io.sidetone.script.run.Output;
import io.sidetone.script.value.JsonText;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.Avps;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions of every script that are about no message: events, the time, values. Thread-safe: keeps nothing.
final class CommonFunctions {

    private static final System.Logger LOG = System.getLogger(CommonFunctions.class.getName());

    /// The most attributes of an event that a script raises.
    private static final int ATTRIBUTES = 100;

    private CommonFunctions() {}

    static void define(ModuleBuilder module) {
        events(module);
        values(module);
        state(module);
    }

    private static void events(ModuleBuilder module) {
        ModuleEvent any = module.event("E_SCRIPT", "What a script raises by `raise_event`, under a name of its own.");
        module.function("raise_event", "Raises an event for `event_route[NAME]` and whoever else listens.")
                .with(Argument.text("event", "Its name, as `E_MY_EVENT`."))
                .with(Argument.output(
                                "names",
                                "The variable whose values are the names of its attributes; without "
                                        + "names they are `1`, `2` and so on.")
                        .optional())
                .with(Argument.output("values", "The variable whose values are the values of its attributes.")
                        .optional())
                .returns(1, "raised")
                .example("$avp(names) = \"user\"; $avp(values) = $fU; raise_event(\"E_SEEN\", $avp(names), "
                        + "$avp(values));")
                .does((_, event, names, values) -> raise(any, event, names, values));
        module.function("subscribe_event", "Tells an application outside of events; needs a module that sends them.")
                .with(Argument.text("event", "The name of the event."))
                .with(Argument.text("socket", "Where it is sent, as `udp:192.0.2.1:8888`."))
                .with(Argument.integer("expire", "For how many seconds; always if left out.")
                        .between(1, Integer.MAX_VALUE)
                        .optional())
                .returns(-1, "no loaded module sends events there")
                .example("subscribe_event(\"E_SEEN\", \"udp:192.0.2.1:8888\");")
                .does((_, _, socket, _) -> {
                    throw new ScriptError("no loaded module sends events to '" + Written.shown(socket) + "'");
                });
    }

    private static int raise(ModuleEvent any, String event, @Nullable Output names, @Nullable Output values) {
        List<?> given = values == null ? List.of() : values.all();
        List<?> named = names == null ? List.of() : names.all();
        if (given.size() > ATTRIBUTES || (!named.isEmpty() && named.size() < given.size())) {
            throw new ScriptError("an event has a name for each value, and at most " + ATTRIBUTES);
        }
        List<String> attributes = new ArrayList<>();
        // What was added last to a stack of values is read first.
        for (int i = given.size(); i > 0; i--) {
            attributes.add(named.isEmpty() ? Integer.toString(given.size() - i + 1) : Values.text(named.get(i - 1)));
        }
        any.as(event, attributes).raise(given.reversed().toArray());
        return 1;
    }

    private static void values(ModuleBuilder module) {
        module.function("pv_printf", "Writes a text with variables in it to a variable.")
                .with(Argument.output("variable", "What is written."))
                .with(Argument.text("text", "The text."))
                .returns(1, "done")
                .example("pv_printf($var(line), \"$rm from $si\");")
                .does((_, variable, text) -> {
                    variable.set(text);
                    return 1;
                });
        module.function("avp_print", "Logs all values of the transaction.")
                .returns(1, "done")
                .example("avp_print();")
                .does(context -> {
                    Avps avps = context.transaction().avps();
                    avps.names().forEach(name -> LOG.log(INFO, "{0}", name + " = " + JsonText.of(avps.all(name))));
                    return 1;
                });
        module.function("get_timestamp", "Reads the time.")
                .with(Argument.output("seconds", "Takes the seconds since 1970."))
                .with(Argument.output("microseconds", "Takes the microseconds of that second."))
                .returns(1, "done")
                .example("get_timestamp($var(s), $var(us));")
                .does((context, seconds, microseconds) -> {
                    long now = context.core().layer().clock().currentTimeMillis();
                    seconds.set(now / 1000);
                    microseconds.set(now % 1000 * 1000);
                    return 1;
                });
    }

    private static void state(ModuleBuilder module) {
        module.function("script_trace", "Does nothing: a call can be looked at line by line without it.")
                .with(Argument.integer("level", "The level of the lines.").optional())
                .with(Argument.text("text", "What each line shows.").optional())
                .with(Argument.literal("info", "What each line begins with.").optional())
                .returns(1, "done")
                .example("script_trace();")
                .does((_, _, _, _) -> 1);
        module.function("sr_check_status", "Whether a part of the server is ready.")
                .with(Argument.text("group", "Which part; `core` for the server itself."))
                .with(Argument.text("identifier", "What of it; all of it if left out.")
                        .optional())
                .returns(1, "ready")
                .example("if (!sr_check_status(\"core\")) exit;")
                .does(CommonFunctions::status);
    }

    /// A script runs only once everything has started.
    private static int status(RoutingContext context, String group, @Nullable String identifier) {
        if (!group.equals("core")) {
            throw new ScriptError("nothing tells its status by the name '" + Written.shown(group) + "'");
        }
        return 1;
    }
}
