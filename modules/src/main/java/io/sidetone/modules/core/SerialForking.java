package io.sidetone.modules.core;

import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Branches that are tried one after the other: what is less preferred waits with the transaction. Thread-safe:
/// keeps nothing itself.
final class SerialForking {

    private static final String WAITING = "core.serial";

    private SerialForking() {}

    static void define(ModuleBuilder module) {
        module.function("serialize_branches", "Keeps all branches for later, the most preferred ones first.")
                .with(Argument.flag("clear", "Whether what was kept before is forgotten."))
                .with(Argument.flag("keep_order", "Whether each is tried by itself, in the order that they have.")
                        .optional())
                .returns(1, "done, or nothing to do: there is one branch, or all are preferred alike")
                .example("serialize_branches(1); next_branches();")
                .does((context, clear, keepOrder) -> serialize(context, clear, keepOrder != null && keepOrder));
        module.function("next_branches", "Lets the request go to the most preferred of the branches that are kept.")
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, "done, and more are kept")
                .returns(2, "done, these were the last")
                .returns(-1, "none are kept")
                .example("if (next_branches()) xlog(\"to $ru\");")
                .does(SerialForking::next);
    }

    /// The groups that wait, each to be tried at once.
    @SuppressWarnings("unchecked")
    private static ArrayDeque<List<TargetDraft>> waiting(RoutingContext context) {
        Object kept = context.transaction().note(WAITING);
        return kept == null ? new ArrayDeque<>() : (ArrayDeque<List<TargetDraft>>) kept;
    }

    private static int serialize(RoutingContext context, boolean clear, boolean keepOrder) {
        List<TargetDraft> all = new ArrayList<>();
        for (TargetDraft draft : MessageBranches.all(context)) {
            all.add(BranchFunctions.detached(context, draft));
        }
        boolean alike = all.stream().map(TargetDraft::q).distinct().count() == 1;
        if (all.size() == 1 || (alike && !keepOrder)) {
            return 1;
        }
        if (!keepOrder) {
            all.sort(Comparator.comparingInt(draft -> -draft.q()));
        }
        ArrayDeque<List<TargetDraft>> waiting = clear ? new ArrayDeque<>() : waiting(context);
        if (waiting.size() + all.size() > MessageBranches.MOST) {
            throw new ScriptError("more than " + MessageBranches.MOST + " branches would be kept, which is the limit");
        }
        int q = -1;
        List<TargetDraft> group = new ArrayList<>();
        for (TargetDraft draft : all) {
            if (keepOrder || draft.q() != q) {
                group = new ArrayList<>();
                waiting.add(group);
                q = draft.q();
            }
            group.add(draft);
        }
        context.transaction().note(WAITING, waiting);
        context.more().clear();
        return 1;
    }

    private static int next(RoutingContext context) {
        ArrayDeque<List<TargetDraft>> waiting = waiting(context);
        List<TargetDraft> group = waiting.poll();
        if (group == null) {
            return -1;
        }
        BranchFunctions.overwrite(context, context.main(), group.getFirst());
        context.more().addAll(group.subList(1, group.size()));
        return waiting.isEmpty() ? 2 : 1;
    }
}
