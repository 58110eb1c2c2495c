package io.sidetone.modules.debugger;

import io.sidetone.script.value.JsonText;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.text.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Module `debugger`. Thread-safe.
public final class DebuggerModule implements Module {

    private static final System.Logger LOG = System.getLogger(DebuggerModule.class.getName());

    private static final String XRAY = "a call is looked at line by line without it";
    private static final String LEVELS = "what the server itself logs is set up outside of the script";

    /// Not yet started.
    public DebuggerModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("debugger", "Shows values and messages in the log.");
        for (String name : List.of("breakpoint", "cfgtrace", "step_usleep", "step_loops", "reset_msgid", "cfgtest")) {
            module.ignored(name, Type.INTEGER, XRAY);
        }
        module.ignored("cfgtrace_format", Type.INTEGER, XRAY);
        module.ignored("log_assign", Type.INTEGER, XRAY);
        module.ignored("cfgpkgcheck", Type.INTEGER, "the virtual machine looks after memory");
        for (String name : List.of("log_level", "mod_hash_size", "mod_level_mode", "mod_facility_mode")) {
            module.ignored(name, Type.INTEGER, LEVELS);
        }
        for (String name : List.of("log_facility", "log_level_name", "log_prefix", "mod_level", "mod_facility")) {
            module.ignored(name, Type.STRING, LEVELS);
        }
        module.function("dbg_breakpoint", "Accepted, and does nothing: nobody waits for a script to be stepped.")
                .with(Argument.literal("mode", "`0` or `1`."))
                .returns(1, "always")
                .example("dbg_breakpoint(\"0\");")
                .does((_, _) -> 1);
        module.function("dbg_pv_dump", "Logs the values of the script and of the transaction.")
                .with(Argument.integer("mask", "Which kinds; all of them.").optional())
                .with(Argument.text("level", "The level of the line.").optional())
                .returns(1, "always")
                .example("dbg_pv_dump();")
                .does((context, _, _) -> {
                    LOG.log(System.Logger.Level.INFO, "{0}", JsonText.of(values(context)));
                    return 1;
                });
        module.function("dbg_sip_msg", "Logs the message as it is now.")
                .with(Argument.text("level", "The level of the lines.").optional())
                .with(Argument.text("facility", "The facility of the lines.").optional())
                .returns(1, "always")
                .example("dbg_sip_msg();")
                .does((context, _, _) -> {
                    byte[] octets = MessageWriter.draft(context.message());
                    LOG.log(System.Logger.Level.INFO, "{0}", Text.decode(octets, 0, octets.length));
                    return 1;
                });
    }

    private static Map<String, Object> values(RoutingContext context) {
        Map<String, Object> all = new TreeMap<>();
        context.transaction()
                .avps()
                .names()
                .forEach(name -> all.put(
                        "$avp(" + name + ")", context.transaction().avps().all(name)));
        List<String> names = context.run().version().variables();
        for (int number = 0; number < names.size(); number++) {
            Object value = context.run().variable(number);
            if (value != null) {
                all.put("$var(" + names.get(number) + ")", value);
            }
        }
        return all;
    }
}
