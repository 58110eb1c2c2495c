package io.sidetone.modules.core;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.run.Run;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text of a parameter with variables of the core in it, as `{$mt $hdr(CSeq) $ci} `. What is no such variable stays
/// as it is written. Immutable.
final class PrefixText {

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)(?:\\(([^()$]*)\\))?");

    private final List<Part> parts;

    /// Text, or a variable.
    private record Part(
            String text,
            @Nullable VariableDefinition variable,
            @Nullable String key) {}

    private PrefixText(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /// Reads one.
    ///
    /// @param variables that it may name
    static PrefixText of(String text, List<VariableDefinition> variables) {
        Map<String, VariableDefinition> known = new HashMap<>();
        variables.stream()
                .filter(each -> each.dialects().contains(Dialect.KAMAILIO))
                .forEach(each -> known.put(each.name(), each));
        List<Part> parts = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        int at = 0;
        while (matcher.find()) {
            VariableDefinition variable = known.get(matcher.group(1));
            if (variable != null) {
                parts.add(new Part(text.substring(at, matcher.start()), variable, matcher.group(2)));
                at = matcher.end();
            }
        }
        parts.add(new Part(text.substring(at), null, null));
        return new PrefixText(parts);
    }

    /// The text for a run.
    String text(Run run) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            out.append(part.text());
            if (part.variable() != null) {
                out.append(value(run, part.variable(), part.key()));
            }
        }
        return out.toString();
    }

    private static String value(Run run, VariableDefinition variable, @Nullable String key) {
        try {
            return Values.text(variable.variable().get(run, key));
        } catch (ScriptError _) {
            return Values.text(null);
        }
    }
}
