package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.modules.messages.Routes;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.proxy.ProxySettings;
import io.sidetone.sip.transaction.TimerSettings;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Times and choices of one transaction. Thread-safe: keeps nothing but the usual times.
final class TimeFunctions {

    private static final long DAY = 86_400_000;

    private final Times times;

    TimeFunctions(Times times) {
        this.times = times;
    }

    void define(ModuleBuilder module) {
        module.function("t_set_fr", "Sets how long the transaction waits for replies.")
                .with(milliseconds("fr_inv_timeout", "Milliseconds that a callee may ring; 0 leaves that alone."))
                .with(milliseconds("fr_timeout", "Milliseconds to wait for a final reply; 0 leaves that alone.")
                        .optional())
                .in(Routes.withMessage())
                .returns(1, "always")
                .example("t_set_fr(30000, 5000);")
                .does((context, ringing, timeout) -> change(context, settings -> set(settings, ringing, timeout)));
        always(module, "t_reset_fr", "Sets the times that `t_set_fr` has changed back to the usual ones.")
                .does(context -> change(context, settings -> {
                    ProxySettings usual = usual(context);
                    return settings.withTimerC(usual.timerC())
                            .withTimers(
                                    settings.timers().withTimeout(usual.timers().timeout()));
                }));
        module.function("t_set_retr", "Sets how often requests of the transaction are sent again.")
                .with(milliseconds("retr_t1_interval", "Milliseconds to the first time; 0 leaves that alone."))
                .with(milliseconds("retr_t2_interval", "The most milliseconds between two times; 0 leaves that alone."))
                .in(Routes.withMessage())
                .returns(1, "always")
                .example("t_set_retr(250, 2000);")
                .does((context, t1, t2) -> change(context, settings -> resent(settings, t1, t2)));
        always(module, "t_reset_retr", "Sets the times that `t_set_retr` has changed back to the usual ones.")
                .does(context -> change(context, settings -> {
                    TimerSettings usual = usual(context).timers();
                    return resent(settings, usual.t1().toMillis(), usual.t2().toMillis());
                }));
        module.function("t_set_max_lifetime", "Sets how long the request may take in all.")
                .with(milliseconds("inv_lifetime", "Milliseconds if it is an INVITE; 0 for no limit."))
                .with(milliseconds("noninv_lifetime", "Milliseconds for others; 0 for no limit."))
                .in(Routes.withMessage())
                .returns(1, "always")
                .example("t_set_max_lifetime(60000, 10000);")
                .does((context, invite, other) ->
                        limit(context, Duration.ofMillis(isInvite(context) ? invite : other)));
        always(module, "t_reset_max_lifetime", "Sets how long the request may take in all back to the usual time.")
                .does(context -> limit(context, times.lifetime(isInvite(context))));
        choices(module);
    }

    private static void choices(ModuleBuilder module) {
        module.function("t_set_disable_failover", "Lets the transaction try one address of each target only, or all.")
                .with(Argument.flag("off", "Whether one only."))
                .in(Routes.withMessage())
                .returns(1, "always")
                .example("t_set_disable_failover(1);")
                .does((context, off) -> change(context, settings -> settings.withFailover(!off)));
        module.function("t_set_auto_inv_100", "Accepted: a 100 is sent when a caller would begin to repeat himself.")
                .with(Argument.flag("on", "Does not matter."))
                .in(ROUTE)
                .returns(1, "always")
                .example("t_set_auto_inv_100(0);")
                .does((_, _) -> 1);
        module.function("t_set_no_auto_ack", "Accepted: only failures are acknowledged here.")
                .with(Argument.flag("on", "Does not matter."))
                .in(Routes.withMessage())
                .returns(1, "always")
                .example("t_set_no_auto_ack(1);")
                .does((_, _) -> 1);
    }

    private static Argument<Long> milliseconds(String name, String description) {
        return Argument.integer(name, description).between(0, DAY);
    }

    private static FunctionBuilder.With0 always(ModuleBuilder module, String name, String description) {
        return module.function(name, description)
                .in(Routes.withMessage())
                .returns(1, "always")
                .example(name + "();");
    }

    private static ProxySettings usual(RoutingContext context) {
        return context.core().settings().get().proxy();
    }

    private static int change(RoutingContext context, UnaryOperator<ProxySettings> how) {
        RoutedTransaction transaction = context.transaction();
        transaction.settings(how.apply(transaction.settings()));
        return 1;
    }

    private static ProxySettings set(ProxySettings settings, long ringing, @Nullable Long timeout) {
        ProxySettings changed = ringing > 0 ? settings.withTimerC(Duration.ofMillis(ringing)) : settings;
        return timeout == null || timeout == 0
                ? changed
                : changed.withTimers(changed.timers().withTimeout(Duration.ofMillis(timeout)));
    }

    private static ProxySettings resent(ProxySettings settings, long first, long longest) {
        TimerSettings before = settings.timers();
        Duration t1 = first > 0 ? Duration.ofMillis(first) : before.t1();
        Duration t2 = longest > 0 ? Duration.ofMillis(longest) : before.t2();
        return settings.withTimers(TimerSettings.of(t1, t1.compareTo(t2) > 0 ? t1 : t2, before.t4())
                .withTimeout(before.timeout()));
    }

    private static int limit(RoutingContext context, Duration time) {
        Lifetime.set(context, time);
        return 1;
    }

    /// Also in reply routes it is the request that matters.
    private static boolean isInvite(RoutingContext context) {
        return context.transaction().proxy() == null
                ? Lifetime.isInvite(context)
                : context.transaction().proxy().server().isInvite();
    }
}
