package io.sidetone.modules.sipmsgops;

import io.sidetone.modules.messages.Routes;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.text.CharClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Functions for header fields that are lists of tokens, such as Supported. Thread-safe: only functions.
final class ListFunctions {

    private ListFunctions() {}

    static void define(ModuleBuilder module) {
        module.function("list_hdr_has_option", "Whether a header field that is a list has an entry.")
                .with(Argument.text("hdr_name", "The name of the field."))
                .with(Argument.text("option", "The entry."))
                .in(Routes.withMessage())
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (list_hdr_has_option(\"Supported\", \"100rel\")) { exit; }")
                .does((context, name, option) -> has(context, name, option) ? 1 : -1);
        module.function("list_hdr_add_option", "Adds an entry at the end of the first header field of a name.")
                .with(Argument.text("hdr_name", "The name of the field."))
                .with(Argument.text("option", "The entry, a token."))
                .in(Routes.withMessage())
                .edits()
                .returns(1, "it was added")
                .returns(-1, "the message came without such a field")
                .example("list_hdr_add_option(\"Supported\", \"100rel\");")
                .does(ListFunctions::add);
        module.function("list_hdr_remove_option", "Removes an entry of all header fields of a name.")
                .with(Argument.text("hdr_name", "The name of the field."))
                .with(Argument.text("option", "The entry."))
                .in(Routes.withMessage())
                .edits()
                .returns(1, "it was removed; a field that is left empty goes with it")
                .returns(-1, "it is not there")
                .example("list_hdr_remove_option(\"Supported\", \"100rel\");")
                .does(ListFunctions::remove);
    }

    private static List<String> entries(HeaderField field) {
        List<String> entries = new ArrayList<>();
        for (String entry : Arrays.asList(field.value().split(","))) {
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        return entries;
    }

    private static boolean has(RoutingContext context, String name, String option) {
        return context.message().fields().stream()
                .filter(field -> field.isNamed(name))
                .anyMatch(field -> entries(field).stream().anyMatch(option::equalsIgnoreCase));
    }

    private static int add(RoutingContext context, String name, String option) {
        if (option.isEmpty() || !CharClass.TOKEN.containsAll(option)) {
            FieldLine.checkValue(option);
            throw new ScriptError("'" + option + "' is no token");
        }
        List<HeaderField> fields = context.message().fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).isNamed(name)) {
                List<String> entries = entries(fields.get(i));
                entries.add(option);
                context.message(context.message()
                        .edit()
                        .replace(i, fields.get(i).name(), String.join(", ", entries))
                        .build());
                return 1;
            }
        }
        HeaderField before = context.received().field(name);
        if (before == null) {
            return -1;
        }
        // Its last entry was removed by the script, and the field with it.
        context.message(context.message().edit().append(before.name(), option).build());
        return 1;
    }

    private static int remove(RoutingContext context, String name, String option) {
        List<HeaderField> fields = context.message().fields();
        MessageBuilder<?> edits = context.message().edit();
        boolean removed = false;
        for (int i = fields.size() - 1; i >= 0; i--) {
            HeaderField field = fields.get(i);
            if (!field.isNamed(name)) {
                continue;
            }
            List<String> entries = entries(field);
            int at = entries.size() - 1;
            while (at >= 0 && !entries.get(at).equalsIgnoreCase(option)) {
                at--;
            }
            if (at >= 0) {
                removed = true;
                entries.remove(at);
                if (entries.isEmpty()) {
                    edits.removeAt(i);
                } else {
                    edits.replace(i, field.name(), String.join(", ", entries));
                }
            }
        }
        if (removed) {
            context.message(edits.build());
        }
        return removed ? 1 : -1;
    }
}
