package io.sidetone.modules.core;

import io.sidetone.modules.messages.AvpStack;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;

/// `$avp(name)`: stacks of values that live as long as the transaction. Thread-safe: keeps nothing.
final class AvpVariables {

    /// The most values that one name may have.
    private static final int MOST = 10_000;

    private AvpVariables() {}

    static void define(ModuleBuilder module) {
        module.variable("avp", "A stack of values of the transaction: what was added last is read first.")
                .key(VariableDefinition.Key.NEEDED)
                .several()
                .type(Type.ANY)
                .is(
                        true,
                        new AvpStack(
                                "avp",
                                MOST,
                                run -> RoutingContext.of(run).transaction().avps()));
    }
}
