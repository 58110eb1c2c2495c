package io.sidetone.modules.maxfwd;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import org.jspecify.annotations.Nullable;

/// Max-Forwards: what keeps a request from going round for ever.
///
/// Once a script has counted, the proxy core does not count a second time. Thread-safe.
public final class MaxfwdModule implements Module {

    private static final int MOST = 255;
    private static final String COUNTED = "maxfwd.counted";

    private @Nullable ModuleParameter<Long> limit;

    @Override
    public void define(ModuleBuilder module) {
        module.name("maxfwd", "Counts Max-Forwards down and adds it where it is missing.");
        limit = module.integer("max_limit", 256, "The greatest Max-Forwards that goes out.")
                .between(1, 256)
                .changeable();
        module.function("mf_process_maxfwd_header", "Lowers Max-Forwards by one, or adds it.")
                .or("process_maxfwd")
                .or("maxfwd_process")
                .with(Argument.integer("max_value", "The value if the field is missing.")
                        .between(0, 256))
                .in(RouteKind.ROUTE)
                .edits()
                .returns(2, "the field was missing and is there now")
                .returns(1, "it was lowered by one")
                .returns(-1, "it is 0 already: answer 483")
                .returns(-2, "the field cannot be read")
                .example("if (!mf_process_maxfwd_header(10)) { exit; }")
                .does((context, value) -> process(context, Math.toIntExact(value)));
        module.function("is_maxfwd_lt", "Whether Max-Forwards is less than a number.")
                .or("mf_lowlimit")
                .or("maxfwd_at_least")
                .with(Argument.integer("max_value", "The number.").between(0, 256))
                .in(RouteKind.ROUTE, RouteKind.FAILURE_ROUTE, RouteKind.BRANCH_ROUTE)
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(-2, "the field is missing")
                .returns(-3, "the field cannot be read")
                .example("if (is_maxfwd_lt(1)) { exit; }")
                .does((context, value) -> isLess(context, value));
    }

    /// Counting again in the same request changes nothing: a request makes one hop here.
    @Rfc(number = 3261, section = "16.6")
    private int process(RoutingContext context, int value) {
        Integer present = context.request().first(Headers.MAX_FORWARDS);
        if (present == null) {
            if (context.request().has(HeaderName.MAX_FORWARDS)) {
                return -2;
            }
            set(context, Math.min(value, MOST));
            return 2;
        }
        if (context.note(COUNTED) != null) {
            return 1;
        }
        if (present == 0) {
            return -1;
        }
        ModuleParameter<Long> greatest = limit;
        long most = greatest == null ? MOST : Math.min(greatest.value(), MOST);
        set(context, (int) Math.min(present - 1L, most));
        return 1;
    }

    private static void set(RoutingContext context, int value) {
        context.message(
                context.request().edit().set(Headers.MAX_FORWARDS, value).build());
        context.note(COUNTED, true);
        RoutedTransaction transaction = context.transaction();
        transaction.settings(transaction.settings().withCounting(false));
    }

    private static int isLess(RoutingContext context, long value) {
        Integer present = context.request().first(Headers.MAX_FORWARDS);
        if (present == null) {
            return context.request().has(HeaderName.MAX_FORWARDS) ? -3 : -2;
        }
        return present < value ? 1 : -1;
    }
}
