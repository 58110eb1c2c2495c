package io.sidetone.modules.xlog;

import io.sidetone.modules.messages.LogLimits;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Logging under the names of Kamailio's module. `xlog` and `xdbg` themselves are always there. Thread-safe.
public final class XlogModule implements Module {

    private static final System.Logger LOG = System.getLogger(XlogModule.class.getName());

    private @Nullable ModuleParameter<String> prefix;
    private @Nullable ModuleParameter<Long> size;
    private @Nullable Supplier<@Nullable CoreParameters> parameters;

    @Override
    public void define(ModuleBuilder module) {
        module.name("xlog", "Logs texts at levels that have functions of their own.");
        parameters = module.wants(CoreParameters.class);
        prefix = module.text("prefix", "", "What stands before each text.").changeable();
        size = module.integer("buf_size", 4096, "The most characters of one text; the rest is cut off.")
                .between(16, 1 << 20)
                .changeable();
        module.ignored("force_color", Type.INTEGER, "colours are the matter of who shows the log");
        module.ignored("long_format", Type.INTEGER, "lines of the script are known to the log");
        module.ignored("prefix_mode", Type.INTEGER, "variables in the prefix are not replaced");
        module.ignored("auto_newline", Type.INTEGER, "each text is a line of its own");
        module.ignored("methods_filter", Type.INTEGER, "xlogm logs for all methods");
        module.ignored("log_facility", Type.STRING, "the facility is the matter of the log's settings");
        module.ignored("log_colors", Type.STRING, "colours are the matter of who shows the log");
        level(module, "xalert", "L_ALERT");
        level(module, "xcrit", "L_CRIT");
        level(module, "xbug", "L_BUG");
        level(module, "xerr", "L_ERR");
        level(module, "xwarn", "L_WARN");
        level(module, "xnotice", "L_NOTICE");
        level(module, "xinfo", "L_INFO");
        level(module, "xdbgl", "L_DBG");
        for (String name : new String[] {"xlogl", "xlogm"}) {
            module.function(name, "Logs a text at a level.")
                    .with(Argument.text("level", "The level, from L_ALERT to L_DBG."))
                    .with(Argument.text("text", "What is logged."))
                    .returns(1, "it was logged, or the level is above what is logged")
                    .example(name + "(\"L_INFO\", \"$ru\");")
                    .does((context, level, text) -> log(context, LogLimits.level(level, context.dialect()), text));
        }
        module.variable("C", "A colour of terminals: always empty, since logs are not for terminals only.")
                .type(Type.STRING)
                .key(VariableDefinition.Key.OPTIONAL)
                .readsWithKey((_, _) -> "");
    }

    private void level(ModuleBuilder module, String name, String named) {
        module.function(name, "Logs a text at level " + named + ".")
                .with(Argument.text("text", "What is logged."))
                .returns(1, "it was logged, or the level is above what is logged")
                .example(name + "(\"request to $ru\");")
                .does((context, text) -> log(context, LogLimits.level(named, context.dialect()), text));
    }

    private int log(RoutingContext context, long level, String text) {
        CoreParameters known = parameters == null ? null : parameters.get();
        Level system = LogLimits.system(level);
        if ((known == null || level <= LogLimits.limit(context, known)) && LOG.isLoggable(system)) {
            String before = prefix == null ? "" : prefix.value();
            int most = size == null ? text.length() : (int) Math.min(size.value(), text.length());
            LOG.log(system, "{0}", before + text.substring(0, most).stripTrailing());
        }
        return 1;
    }
}
