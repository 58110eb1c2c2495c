package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import org.jspecify.annotations.Nullable;

/// Flags of messages and branches: variables, and functions. Thread-safe: keeps nothing.
final class FlagVariables {

    private FlagVariables() {}

    static void define(ModuleBuilder module) {
        module.variable("mf", "The flags of the message that are set, with blanks between them.")
                .in(Dialect.NATIVE)
                .reads(context -> FlagNames.text(context.transaction().flags()));
        module.variable("bf", "The flags of the branch that are set, with blanks between them.")
                .in(Dialect.NATIVE)
                .reads(context -> FlagNames.text(context.main().flags()));
        module.variable("msg.flag", "Whether the message has a flag: 1 or 0.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.INTEGER)
                .is(true, new MessageFlag());
        messageFunctions(module);
        branchFunctions(module);
    }

    private static final class MessageFlag implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            return RoutingContext.of(run).transaction().flags().isSet(Values.text(key)) ? 1L : 0L;
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            FlagNames.write(RoutingContext.of(run).transaction().flags(), Values.text(key), value);
        }
    }

    private static Argument<String> flag() {
        return Argument.literal("flag", "Its name, in any case.");
    }

    private static void messageFunctions(ModuleBuilder module) {
        module.function("setflag", "Sets a flag of the message, for all blocks of its transaction.")
                .with(flag())
                .returns(1, "set")
                .example("setflag(\"NAT\");")
                .does((context, name) -> {
                    FlagNames.set(context.transaction().flags(), name);
                    return 1;
                });
        module.function("resetflag", "Takes a flag of the message away.")
                .with(flag())
                .returns(1, "not set any more")
                .example("resetflag(\"NAT\");")
                .does((context, name) -> {
                    context.transaction().flags().reset(name);
                    return 1;
                });
        module.function("isflagset", "Whether a flag of the message is set.")
                .with(flag())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (isflagset(\"NAT\")) xlog(\"behind a NAT\");")
                .does((context, name) -> context.transaction().flags().isSet(name) ? 1 : -1);
    }

    private static Argument<@Nullable Long> branch() {
        return Argument.integer("branch", "The number of the branch; 0, the one of the Request-URI, if left out.")
                .optional();
    }

    private static TargetDraft draft(RoutingContext context, @Nullable Long branch) {
        return MessageBranches.at(context, branch == null ? 0 : branch);
    }

    private static void branchFunctions(ModuleBuilder module) {
        module.function("setbflag", "Sets a flag of a branch.")
                .with(flag())
                .with(branch())
                .returns(1, "set")
                .example("setbflag(\"NAT\");")
                .does((context, name, branch) -> {
                    FlagNames.set(draft(context, branch).flags(), name);
                    return 1;
                });
        module.function("resetbflag", "Takes a flag of a branch away.")
                .with(flag())
                .with(branch())
                .returns(1, "not set any more")
                .example("resetbflag(\"NAT\");")
                .does((context, name, branch) -> {
                    draft(context, branch).flags().reset(name);
                    return 1;
                });
        module.function("isbflagset", "Whether a flag of a branch is set.")
                .with(flag())
                .with(branch())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (isbflagset(\"NAT\")) xlog(\"the callee is behind a NAT\");")
                .does((context, name, branch) -> draft(context, branch).flags().isSet(name) ? 1 : -1);
    }
}
