package io.sidetone.modules.auth;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import java.util.ArrayList;
import java.util.List;

/// Functions for the scripts of these tests: answers with a return code, and notes what variables hold.
public final class Answers implements Module {

    private final List<String> notes = new ArrayList<>();

    @Override
    public void define(ModuleBuilder module) {
        module.name("answers", "For tests.");
        module.function("answer", "Answers 200 for a positive code, 499 and the code in X-Code for others.")
                .in(RouteKind.ROUTE)
                .with(Argument.integer("code", "the code"))
                .does((context, code) -> {
                    context.addToReplies("X-Code", String.valueOf(code));
                    return context.reply(code > 0 ? 200 : 499, code > 0 ? "OK" : "No") ? 1 : -1;
                });
        module.function("note", "Notes a text.")
                .with(Argument.text("text", "the text"))
                .does((context, text) -> {
                    notes.add(text);
                    return 1;
                });
        module.function("push", "Gives a transaction a value.")
                .with(Argument.text("name", "the name"))
                .with(Argument.text("value", "the value"))
                .does((context, name, value) -> {
                    context.transaction().avps().push(name, value);
                    return 1;
                });
        module.function("note_avp", "Notes the newest value of a name.")
                .with(Argument.text("name", "the name"))
                .does((context, name) -> {
                    notes.add(name + "=" + context.transaction().avps().first(name));
                    return 1;
                });
        module.function("note_branches", "Notes where the request is to go.").does(context -> {
            StringBuilder all = new StringBuilder(context.request().uriText());
            context.more().forEach(draft -> all.append(", ").append(draft.uri()));
            notes.add(all.toString());
            return 1;
        });
        module.function("note_request", "Notes the request as it is now.").does(context -> {
            notes.add(new String(context.message().toByteArray(), java.nio.charset.StandardCharsets.UTF_8));
            return 1;
        });
    }

    /// What was noted, since this was asked last.
    public List<String> notes() {
        List<String> all = List.copyOf(notes);
        notes.clear();
        return all;
    }
}
