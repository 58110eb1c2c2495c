package io.sidetone.modules.textops;

import io.sidetone.modules.messages.HeaderFunctions;
import io.sidetone.modules.messages.Routes;
import io.sidetone.script.value.Glob;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.EditScope;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Functions for header fields that only one family has. Thread-safe: only functions.
final class FieldFunctions {

    private FieldFunctions() {}

    static void define(ModuleBuilder module, LongSupplier millis) {
        said(module.function("remove_hf_pv", "Removes all header fields of a name, as remove_hf does."))
                .with(Argument.text("hname", "The name."))
                .example("remove_hf_pv($var(name));")
                .does((context, name) -> remove(context, field -> field.isNamed(name)));
        said(module.function(
                        "remove_hf_exp",
                        "Removes the header fields whose name matches one expression and not another."))
                .or("remove_hf_exp_pv")
                .with(Argument.lineRegex("expmatch", "Which names go."))
                .with(Argument.lineRegex("expskip", "Which of them stay."))
                .example("remove_hf_exp(\"^P-\", \"^P-Keep-\");")
                .does((context, match, skip) -> remove(
                        context,
                        field -> HeaderFunctions.matches(match, field.name())
                                && !HeaderFunctions.matches(skip, field.name())));
        said(module.function("remove_hf_re_pv", "Removes the header fields whose name matches an expression."))
                .with(Argument.lineRegex("re", "Which names go."))
                .example("remove_hf_re_pv(\"^P-\");")
                .does((context, match) -> remove(context, field -> HeaderFunctions.matches(match, field.name())));
        said(module.function("remove_hf_idx", "Removes one of the header fields of a name."))
                .with(Argument.text("hname", "The name."))
                .with(Argument.integer("idx", "Which one, from 0; from the end if negative, -1 being the last."))
                .example("remove_hf_idx(\"X-Hdr\", -1);")
                .does(FieldFunctions::removeAt);
        said(module.function("remove_hf_match", "Removes the header fields of a name whose value compares to a text."))
                .with(Argument.text("hname", "The name."))
                .with(Argument.text("op", "`eq`, `ne`, `in` (has it inside), `re` or `fm` (a pattern of shells).")
                        .among("eq", "ne", "in", "re", "fm"))
                .with(Argument.text("expr", "The text, expression or pattern."))
                .example("remove_hf_match(\"X-Hdr\", \"eq\", \"old\");")
                .does((context, name, operator, text) -> {
                    Predicate<String> fits = comparison(operator, text);
                    return remove(context, field -> field.isNamed(name) && fits.test(field.value()));
                });
        finding(module);
        time(module, millis);
        module.function("via_param_rm", "Removes a parameter of a Via value.")
                .with(Argument.text("name", "The name of the parameter."))
                .with(Argument.integer("idx", "Which value, from 0 for the top; from the end if negative."))
                .in(Routes.withMessage())
                .edits()
                .returns(1, "it was removed")
                .returns(-1, "there is none")
                .example("via_param_rm(\"rport\", 1);")
                .does(FieldFunctions::removeViaParameter);
    }

    private static FunctionBuilder.With0 said(FunctionBuilder.With0 function) {
        return function.in(Routes.withMessage())
                .edits()
                .returns(1, "at least one was removed")
                .returns(-1, "there is none");
    }

    private static int remove(RoutingContext context, Predicate<HeaderField> condition) {
        return Edits.remove(context, condition) ? 1 : -1;
    }

    private static int removeAt(RoutingContext context, String name, long index) {
        boolean live = Edits.scope(context) == EditScope.LIVE;
        List<HeaderField> fields = context.message().fields();
        List<Integer> named = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).isNamed(name) && (live || fields.get(i).provenance() != Provenance.ADDED)) {
                named.add(i);
            }
        }
        long at = index < 0 ? named.size() + index : index;
        if (at < 0 || at >= named.size()) {
            return -1;
        }
        context.message(context.message().edit().removeAt(named.get((int) at)).build());
        return 1;
    }

    private static Predicate<String> comparison(String operator, String text) {
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "eq" -> text::equals;
            case "ne" -> value -> !text.equals(value);
            case "in" -> value -> value.contains(text);
            case "re" -> {
                Pattern expression = Values.pattern(text);
                yield value -> HeaderFunctions.matches(expression, value);
            }
            default -> new Glob(text)::matches;
        };
    }

    private static void finding(ModuleBuilder module) {
        module.function("is_present_hf_re", "Whether a header field whose name matches an expression is there.")
                .or("is_present_hf_re_pv")
                .with(Argument.lineRegex("hf_name_re", "The expression for the name."))
                .in(Routes.withMessage())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (is_present_hf_re(\"^P-\")) { exit; }")
                .does((context, expression) -> context.message().fields().stream()
                                .anyMatch(field -> HeaderFunctions.matches(expression, field.name()))
                        ? 1
                        : -1);
        module.function("is_present_hf_pv", "Whether a header field of a name is there.")
                .with(Argument.text("hf_name", "The name."))
                .in(Routes.withMessage())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (is_present_hf_pv($var(name))) { exit; }")
                .does((context, name) -> context.message().field(name) == null ? -1 : 1);
    }

    private static void time(ModuleBuilder module, LongSupplier millis) {
        module.function("append_time_to_request", "Adds a Date header field to the message.")
                .in(Routes.withMessage())
                .edits()
                .returns(1, "it is there")
                .example("append_time_to_request();")
                .does(context -> {
                    Edits.add(context, List.of(new FieldLine("Date", HeaderFunctions.date(millis))), null, false);
                    return 1;
                });
    }

    /// Which of the Via values, counted over all fields.
    private static int removeViaParameter(RoutingContext context, String name, long index) {
        List<HeaderField> fields = context.message().fields();
        List<Integer> at = new ArrayList<>();
        List<Integer> inside = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).known() == HeaderName.VIA) {
                for (int k = 0; k < fields.get(i).values().size(); k++) {
                    at.add(i);
                    inside.add(k);
                }
            }
        }
        long which = index < 0 ? at.size() + index : index;
        if (which < 0 || which >= at.size()) {
            return -1;
        }
        int field = at.get((int) which);
        List<String> values = new ArrayList<>(fields.get(field).values());
        String before = values.get(inside.get((int) which));
        String after = Pattern.compile(
                        "\\s*;\\s*" + Pattern.quote(name) + "(?=[\\s;=]|$)\\s*(=\\s*(\"[^\"]*\"|[^;\\s\"]*))?",
                        Pattern.CASE_INSENSITIVE)
                .matcher(before)
                .replaceFirst("");
        if (after.equals(before)) {
            return -1;
        }
        values.set(inside.get((int) which), after);
        MessageBuilder<?> edits = context.message().edit();
        context.message(edits.replace(field, fields.get(field).name(), String.join(", ", values))
                .build());
        return 1;
    }
}
