package io.sidetone.script.transform;

import static io.sidetone.script.define.ParameterKind.INTEGER;
import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `{param.*}`: lists of parameters `name=value;name;name="value"`.
final class ParameterTransformations {

    private ParameterTransformations() {}

    /// One parameter.
    ///
    /// @param value empty if there is none, without its quotes
    private record Entry(String name, String value) {}

    /// What is asked of a list.
    private interface Question {
        @Nullable
        Object answer(List<Entry> entries, Arguments arguments);
    }

    static List<TransformationDefinition> all() {
        Parameter name = Parameter.of("name", STRING, "Its name, in any case.");
        Parameter index = Parameter.of("index", INTEGER, "Which one, from 0; from the end if negative.");
        return Stream.of(
                        missing(
                                row(
                                                "param.value",
                                                Type.STRING,
                                                "The value of a parameter, empty if it has none; of a missing "
                                                        + "one null, or "
                                                        + "empty in Kamailio's dialect.",
                                                "\"a=1;b=2;c=3\"{param.value,c} -> \"3\"")
                                        .taking(name, separator()),
                                (entries, arguments) -> value(named(entries, arguments.text(0)))),
                        List.of(row(
                                        "param.exist",
                                        Type.INTEGER,
                                        "1 if there is a parameter of that name, else 0.",
                                        "\"a=0;ob;c=3\"{param.exist,ob} -> 1")
                                .or("param.in")
                                .taking(name, separator())
                                .by(operation(
                                        (entries, arguments) -> named(entries, arguments.text(0)) == null ? 0L : 1L,
                                        null,
                                        1))),
                        missing(
                                row(
                                                "param.valueat",
                                                Type.STRING,
                                                "The value of the parameter at a place; missing as with param.value.",
                                                "\"a=1;b=2;c=3\"{param.valueat,1} -> \"2\"")
                                        .taking(index, separator()),
                                (entries, arguments) -> value(at(entries, arguments.number(0)))),
                        missing(
                                row(
                                                "param.name",
                                                Type.STRING,
                                                "The name of the parameter at a place; missing as with param.value.",
                                                "\"a=1;b=2;c=3\"{param.name,-1} -> \"c\"")
                                        .taking(index, separator()),
                                (entries, arguments) -> {
                                    Entry entry = at(entries, arguments.number(0));
                                    return entry == null ? null : entry.name();
                                }),
                        List.of(row(
                                        "param.count",
                                        Type.INTEGER,
                                        "How many there are.",
                                        "\"a=1;b=2;c=3\"{param.count} -> 3")
                                .taking(separator())
                                .by(operation((entries, _) -> (long) entries.size(), null, 0))))
                .flatMap(List::stream)
                .toList();
    }

    private static Parameter separator() {
        return Parameter.of("separator", STRING, "The character between parameters; `;` if left out.")
                .orNothing();
    }

    private static TransformationDefinition row(String name, Type result, String description, String example) {
        return TransformationDefinition.of(name, result, (_, _) -> null, description, example);
    }

    private static List<TransformationDefinition> missing(TransformationDefinition row, Question question) {
        return List.of(
                row.in(Dialect.NATIVE).by(operation(question, null, 1)),
                row.in(Dialect.KAMAILIO).by(operation(question, "", 1)));
    }

    private static TransformationDefinition.Operation operation(
            Question question, @Nullable String missing, int separator) {
        return TextOperation.with((text, arguments) -> {
            List<Entry> entries = entries(text, arguments.characterOr(separator, ';'));
            if (entries.isEmpty()) {
                return null;
            }
            Object answer = question.answer(entries, arguments);
            return answer == null ? missing : answer;
        });
    }

    private static @Nullable Entry named(List<Entry> entries, String name) {
        for (Entry entry : entries) {
            if (entry.name().equalsIgnoreCase(name)) {
                return entry;
            }
        }
        return null;
    }

    private static @Nullable Entry at(List<Entry> entries, long index) {
        long place = index < 0 ? entries.size() + index : index;
        return place < 0 || place >= entries.size() ? null : entries.get((int) place);
    }

    private static @Nullable String value(@Nullable Entry entry) {
        return entry == null ? null : entry.value();
    }

    /// Reads a list; it is empty if it is none.
    private static List<Entry> entries(String text, char separator) {
        List<Entry> entries = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start, separator);
            if (end < 0) {
                return List.of();
            }
            Entry entry = entry(text.substring(start, end));
            if (!entry.name().isEmpty()) {
                entries.add(entry);
            }
            start = end + 1;
        }
        return entries;
    }

    /// Where a parameter ends, -1 if its quotes do not.
    private static int end(String text, int start, char separator) {
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                return i;
            }
        }
        return quoted ? -1 : text.length();
    }

    private static Entry entry(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return new Entry(text.strip(), "");
        }
        String value = text.substring(equals + 1).strip();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return new Entry(text.substring(0, equals).strip(), quoted ? value.substring(1, value.length() - 1) : value);
    }
}
