package io.sidetone.modules.tm;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.ProxySettings;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The variables of transactions.
final class TmVariables {

    private TmVariables() {}

    static void define(ModuleBuilder module, KnownTransactions known) {
        module.variable("T_branch_idx", "The number of the branch that this is about, from 0.")
                .type(Type.INTEGER)
                .reads(context -> number(branch(context)));
        module.variable(
                        "T_reply_code",
                        "The status code of the reply that this is about, or was sent last; 0 without one.")
                .type(Type.INTEGER)
                .reads(context -> (long) TmModule.status(context));
        module.variable("T_ruri", "The Request-URI of the branch that this is about.")
                .reads(context -> {
                    Branch branch = branch(context);
                    return branch == null ? null : branch.target().uri().toString();
                });
        module.variable("T_id", "Names the transaction, for `tm:reply`; null without one.")
                .reads(known::id);
        module.variable("T_branch_last_reply_code", "The last status code of a branch, by its number, or of this one.")
                .type(Type.INTEGER)
                .key(VariableDefinition.Key.OPTIONAL)
                .readsWithKey(TmVariables::lastCode);
        timeout(
                module,
                "T_fr_timeout",
                "Seconds to wait for a final reply.",
                s -> s.timers().timeout(),
                (s, time) -> s.withTimers(s.timers().withTimeout(time)));
        timeout(
                module,
                "T_fr_inv_timeout",
                "Seconds that a callee may ring.",
                ProxySettings::timerC,
                ProxySettings::withTimerC);
    }

    private static void timeout(
            ModuleBuilder module,
            String name,
            String description,
            Function<ProxySettings, Duration> get,
            BiFunction<ProxySettings, Duration, ProxySettings> with) {
        module.variable(name, description)
                .type(Type.INTEGER)
                .writes((context, value) -> {
                    RoutedTransaction transaction = context.transaction();
                    ProxySettings usual = context.core().settings().get().proxy();
                    transaction.settings(
                            with.apply(transaction.settings(), value == null ? get.apply(usual) : seconds(value)));
                })
                .reads(context -> get.apply(context.transaction().settings()).toSeconds());
    }

    private static Duration seconds(Object value) {
        Long seconds = Values.integer(value);
        if (seconds == null || seconds < 1 || seconds > 86_400) {
            throw new ScriptError("a time from 1 to 86400 seconds is needed, not '" + Values.text(value) + "'");
        }
        return Duration.ofSeconds(seconds);
    }

    /// The branch that a block is about: in a failure route the one that was heard of last.
    static @Nullable Branch branch(RoutingContext context) {
        Branch branch = context.branch();
        return branch == null ? Heard.of(context.transaction()).last() : branch;
    }

    private static @Nullable Long number(@Nullable Branch branch) {
        return branch == null ? null : (long) branch.index();
    }

    private static @Nullable Object lastCode(RoutingContext context, @Nullable Object key) {
        Long index = key == null ? number(branch(context)) : Values.integer(key);
        int code = index == null ? 0 : Heard.of(context.transaction()).code(Math.clamp(index, -1, Integer.MAX_VALUE));
        return code == 0 ? null : (long) code;
    }
}
