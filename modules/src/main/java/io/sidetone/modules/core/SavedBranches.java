package io.sidetone.modules.core;

import io.sidetone.modules.core.BranchVariables.Field;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.uri.Uri;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `$sbranch(uri)`: a branch that a script puts together, and then adds to the request or makes its first one.
/// Thread-safe: keeps nothing.
final class SavedBranches {

    private static final String NOTE = "core.sbranch";

    private final Sockets sockets;

    SavedBranches(Sockets sockets) {
        this.sockets = sockets;
    }

    void define(ModuleBuilder module) {
        module.variable("sbranch", "A part of the branch that is being put together, as of `$branch`.")
                .key(VariableDefinition.Key.NEEDED)
                .type(Type.ANY)
                .is(true, new Part(sockets));
        module.function("sbranch_set_ruri", "Makes the branch that was put together the first one.")
                .edits()
                .returns(1, "done")
                .returns(-1, "it has no URI")
                .example("$sbranch(uri) = \"sip:bob@192.0.2.1\"; sbranch_set_ruri();")
                .does(context -> use(context, uri -> {
                    context.uri(uri);
                    return context.main();
                }));
        module.function("sbranch_append", "Adds the branch that was put together.")
                .returns(1, "done")
                .returns(-1, "it has no URI")
                .example("$sbranch(uri) = \"sip:bob@192.0.2.1\"; sbranch_append();")
                .does(context -> use(context, uri -> MessageBranches.add(context, uri)));
        module.function("sbranch_reset", "Begins a new branch.")
                .returns(1, "always")
                .example("sbranch_reset();")
                .does(context -> {
                    context.note(NOTE, new TargetDraft());
                    return 1;
                });
    }

    /// @param place what becomes the branch that was put together, by its URI
    private static int use(RoutingContext context, Function<Uri, TargetDraft> place) {
        TargetDraft saved = of(context);
        Uri uri = saved.uri();
        if (uri == null) {
            return -1;
        }
        place.apply(uri).become(saved);
        return 1;
    }

    private static TargetDraft of(RoutingContext context) {
        if (context.note(NOTE) instanceof TargetDraft known) {
            return known;
        }
        TargetDraft made = new TargetDraft();
        context.note(NOTE, made);
        return made;
    }

    /// @param sockets that one can be told to be sent from
    private record Part(Sockets sockets) implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            RoutingContext context = RoutingContext.of(run);
            TargetDraft draft = of(context);
            Field field = BranchVariables.named(context, key);
            return field == Field.URI && draft.uri() == null ? null : field.read(context, draft, key);
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            RoutingContext context = RoutingContext.of(run);
            TargetDraft draft = of(context);
            Field field = BranchVariables.named(context, key);
            if (field == Field.URI && value == null) {
                draft.uri(null);
            } else {
                field.write(context, draft, sockets, key, value);
            }
        }
    }
}
