package io.sidetone.script.transform;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `{csv.*}`: one line of fields with commas between them, some in quotes (RFC 4180).
final class CsvTransformations {

    private CsvTransformations() {}

    static List<TransformationDefinition> all() {
        Structure<List<String>> line = new Structure<>(CsvTransformations::fields);
        return List.of(
                line.whole(
                        row("csv.count", Type.INTEGER, "How many fields there are.", "\"a,b,c\"{csv.count} -> 3"),
                        (fields, _) -> (long) fields.size()),
                line.whole(
                        row(
                                        "csv.value",
                                        Type.STRING,
                                        "One field; null if there is none.",
                                        "\"a,b,c\"{csv.value,2} -> \"c\"")
                                .taking(Parameter.of(
                                        "index",
                                        ParameterKind.INTEGER,
                                        "Which one, from 0; from the end if negative.")),
                        (fields, arguments) -> at(fields, arguments.number(0))));
    }

    private static TransformationDefinition row(String name, Type result, String description, String example) {
        return TransformationDefinition.of(name, result, (_, _) -> null, description, example)
                .of(Family.OPENSIPS);
    }

    private static @Nullable String at(List<String> fields, long index) {
        long place = index < 0 ? fields.size() + index : index;
        return place < 0 || place >= fields.size() ? null : fields.get((int) place);
    }

    /// The fields; null if it is no such line.
    private static @Nullable List<String> fields(String text) {
        String line = text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text;
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            int end = at < line.length() && line.charAt(at) == '"' ? closing(line, at + 1) : next(line, at);
            if (end < 0 || (end < line.length() && line.charAt(end) != ',')) {
                return null;
            }
            String field = line.substring(at, end);
            fields.add(
                    field.startsWith("\"")
                            ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                            : field);
            if (end == line.length()) {
                return line.chars().anyMatch(c -> c < ' ') ? null : fields;
            }
            at = end + 1;
        }
    }

    private static int next(String line, int from) {
        int comma = line.indexOf(',', from);
        return comma < 0 ? line.length() : comma;
    }

    /// Where a field in quotes ends, -1 if it does not.
    private static int closing(String line, int from) {
        for (int i = from; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                if (i + 1 == line.length() || line.charAt(i + 1) != '"') {
                    return i + 1;
                }
                i++;
            }
        }
        return -1;
    }
}
