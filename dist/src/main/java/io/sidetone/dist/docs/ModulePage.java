package io.sidetone.dist.docs;

import static io.sidetone.dist.docs.Markdown.anchor;
import static io.sidetone.dist.docs.Markdown.code;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.SettingDefinition;
import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.Type;
import io.sidetone.server.command.Command;
import io.sidetone.server.module.ModuleEvent;
import io.sidetone.server.module.ModuleFunction;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.ModuleSpec;
import io.sidetone.server.stats.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One page of a fixed form: all that a module has declared. Made, asked for its text and thrown away.
final class ModulePage {

    private final ModuleSpec spec;
    private final List<ModuleSpec> modules;
    private final Markdown page = new Markdown();

    /// @param modules all, for links
    ModulePage(ModuleSpec spec, List<ModuleSpec> modules) {
        this.spec = spec;
        this.modules = modules;
    }

    String text() {
        page.paragraph("# " + ModulePages.title(spec));
        page.paragraph("Generated from what the module declares by `./sidetone docs`; do not edit.");
        page.paragraph("## Overview").paragraph(spec.description());
        page.paragraph(spec.name().isEmpty() ? "It is always there." : code("loadmodule \"" + spec.name() + ".so\""));
        dependencies();
        parameters();
        functions();
        variables();
        transformations();
        statistics();
        commands();
        events();
        return page.page();
    }

    // ---- Dependencies

    private void dependencies() {
        page.paragraph("## Dependencies");
        if (spec.provides().isEmpty()
                && spec.requires().isEmpty()
                && spec.wants().isEmpty()) {
            page.paragraph("None.");
            return;
        }
        interfaces(
                "Provides",
                spec.provides().keySet(),
                other -> uses(other, spec.provides().keySet()),
                "used by");
        interfaces("Requires", spec.requires(), other -> offers(other, spec.requires()), "of");
        interfaces("Uses if it is loaded", spec.wants(), other -> offers(other, spec.wants()), "of");
        page.end();
    }

    private void interfaces(
            String title, Collection<Class<?>> types, Function<ModuleSpec, Collection<Class<?>>> those, String word) {
        types.stream().sorted(Comparator.comparing(Class::getSimpleName)).forEach(type -> {
            String others = modules.stream()
                    .filter(other -> those.apply(other).contains(type))
                    .map(other -> "[" + ModulePages.title(other) + "](" + ModulePages.file(other) + ")")
                    .collect(Collectors.joining(", "));
            page.line("- " + title + " " + code(type.getSimpleName()) + (others.isEmpty() ? "" : ", " + word + " ")
                    + others + ".");
        });
    }

    private static Collection<Class<?>> offers(ModuleSpec other, Collection<Class<?>> wanted) {
        return wanted.stream().filter(other.provides()::containsKey).toList();
    }

    private static Collection<Class<?>> uses(ModuleSpec other, Collection<Class<?>> provided) {
        return provided.stream()
                .filter(type -> other.requires().contains(type) || other.wants().contains(type))
                .toList();
    }

    // ---- Parameters

    private void parameters() {
        page.paragraph("## Parameters");
        if (spec.parameters().isEmpty()) {
            page.paragraph("None.");
            return;
        }
        page.paragraph(
                spec.name().isEmpty()
                        ? "A script sets them outside of route blocks: `NAME = VALUE`."
                        : "A script sets them by " + code("modparam(\"" + spec.name() + "\", \"NAME\", VALUE)") + ".");
        page.head("parameter", "what it is", "type", "default", "range", "changed by a reload");
        Map<String, SettingDefinition> settings = spec.definition().settings().stream()
                .collect(Collectors.toMap(SettingDefinition::name, Function.identity(), (one, _) -> one));
        List<ModuleParameter<?>> all = sorted(spec.parameters(), ModuleParameter::name);
        all.stream()
                .filter(each -> each.whyIgnored() == null)
                .forEach(each -> parameter(each, settings.get(each.name())));
        page.end();
        List<ModuleParameter<?>> ignored =
                all.stream().filter(each -> each.whyIgnored() != null).toList();
        if (!ignored.isEmpty()) {
            page.paragraph("These are taken, so that older scripts load, and do nothing.")
                    .head("parameter", "why");
            ignored.forEach(each -> page.row(
                    anchor("parameter-" + each.name()) + code(each.name()) + also(each.aliases()), each.whyIgnored()));
            page.end();
        }
    }

    private void parameter(ModuleParameter<?> parameter, SettingDefinition setting) {
        page.row(
                anchor("parameter-" + parameter.name()) + code(parameter.name()),
                parameter.description() + also(parameter.aliases()),
                switch (setting.type()) {
                            case INTEGER -> parameter.usual() instanceof Boolean ? "0 or 1" : "integer";
                            case ANY -> "words";
                            default -> setting.type().name().toLowerCase(Locale.ROOT);
                        }
                        + (setting.repeated() ? ", repeatable" : ""),
                usual(parameter.usual()),
                parameter.usual() instanceof Boolean ? "" : range(setting.minimum(), setting.maximum()),
                parameter.isChangeable() ? "yes" : "");
    }

    private static String usual(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? "1" : "0";
            case String text -> code("\"" + text + "\"");
            case Collection<?> list when list.isEmpty() -> "none";
            default -> code(value.toString());
        };
    }

    private static String range(long minimum, long maximum) {
        if (minimum == Long.MIN_VALUE && maximum == Long.MAX_VALUE) {
            return "";
        }
        if (maximum == Long.MAX_VALUE) {
            return "from " + minimum;
        }
        return minimum == Long.MIN_VALUE ? "to " + maximum : minimum + " to " + maximum;
    }

    // ---- Functions

    private void functions() {
        page.paragraph("## Functions");
        if (spec.functions().isEmpty()) {
            page.paragraph("None.");
        }
        sorted(spec.functions(), function -> function.definition().name()).forEach(this::function);
    }

    private void function(ModuleFunction function) {
        FunctionDefinition definition = function.definition();
        page.paragraph(anchor("function-" + definition.name()));
        page.paragraph("### " + signature(definition));
        page.paragraph(definition.description() + also(function.aliases()));
        definition.parameters().forEach(this::argument);
        if (!definition.parameters().isEmpty()) {
            page.end();
        }
        page.line("- Blocks: " + blocks(definition));
        page.line("- May wait: " + (definition.waits() ? "yes" : "no"));
        if (function.edits()) {
            page.line("- Changes the message; the next line of the script sees it.");
        }
        if (definition.value() != null) {
            page.line("- Gives " + definition.result().phrase() + ".");
        }
        function.codes().reversed().forEach((value, meaning) -> page.line("- Returns " + value + ": " + meaning + "."));
        page.end();
        page.line("```").line(function.example().strip()).paragraph("```");
    }

    private static String signature(FunctionDefinition definition) {
        StringBuilder text = new StringBuilder(definition.name()).append('(');
        String comma = "";
        for (Parameter parameter : definition.parameters()) {
            text.append(parameter.optional() ? "[" : "").append(comma).append(parameter.name());
            text.append(parameter.optional() ? "]" : "");
            comma = ", ";
        }
        return text.append(')').toString();
    }

    private void argument(Parameter parameter) {
        StringBuilder kind = new StringBuilder(
                switch (parameter.kind()) {
                    case INTEGER -> "integer";
                    case BOOLEAN -> "boolean";
                    case STRING, PARTS -> "text";
                    case STATIC -> "text without variables";
                    case REGEX, LINE_REGEX -> "regular expression";
                    case SUBSTITUTION -> "substitution";
                    case VARIABLE -> "variable that is written";
                    case ROUTE -> "name of a block";
                    case VALUE, QUOTED_VALUE -> "any value";
                });
        String range = range(parameter.minimum(), parameter.maximum());
        kind.append(range.isEmpty() ? "" : ", " + range);
        if (!parameter.choices().isEmpty()) {
            kind.append(": ").append(String.join(", ", parameter.choices()));
        }
        kind.append(parameter.optional() ? "; can be left out" : "");
        page.line("- *" + parameter.name() + "* (" + kind + "): " + parameter.description());
    }

    private static String blocks(FunctionDefinition definition) {
        return definition.routes().isEmpty()
                ? "all"
                : Arrays.stream(RouteKind.values())
                        .filter(definition.routes()::contains)
                        .map(kind -> code(kind.name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining(", "));
    }

    // ---- Variables and transformations

    /// Names of one variable share their row.
    private void variables() {
        page.paragraph("## Variables");
        if (spec.variables().isEmpty()) {
            page.paragraph("None.");
            return;
        }
        IdentityHashMap<Variable, List<VariableDefinition>> rows = new IdentityHashMap<>();
        sorted(spec.variables(), VariableDefinition::name)
                .forEach(each -> rows.computeIfAbsent(each.variable(), _ -> new ArrayList<>())
                        .add(each));
        Map<String, List<VariableDefinition>> ordered = new LinkedHashMap<>();
        spec.variables().forEach(each -> {
            List<VariableDefinition> row = rows.get(each.variable());
            ordered.putIfAbsent(row.getFirst().name(), List.copyOf(row));
        });
        page.head("variable", "what it is", "type", "key", "index", "written");
        ordered.keySet().stream()
                .sorted(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))
                .forEach(name -> variable(ordered.get(name)));
        page.end();
    }

    private void variable(List<VariableDefinition> names) {
        VariableDefinition first = names.getFirst();
        page.row(
                names.stream()
                        .map(each -> anchor("variable-" + each.name()) + code("$" + each.name()))
                        .collect(Collectors.joining(", ")),
                first.description(),
                first.type() == Type.ANY ? "any" : first.type().name().toLowerCase(Locale.ROOT),
                switch (first.key()) {
                    case NONE -> "";
                    case OPTIONAL -> "can be given";
                    case NEEDED -> "needed";
                },
                first.indexed() ? "yes" : "",
                first.writable() ? "yes" : "");
    }

    private void transformations() {
        page.paragraph("## Transformations");
        page.paragraph(
                spec.transformations().isEmpty() ? "None." : "They have [a page of their own](../transformations.md).");
    }

    // ---- What operators use

    private void statistics() {
        page.paragraph("## Statistics");
        if (spec.statistics().isEmpty()) {
            page.paragraph("None.");
            return;
        }
        page.head("statistic", "what it is", "kind");
        for (Statistic each : sorted(spec.statistics(), Statistic::fullName)) {
            page.row(
                    anchor("statistic-" + each.name()) + code(each.fullName()),
                    each.description(),
                    each.counter() == null ? "measured" : "counted");
        }
        page.end();
    }

    private void commands() {
        page.paragraph("## Commands");
        if (spec.commands().isEmpty()) {
            page.paragraph("None.");
            return;
        }
        page.head("command", "what it does", "takes");
        for (Command each : sorted(spec.commands(), Command::name)) {
            page.row(
                    anchor("command-" + each.name().replace(':', '-')) + code(each.name()),
                    each.description() + also(each.aliases()),
                    each.parameters().stream()
                            .map(parameter -> "*" + parameter.name() + "*" + (parameter.optional() ? " (or not)" : "")
                                    + ": " + parameter.description())
                            .collect(Collectors.joining("<br>")));
        }
        page.end();
    }

    private void events() {
        page.paragraph("## Events");
        if (spec.events().isEmpty()) {
            page.paragraph("None.");
            return;
        }
        page.head("event", "when", "carries");
        for (ModuleEvent each : sorted(spec.events(), ModuleEvent::name)) {
            page.row(
                    anchor("event-" + each.name()) + code(each.name()),
                    each.description(),
                    each.attributes().stream().map(Markdown::code).collect(Collectors.joining(", ")));
        }
        page.end();
    }

    private static String also(List<String> names) {
        return names.isEmpty()
                ? ""
                : " Also " + names.stream().map(Markdown::code).collect(Collectors.joining(", ")) + ".";
    }

    private static <T> List<T> sorted(List<T> all, Function<T, String> name) {
        return all.stream().sorted(Comparator.comparing(name)).toList();
    }
}
