package io.sidetone.modules.pv;

import io.sidetone.script.define.VariableDefinition.Key;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `$sbranch(uri)`: a branch that a script puts together, and then adds to the request or makes its first one.
/// Thread-safe: keeps nothing.
final class SavedBranches {

    private static final String NOTE = "pv.sbranch";
    private static final int THOUSANDTHS = 3;

    private SavedBranches() {}

    static void define(ModuleBuilder module) {
        module.variable("sbranch", "A part of the branch that is being put together: `uri`, `dst_uri`, `q` or `flags`.")
                .key(Key.NEEDED)
                .type(Type.ANY)
                .is(true, new Part());
        module.function("sbranch_set_ruri", "Makes the branch that was put together the first one.")
                .edits()
                .returns(1, "done")
                .returns(-1, "it has no URI")
                .example("$sbranch(uri) = \"sip:bob@192.0.2.1\"; sbranch_set_ruri();")
                .does(context -> {
                    Uri uri = of(context).uri();
                    if (uri == null) {
                        return -1;
                    }
                    context.uri(uri);
                    context.main().become(of(context));
                    return 1;
                });
        module.function("sbranch_append", "Adds the branch that was put together.")
                .returns(1, "done")
                .returns(-1, "it has no URI")
                .example("$sbranch(uri) = \"sip:bob@192.0.2.1\"; sbranch_append();")
                .does(context -> {
                    Uri uri = of(context).uri();
                    if (uri == null) {
                        return -1;
                    }
                    TargetDraft draft = new TargetDraft(uri);
                    draft.become(of(context));
                    context.more().add(draft);
                    return 1;
                });
        module.function("sbranch_reset", "Begins a new branch.")
                .returns(1, "always")
                .example("sbranch_reset();")
                .does(context -> {
                    context.note(NOTE, new TargetDraft());
                    return 1;
                });
    }

    private static TargetDraft of(RoutingContext context) {
        if (context.note(NOTE) instanceof TargetDraft known) {
            return known;
        }
        TargetDraft made = new TargetDraft();
        context.note(NOTE, made);
        return made;
    }

    private static final class Part implements Variable {

        @Override
        public @Nullable Object get(Run run, @Nullable Object key) {
            TargetDraft draft = of(RoutingContext.of(run));
            return switch (Values.text(key).toLowerCase(Locale.ROOT)) {
                case "uri" -> draft.uri() == null ? null : draft.uri().toString();
                case "dst_uri" ->
                    draft.destination() == null ? null : draft.destination().toString();
                case "q" ->
                    BigDecimal.valueOf(draft.q(), THOUSANDTHS)
                            .stripTrailingZeros()
                            .toPlainString();
                case "flags" -> String.join(" ", draft.flags().names());
                default -> throw new ScriptError("$sbranch has uri, dst_uri, q and flags");
            };
        }

        @Override
        public void set(Run run, @Nullable Object key, @Nullable Object value) {
            TargetDraft draft = of(RoutingContext.of(run));
            String text = value == null ? "" : Values.text(value);
            try {
                switch (Values.text(key).toLowerCase(Locale.ROOT)) {
                    case "uri" -> draft.uri(text.isEmpty() ? null : Uri.parse(text));
                    case "dst_uri" -> draft.destination(text.isEmpty() ? null : SipUri.parse(text));
                    case "q" ->
                        draft.q(new BigDecimal(text).movePointRight(THOUSANDTHS).intValueExact());
                    case "flags" -> {
                        for (String flag : text.split("[ ,]+", -1)) {
                            draft.flags().set(flag);
                        }
                    }
                    default -> throw new ScriptError("$sbranch has uri, dst_uri, q and flags");
                }
            } catch (SyntaxException | ArithmeticException | NumberFormatException _) {
                throw new ScriptError("'" + text + "' is no such part of a branch");
            }
        }
    }
}
