package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.Flags;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Flags as Kamailio's scripts have them: numbers, all of which together are one number with a bit for each. They
/// are the same flags that have names elsewhere. Thread-safe: keeps nothing.
final class FlagNumbers {

    /// Where the flags of the script are kept.
    private static final String SCRIPT = "core.script.flags";

    private static final int BITS = 63;

    private FlagNumbers() {}

    static void define(ModuleBuilder module) {
        all(
                module,
                "mf",
                "mF",
                "Mf",
                "message",
                context -> context.transaction().flags());
        all(module, "bf", "bF", "Bf", "branch", context -> context.main().flags());
        all(module, "sf", "sF", "Sf", "script", FlagNumbers::script);
        module.function("setsflag", "Sets a flag of the script, which lasts as long as the handling of this message.")
                .with(flag())
                .returns(1, "set")
                .example("setsflag(\"3\");")
                .does((context, name) -> {
                    FlagNames.set(script(context), name);
                    return 1;
                });
        module.function("resetsflag", "Takes a flag of the script away.")
                .with(flag())
                .returns(1, "not set any more")
                .example("resetsflag(\"3\");")
                .does((context, name) -> {
                    script(context).reset(name);
                    return 1;
                });
        module.function("issflagset", "Whether a flag of the script is set.")
                .with(flag())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (issflagset(\"3\")) xlog(\"seen before\");")
                .does((context, name) -> script(context).isSet(name) ? 1 : -1);
    }

    private static Argument<String> flag() {
        return Argument.literal("flag", "Its number, or its name in any case.");
    }

    private static Flags script(RoutingContext context) {
        if (context.note(SCRIPT) instanceof Flags known) {
            return known;
        }
        Flags made = new Flags();
        context.note(SCRIPT, made);
        return made;
    }

    private static void all(
            ModuleBuilder module,
            String decimal,
            String hexadecimal,
            String single,
            String whose,
            Function<RoutingContext, Flags> flags) {
        module.variable(decimal, "The flags of the " + whose + " as one number.")
                .in(Dialect.KAMAILIO)
                .type(Type.INTEGER)
                .writes((context, value) -> write(flags.apply(context), value))
                .reads(context -> bits(flags.apply(context)));
        module.variable(hexadecimal, "The flags of the " + whose + " as one number in hexadecimal digits.")
                .writes((context, value) -> write(flags.apply(context), value))
                .reads(context -> String.format(Locale.ROOT, "%08X", bits(flags.apply(context))));
        module.variable(single, "Whether the " + whose + " has a flag: 1 or 0.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .is(true, new One(flags));
    }

    /// Flags that are no numbers from 0 to 62 have no bit.
    static long bits(Flags flags) {
        long bits = 0;
        for (String name : flags.names()) {
            Long number = Values.integer(name);
            bits |= number != null && number >= 0 && number < BITS ? 1L << number : 0;
        }
        return bits;
    }

    /// Sets and takes away all that have a bit.
    static void write(Flags flags, @Nullable Object value) {
        Long number = value == null ? Long.valueOf(0) : Values.integer(value);
        if (number == null) {
            throw new ScriptError("flags are one number, not '" + Written.shown(Values.text(value)) + "'");
        }
        for (int bit = 0; bit < BITS; bit++) {
            if ((number & 1L << bit) != 0) {
                flags.set(Integer.toString(bit));
            } else {
                flags.reset(Integer.toString(bit));
            }
        }
    }

    private record One(Function<RoutingContext, Flags> flags) implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return flags.apply(RoutingContext.of(run)).isSet(Values.text(key)) ? 1L : 0L;
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            FlagNames.write(flags.apply(RoutingContext.of(run)), Values.text(key), value);
        }
    }
}
