package io.sidetone.modules.core;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.uri.Uri;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Functions that add branches to a request, take them away and put them in order. Thread-safe: keeps nothing.
final class BranchFunctions {

    private static final String NUMBER = "Its number; 0, or nothing, for the one of the Request-URI.";

    private BranchFunctions() {}

    static void define(ModuleBuilder module) {
        adding(module);
        moving(module);
        SerialForking.define(module);
    }

    private static void adding(ModuleBuilder module) {
        module.function("append_msg_branch", "Adds a branch: the request is sent to this URI as well.")
                .with(Argument.text("uri", "Its URI."))
                .with(Argument.text("q", "How much it is preferred, from 0 to 1.")
                        .optional())
                .with(Argument.literal(
                                "flags",
                                "`inherite` lets it have destination, path, socket, q and flags of the first branch.")
                        .among("inherite", "inherit")
                        .optional())
                .returns(1, "added")
                .returns(-1, "a 6xx has come, after which there are no more branches")
                .example("append_msg_branch(\"sip:carol@example.org\", \"0.5\");")
                .does((context, uri, q, flags) -> add(context, UriEdit.of(uri), q, flags != null));
        module.function("append_branch_old", "Adds a branch for a URI, or for the Request-URI as it is now.")
                .or("append_branch")
                .with(Argument.text("uri", "Its URI; the Request-URI with all that belongs to it if left out.")
                        .optional())
                .with(Argument.text("q", "How much it is preferred, from 0 to 1.")
                        .optional())
                .returns(1, "added")
                .returns(-1, "a 6xx has come, after which there are no more branches")
                .example("append_branch(\"sip:carol@example.org\");")
                .does((context, uri, q) ->
                        add(context, uri == null ? context.request().uri() : UriEdit.of(uri), q, uri == null));
        module.function("remove_msg_branch", "Takes a branch away; those behind it move up.")
                .or("remove_branch")
                .with(Argument.integer("branch", "Its number, from 1; from the end if negative."))
                .returns(1, "taken away")
                .returns(-1, "there is no such branch")
                .example("remove_msg_branch(1);")
                .does((context, number) -> {
                    TargetDraft draft = MessageBranches.find(context, number);
                    return draft != null && context.more().remove(draft) ? 1 : -1;
                });
    }

    /// After a 6xx nobody else is to be asked: RFC 3261 §16.7.
    private static int add(RoutingContext context, Uri uri, @Nullable String q, boolean inherits) {
        if (context.kind() == FAILURE_ROUTE && context.transaction().isDeclined()) {
            return -1;
        }
        TargetDraft draft = MessageBranches.add(context, uri);
        if (inherits) {
            draft.become(context.main());
        } else if (context.dialect() == Dialect.KAMAILIO) {
            draft.flags().become(context.main().flags());
        }
        if (q != null && !q.isEmpty()) {
            draft.q(MessageBranches.q(q));
        }
        return 1;
    }

    private static void moving(ModuleBuilder module) {
        module.function("move_msg_branch", "Puts a branch in the place of another one.")
                .or("move_branch")
                .with(Argument.integer("from", NUMBER).optional())
                .with(Argument.integer("to", NUMBER).optional())
                .with(Argument.literal("keep", "`keep` lets the first stay where it is.")
                        .among("keep")
                        .optional())
                .returns(1, "done")
                .example("move_msg_branch(1, 0);")
                .does((context, from, to, keep) -> {
                    TargetDraft source = at(context, from);
                    TargetDraft target = at(context, to);
                    if (!source.equals(target)) {
                        overwrite(context, target, source);
                        boolean _ = keep == null && context.more().remove(source);
                    }
                    return 1;
                });
        module.function("swap_msg_branches", "Lets two branches change places.")
                .or("swap_branches")
                .with(Argument.integer("one", NUMBER).optional())
                .with(Argument.integer("other", NUMBER).optional())
                .returns(1, "done")
                .example("swap_msg_branches(0, 1);")
                .does((context, one, other) -> {
                    TargetDraft first = at(context, one);
                    TargetDraft second = at(context, other);
                    TargetDraft kept = detached(context, first);
                    overwrite(context, first, second);
                    overwrite(context, second, kept);
                    return 1;
                });
    }

    private static TargetDraft at(RoutingContext context, @Nullable Long number) {
        if (context.kind() == BRANCH_ROUTE) {
            throw new ScriptError("a branch route sees one branch only");
        }
        return MessageBranches.at(context, number == null || number < 0 ? 0 : number);
    }

    /// A copy that has a URI of its own.
    static TargetDraft detached(RoutingContext context, TargetDraft draft) {
        TargetDraft copy = draft.copy();
        copy.uri(MessageBranches.uri(context, draft));
        return copy;
    }

    /// Lets a branch be as another one is.
    static void overwrite(RoutingContext context, TargetDraft target, TargetDraft source) {
        Uri uri = Objects.requireNonNull(MessageBranches.uri(context, source));
        // The Request-URI first: with a new one the path of the old one is forgotten.
        MessageBranches.uri(context, target, uri);
        target.become(source);
    }
}
