package io.sidetone.dist.docs;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.transform.TextTransformations;
import io.sidetone.server.transform.SipTransformations;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/transformations.md`: what scripts can do with a value in braces.
final class TransformationsPage {

    private TransformationsPage() {}

    static GeneratedPage of() {
        StringBuilder page = new StringBuilder("""
                # Transformations

                Generated from `TextTransformations` and `SipTransformations` by `./sidetone docs`; do not edit.

                What stands in braces behind a variable computes a value from its value: `$(fu{uri.user}{s.len})` is the length
                of a user. Null stays null, unless it says otherwise. Each example is run by a test; a value before the braces
                stands there for a variable.

                Lengths and places count characters. Digests and encodings take the octets of UTF-8; octets that are not UTF-8
                are kept as they are. A text has at most 1,048,576 characters; where more come or would come out, the statement
                has no effect.

                Parameters in brackets can be left out. Where the dialects differ, a line says which one it is for.
                """);
        Map<String, List<TransformationDefinition>> classes = Stream.concat(
                        TextTransformations.all().stream(), SipTransformations.all().stream())
                .collect(Collectors.groupingBy(TransformationsPage::group, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<TransformationDefinition>> group : classes.entrySet()) {
            page.append("\n## ").append(group.getKey()).append("\n\n");
            page.append("| transformation | also | documented by | dialect | gives | example "
                    + "|\n|---|---|---|---|---|---|\n");
            group.getValue().forEach(row -> append(row, page));
        }
        page.append("\n## Not here\n\n| transformation | why |\n|---|---|\n");
        for (TextTransformations.Absent absent : TextTransformations.absent()) {
            page.append("| `{")
                    .append(absent.name())
                    .append("}` | ")
                    .append(absent.reason())
                    .append(" |\n");
        }
        return new GeneratedPage("docs/transformations.md", page.toString());
    }

    private static String group(TransformationDefinition row) {
        return row.name().substring(0, row.name().indexOf('.'));
    }

    private static void append(TransformationDefinition row, StringBuilder page) {
        StringBuilder form = new StringBuilder(row.name());
        StringBuilder text = new StringBuilder(row.description());
        for (Parameter parameter : row.parameters()) {
            form.append(parameter.optional() ? "[," : ",").append(parameter.name());
            form.append(parameter.optional() ? "]" : "");
            text.append(" *").append(parameter.name()).append("*: ").append(parameter.description());
        }
        cells(
                page,
                code("{" + form + "}"),
                row.names().stream().skip(1).map(name -> code("{" + name + "}")).collect(Collectors.joining(", ")),
                Arrays.stream(Family.values())
                        .filter(row.families()::contains)
                        .map(Family::title)
                        .collect(Collectors.joining(", ")),
                row.dialects().size() == 1 ? (row.dialects().contains(Dialect.NATIVE) ? "native" : "Kamailio") : "",
                text.toString(),
                code(row.example()));
    }

    private static String code(String text) {
        return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
    }

    private static void cells(StringBuilder page, String... cells) {
        for (String cell : cells) {
            page.append("| ").append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "" : " ");
        }
        page.append("|\n");
    }
}
