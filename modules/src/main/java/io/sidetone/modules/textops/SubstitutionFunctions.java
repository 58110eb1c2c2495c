package io.sidetone.modules.textops;

import io.sidetone.modules.messages.Routes;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Substitution;
import io.sidetone.server.context.EditScope;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.edit.MessageText;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.Provenance;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.List;

/// Functions that substitute as sed does: `/expression/replacement/flags`. A variable in the replacement stands
/// for its text, whatever is in it. Thread-safe: only functions.
final class SubstitutionFunctions {

    private SubstitutionFunctions() {}

    static void define(ModuleBuilder module) {
        said(module.function("subst", "Substitutes in header and body."))
                .in(Routes.withMessage())
                .with(argument())
                .example("subst(\"/^To:(.*)sip:[^@]*@(.*)$/To:\\\\1sip:bob@\\\\2/i\");")
                .does(SubstitutionFunctions::substitute);
        said(module.function("subst_body", "Substitutes in the body."))
                .in(Routes.withMessage())
                .with(argument())
                .example("subst_body(\"/^o=[^ ]* /o=$fU /\");")
                .does((context, substitution) -> {
                    String body = Edits.body(context);
                    List<Substitution.Change> changes = substitution.changes(body);
                    if (changes.isEmpty()) {
                        return -1;
                    }
                    Edits.body(context, Substitution.Change.apply(changes, body));
                    return 1;
                });
        said(module.function("subst_uri", "Substitutes in the Request-URI."))
                .in(RouteKind.ROUTE, RouteKind.FAILURE_ROUTE, RouteKind.BRANCH_ROUTE, RouteKind.LOCAL_ROUTE)
                .with(argument())
                .example("subst_uri(\"/^sip:([0-9]+)@(.*)$/sip:3463\\\\1@\\\\2/\");")
                .does(SubstitutionFunctions::substituteUri);
        said(module.function("subst_user", "Substitutes in the user of the Request-URI."))
                .in(RouteKind.ROUTE, RouteKind.FAILURE_ROUTE, RouteKind.BRANCH_ROUTE, RouteKind.LOCAL_ROUTE)
                .with(argument())
                .example("subst_user(\"/3642$/36423463/\");")
                .does(SubstitutionFunctions::substituteUser);
        said(module.function("subst_hf", "Substitutes in the values of header fields of a name."))
                .in(Routes.withMessage())
                .with(Argument.text("hf", "The name of the field."))
                .with(argument())
                .with(Argument.text("flags", "`a` changes all fields of the name, `f` the first, `l` the last.")
                        .among("a", "f", "l"))
                .example("subst_hf(\"From\", \"/:test@/:best@/\", \"a\");")
                .does((context, name, substitution, flags) -> substituteField(context, name, substitution, flags));
        module.function("subst_v", "Substitutes in a text and puts the result into a variable.")
                .with(Argument.text("itext", "The text."))
                .with(argument())
                .with(Argument.output("ovp", "Takes the result."))
                .returns(1, "it matched, and the variable was written")
                .returns(-1, "it did not match")
                .example("subst_v($var(x), \"/:test@/:best@/\", $var(r));")
                .does((_, text, substitution, result) -> {
                    List<Substitution.Change> changes = substitution.changes(text);
                    if (changes.isEmpty()) {
                        return -1;
                    }
                    result.set(Substitution.Change.apply(changes, text));
                    return 1;
                });
    }

    private static Argument<Substitution> argument() {
        return Argument.substitution("subst", "The substitution; its flags are `i`, `g` and `s`.");
    }

    private static FunctionBuilder.With0 said(FunctionBuilder.With0 function) {
        return function.edits()
                .returns(1, "it matched, and the message was changed")
                .returns(-1, "it did not match");
    }

    private static int substitute(RoutingContext context, Substitution substitution) {
        MessageText text = new MessageText(context.message(), Edits.scope(context));
        return Edits.change(context, text, substitution.changes(text.text()), substitution.hasLineEndInValue())
                ? 1
                : -1;
    }

    private static int substituteUri(RoutingContext context, Substitution substitution) {
        String uri = context.request().uriText();
        List<Substitution.Change> changes = substitution.changes(uri);
        if (changes.isEmpty()) {
            return -1;
        }
        Edits.uri(context, Substitution.Change.apply(changes, uri));
        return 1;
    }

    private static int substituteUser(RoutingContext context, Substitution substitution) {
        SipRequest request = context.request();
        if (!(request.uri() instanceof SipUri uri)) {
            return -1;
        }
        String present = uri.user();
        String user = present == null ? "" : present;
        List<Substitution.Change> changes = substitution.changes(user);
        if (changes.isEmpty()) {
            return -1;
        }
        String changed = FieldLine.checkValue(Substitution.Change.apply(changes, user));
        context.uri(uri.withUser(changed.isEmpty() ? null : changed));
        return 1;
    }

    private static int substituteField(RoutingContext context, String name, Substitution substitution, String flags) {
        List<HeaderField> fields = context.message().fields();
        boolean live = Edits.scope(context) == EditScope.LIVE;
        List<Integer> named = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).isNamed(name) && (live || fields.get(i).provenance() != Provenance.ADDED)) {
                named.add(i);
            }
        }
        MessageBuilder<?> edits = context.message().edit();
        boolean changed = false;
        for (int index : SearchFunctions.chosen(named, flags)) {
            HeaderField field = fields.get(index);
            List<Substitution.Change> changes = substitution.changes(field.value());
            if (!changes.isEmpty()) {
                String value = Substitution.Change.apply(changes, field.value());
                if (value.length() > MessageText.MOST) {
                    throw new ScriptError("the header field would be too long");
                }
                edits.replace(index, field.name(), FieldLine.checkValue(value));
                changed = true;
            }
        }
        if (changed) {
            context.message(edits.build());
        }
        return changed ? 1 : -1;
    }
}
