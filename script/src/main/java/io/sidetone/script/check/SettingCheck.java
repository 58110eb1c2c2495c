package io.sidetone.script.check;

import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.define.SettingDefinition;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import io.sidetone.script.source.Suggestion;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Checks the parameters of one module, or the global ones: names, types, ranges, and how often they are given.
/// Confined to the thread that checks.
final class SettingCheck {

    private final @Nullable String module;
    private final Map<String, SettingDefinition> known = new HashMap<>();
    private final Map<String, Span> given = new HashMap<>();
    private final List<BoundScript.Setting> settings = new ArrayList<>();
    private final Source source;
    private final Diagnostics diagnostics;
    private final Consumer<Use> uses;

    /// @param module the name of the module, or null for the global parameters
    /// @param definitions what there is in the dialect of the script
    SettingCheck(
            @Nullable String module,
            List<SettingDefinition> definitions,
            Source source,
            Diagnostics diagnostics,
            Consumer<Use> uses) {
        this.uses = uses;
        this.module = module;
        this.source = source;
        this.diagnostics = diagnostics;
        definitions.forEach(definition -> known.put(definition.name(), definition));
    }

    /// What was given without errors, in the order of the text.
    List<BoundScript.Setting> settings() {
        return settings;
    }

    /// Takes one.
    ///
    /// @param value a literal, or null if the value is some words
    void take(Span span, Span nameSpan, String name, @Nullable Expression value, List<Declaration.Word> words) {
        SettingDefinition definition = known.get(name);
        uses.accept(new Use(
                nameSpan,
                module == null ? Use.Sort.SETTING : Use.Sort.PARAMETER,
                module == null ? name : module + "." + name,
                definition != null,
                definition == null ? null : definition.ignored()));
        if (definition == null) {
            Optional<String> near = Suggestion.nearest(name, known.keySet());
            diagnostics.error(
                    nameSpan,
                    module == null
                            ? "unknown global parameter `" + name + "`"
                            : "module `" + module + "` has no parameter `" + name + "`",
                    near.map(other -> "did you mean `" + other + "`?").orElse(null));
            return;
        }
        Span before = given.putIfAbsent(name, nameSpan);
        if (before == null && definition.ignored() != null) {
            diagnostics.warning(nameSpan, "`" + name + "` does nothing here: " + definition.ignored(), null);
        }
        if (before != null && !definition.repeated()) {
            diagnostics.warning(
                    nameSpan,
                    "`" + name + "` is given twice: this one counts",
                    "the first time it is given at " + source.place(before));
            settings.removeIf(setting -> setting.name().equals(name));
        }
        Object checked = value == null ? words(span, definition, words) : value(definition, value);
        if (checked != null) {
            settings.add(new BoundScript.Setting(span, name, checked));
        }
    }

    private @Nullable Object words(Span span, SettingDefinition definition, List<Declaration.Word> words) {
        if (definition.type() == Type.ANY) {
            return words.stream().map(Declaration.Word::text).toList();
        }
        if (definition.type() == Type.STRING && words.size() == 1) {
            return words.getFirst().text();
        }
        Span where = words.isEmpty()
                ? span
                : words.getFirst().span().to(words.getLast().span());
        diagnostics.error(where, mismatch(definition), null);
        return null;
    }

    private @Nullable Object value(SettingDefinition definition, Expression value) {
        Optional<Literals.Literal> literal = Literals.of(value);
        if (literal.isEmpty()) {
            diagnostics.error(value.span(), "the value of `" + definition.name() + "` has to be a literal");
            return null;
        }
        Object plain = literal.get().value();
        if (plain instanceof Boolean flag) {
            plain = flag ? 1L : 0L;
        }
        if (source.dialect() == Dialect.KAMAILIO) {
            plain = converted(definition, plain);
        }
        return switch (definition.type()) {
            case INTEGER -> integer(definition, value.span(), plain);
            case STRING -> text(definition, value.span(), plain);
            default -> plain;
        };
    }

    /// Kamailio takes digits in quotes for a number, and a number for its digits.
    private static @Nullable Object converted(SettingDefinition definition, @Nullable Object value) {
        Long number = definition.type() == Type.INTEGER ? Values.integer(value) : null;
        if (number != null) {
            return number;
        }
        return definition.type() == Type.STRING && value instanceof Long digits ? digits.toString() : value;
    }

    private @Nullable Object integer(SettingDefinition definition, Span span, @Nullable Object value) {
        if (!(value instanceof Long number)) {
            boolean digits = value instanceof String text
                    && !text.isEmpty()
                    && text.chars().allMatch(Character::isDigit);
            diagnostics.error(span, mismatch(definition), digits ? "write it without quotes" : null);
            return null;
        }
        if (number < definition.minimum() || number > definition.maximum()) {
            diagnostics.error(
                    span, "`" + definition.name() + "` is " + number + ", but has to be " + range(definition));
            return null;
        }
        return number;
    }

    private static String range(SettingDefinition definition) {
        if (definition.maximum() == Long.MAX_VALUE) {
            return "at least " + definition.minimum();
        }
        return definition.minimum() == Long.MIN_VALUE
                ? "at most " + definition.maximum()
                : "from " + definition.minimum() + " to " + definition.maximum();
    }

    private @Nullable Object text(SettingDefinition definition, Span span, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        diagnostics.error(span, mismatch(definition), value == null ? null : "write it in quotes");
        return null;
    }

    private static String mismatch(SettingDefinition definition) {
        return "`" + definition.name() + "` takes " + definition.type().phrase();
    }
}
