package io.sidetone.modules.tm;

import static io.sidetone.script.ast.RouteKind.EVENT_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Targets that are tried in the order of their preference, those that are preferred alike at once:
/// `t_load_contacts`. Thread-safe: keeps nothing itself.
final class SerialContacts {

    private static final String WAITING = "tm.contacts";

    private SerialContacts() {}

    static void define(ModuleBuilder module) {
        module.function("t_load_contacts", "Keeps all targets for `t_next_contacts`, the most preferred ones first.")
                .with(Argument.integer(
                                "mode",
                                "1 for one after the other in random order, where q says how likely one is the next.")
                        .between(0, 1)
                        .optional())
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, "done, or there is one target only")
                .example("if (t_load_contacts() && t_next_contacts()) t_relay();")
                .does(SerialContacts::load);
        module.function("t_next_contacts", "Lets the request go to the most preferred targets that are kept.")
                .in(ROUTE, FAILURE_ROUTE)
                .edits()
                .returns(1, "done")
                .returns(-2, "none are kept")
                .example("if (t_next_contacts()) t_relay();")
                .does(SerialContacts::next);
        module.function(
                        "t_next_contact_flow",
                        "Says that there is nothing to be done: the other flows of a device are tried by themselves.")
                .in(ROUTE, EVENT_ROUTE)
                .returns(-2, "always")
                .example("if (t_next_contact_flow()) t_relay();")
                .does(_ -> -2);
    }

    private static int load(RoutingContext context, @Nullable Long mode) {
        if (context.more().isEmpty()) {
            return 1;
        }
        List<TargetDraft> all = new ArrayList<>();
        TargetDraft first = context.main().copy();
        first.uri(context.request().uri());
        all.add(first);
        all.addAll(context.more());
        context.more().clear();
        context.transaction()
                .note(
                        WAITING,
                        mode != null && mode == 1
                                ? shuffled(all, context.core().layer().random())
                                : grouped(all));
        return 1;
    }

    private static Deque<List<TargetDraft>> grouped(List<TargetDraft> all) {
        Deque<List<TargetDraft>> groups = new ArrayDeque<>();
        all.sort(Comparator.comparingInt(draft -> -draft.q()));
        for (TargetDraft draft : all) {
            if (groups.isEmpty() || groups.getLast().getFirst().q() != draft.q()) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(draft);
        }
        return groups;
    }

    private static Deque<List<TargetDraft>> shuffled(List<TargetDraft> all, RandomGenerator random) {
        Deque<List<TargetDraft>> groups = new ArrayDeque<>();
        int sum = all.stream().mapToInt(TargetDraft::q).sum();
        while (!all.isEmpty()) {
            int drawn = sum > 0 ? random.nextInt(sum) : 0;
            int at = 0;
            while (sum > 0 && drawn >= all.get(at).q()) {
                drawn -= all.get(at).q();
                at++;
            }
            TargetDraft next = all.remove(at);
            sum -= next.q();
            groups.add(List.of(next));
        }
        return groups;
    }

    @SuppressWarnings("unchecked")
    private static int next(RoutingContext context) {
        List<TargetDraft> group = context.transaction().note(WAITING) instanceof Deque<?> waiting
                ? ((Deque<List<TargetDraft>>) waiting).poll()
                : null;
        if (group == null) {
            return -2;
        }
        context.uri(Objects.requireNonNull(group.getFirst().uri()));
        context.main().become(group.getFirst());
        context.more().clear();
        context.more().addAll(group.subList(1, group.size()));
        return 1;
    }
}
