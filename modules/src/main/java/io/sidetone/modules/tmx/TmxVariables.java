package io.sidetone.modules.tmx;

import io.sidetone.modules.tm.KnownTransactions;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.ProxyContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The variables of transactions that this module adds to those of `tm`. Thread-safe: keeps nothing itself.
final class TmxVariables {

    private static final String RUID = "ruid";

    private TmxVariables() {}

    /// The name of a transaction by its two numbers.
    static String name(long index, long label) {
        return Long.toHexString(index) + ":" + Long.toHexString(label);
    }

    static void define(ModuleBuilder module, Supplier<KnownTransactions> known) {
        module.variable("T_reply_reason", "The reason phrase of the reply that this is about; null without one.")
                .reads(TmxVariables::reason);
        module.variable("T_reply_last", "The status code that the caller was sent last; null without one.")
                .type(Type.INTEGER)
                .reads(context -> {
                    ProxyContext proxy = context.transaction().proxy();
                    int last = proxy == null ? 0 : proxy.server().lastStatus();
                    return last == 0 ? null : (Object) (long) last;
                });
        module.variable("T_reply_ruid", "The name of the binding that the branch of the reply went to; null for none.")
                .reads(context -> ofBranch(context, RUID));
        module.variable("T_branch", "Of the branch that this is about: `flags`, `uri` or `ruid`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> ofBranch(context, Values.text(key)));
        module.variable(
                        "T",
                        "Of the transaction: `id_index` and `id_label` name it, `id_index_n` and `id_label_n` make it "
                                + "first; `reply_code`, `reply_reason`, `reply_type` (1 for a time-out), "
                                + "`branch_index`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .readsWithKey((context, key) -> read(context, known, Values.text(key)));
    }

    private static @Nullable Object ofBranch(RoutingContext context, String what) {
        Branch branch = context.branch();
        TargetDraft draft = branch == null ? null : context.transaction().draft(branch.index());
        if (draft == null) {
            return null;
        }
        return switch (what) {
            case "flags" -> String.join(" ", draft.flags().names());
            case "uri" -> draft.uri() == null ? null : draft.uri().toString();
            default -> draft.attributes().get(RUID);
        };
    }

    private static @Nullable String reason(RoutingContext context) {
        if (!context.isRequest()) {
            return context.response().phrase();
        }
        ProxyContext proxy = context.transaction().proxy();
        SipResponse best = proxy == null || context.kind() != RouteKind.FAILURE_ROUTE ? null : proxy.best();
        return best == null ? null : best.phrase();
    }

    private static @Nullable Object read(RoutingContext context, Supplier<KnownTransactions> known, String what) {
        RoutedTransaction transaction = context.transaction();
        return switch (what) {
            case "id_index", "id_label" -> number(known.get().id(context), what.equals("id_label"));
            case "id_index_n", "id_label_n" -> {
                boolean _ = transaction.begin(context);
                yield number(known.get().id(context), what.equals("id_label_n"));
            }
            case "reply_code" -> (long) transaction.status();
            case "reply_reason" -> reason(context);
            case "reply_type" -> {
                ProxyContext proxy = transaction.proxy();
                boolean faked = context.kind() == RouteKind.FAILURE_ROUTE && proxy != null && proxy.best() == null;
                yield faked ? 1L : 0L;
            }
            case "branch_index" -> {
                Branch branch = context.branch();
                yield branch == null ? null : (Object) (long) branch.index();
            }
            default -> ofBranch(context, what);
        };
    }

    private static @Nullable Long number(@Nullable String id, boolean second) {
        if (id == null) {
            return null;
        }
        int colon = id.indexOf(':');
        return Long.parseLong(second ? id.substring(colon + 1) : id.substring(0, colon), 16);
    }
}
