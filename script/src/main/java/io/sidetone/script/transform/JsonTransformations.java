package io.sidetone.script.transform;

import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.JsonReader;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{json.*}` and `{kz.*}`: members of JSON texts. What they give are values: lists and maps too.
final class JsonTransformations {

    private JsonTransformations() {}

    static List<TransformationDefinition> all() {
        Parameter path = Parameter.of(
                "path", STRING, "Names with dots between them, and places `[0]`; `%` in a name is a dot of the name.");
        return List.of(
                row(
                                "json.parse",
                                Type.ANY,
                                (text, arguments) -> member(text, arguments.text(0), '.'),
                                "A member; null if there is none, or the text is no JSON.",
                                "\"{\\\"a\\\":{\\\"b\\\":[1,2]}}\"{json.parse,a.b[1]} -> 2")
                        .or("kz.json")
                        .taking(path),
                row(
                                "json.parsex",
                                Type.ANY,
                                (text, arguments) ->
                                        member(text, arguments.someText(0).substring(1), arguments.character(0)),
                                "As json.parse, but the first character of the path stands between its names.",
                                "\"{\\\"a\\\":{\\\"b.c\\\":7}}\"{json.parsex,/a/b.c} -> 7")
                        .taking(Parameter.of("path", STRING, "The separator, and names with it between them.")),
                row(
                                "kz.json.count",
                                Type.INTEGER,
                                (text, arguments) -> member(text, arguments.text(0), '.') instanceof List<?> list
                                        ? (long) list.size()
                                        : 0L,
                                "How many elements a list has; 0 if it is none.",
                                "\"{\\\"a\\\":[1,2]}\"{kz.json.count,a} -> 2")
                        .taking(path),
                row(
                                "kz.encode",
                                Type.STRING,
                                (text, _) -> encoded(text),
                                "As a part of a routing key: `+` for a space, `%` and two digits for what is "
                                        + "no letter, digit, "
                                        + "`-`, `_` or `~`.",
                                "\"a.b c\"{kz.encode} -> \"a%2Eb+c\"")
                        .or("json.encode"));
    }

    private static TransformationDefinition row(
            String name, Type result, TextOperation.OfTextAndArguments operation, String description, String example) {
        return TransformationDefinition.of(name, result, TextOperation.with(operation), description, example)
                .of(Family.KAMAILIO);
    }

    private static @Nullable Object member(String text, String path, char separator) {
        Object value;
        try {
            value = JsonReader.read(text);
        } catch (ScriptError _) {
            return null;
        }
        int at = 0;
        while (at < path.length() && value != null) {
            int end = at;
            if (path.charAt(at) == separator) {
                at++;
                continue;
            }
            if (path.charAt(at) == '[') {
                end = path.indexOf(']', at);
                Long index = end < 0 ? null : Values.integer(path.substring(at + 1, end));
                value = value instanceof List<?> list && index != null && index >= 0 && index < list.size()
                        ? list.get(index.intValue())
                        : null;
                at = end + 1;
                continue;
            }
            while (end < path.length() && path.charAt(end) != separator && path.charAt(end) != '[') {
                end++;
            }
            String name = path.substring(at, end).replace('%', '.');
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
            at = end;
        }
        return value;
    }

    private static String encoded(String text) {
        if (text.equals("#") || text.equals("*")) {
            return text;
        }
        return PercentText.escaped(text, "-_~ ", true).replace(' ', '+');
    }
}
