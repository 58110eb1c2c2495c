package io.sidetone.script.transform;

import static io.sidetone.script.define.ParameterKind.INTEGER;
import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Type;
import java.util.ArrayList;
import java.util.List;

/// `{line.*}`: texts of several lines.
final class LineTransformations {

    private LineTransformations() {}

    static List<TransformationDefinition> all() {
        Structure<List<String>> lines = new Structure<>(LineTransformations::lines);
        return List.of(
                lines.whole(
                        row(
                                "line.count",
                                Type.INTEGER,
                                "How many lines there are.",
                                "\"a\\r\\nb\\r\\n\"{line.count} -> 2"),
                        (all, _) -> (long) all.size()),
                lines.whole(
                        row(
                                        "line.at",
                                        Type.STRING,
                                        "One line; empty if there is none.",
                                        "\"a\\r\\nb\\r\\n\"{line.at,-1} -> \"b\"")
                                .taking(Parameter.of("index", INTEGER, "Which one, from 0; from the end if negative.")),
                        (all, arguments) -> at(all, arguments.number(0))),
                lines.whole(
                        row(
                                        "line.sw",
                                        Type.STRING,
                                        "The first line that starts with a text; empty if there is none.",
                                        "\"v=0\\r\\ns=-\\r\\n\"{line.sw,s=} -> \"s=-\"")
                                .taking(Parameter.of("start", STRING, "How it starts.")),
                        (all, arguments) -> starting(all, arguments.text(0))));
    }

    private static TransformationDefinition row(String name, Type result, String description, String example) {
        return TransformationDefinition.of(name, result, (_, _) -> null, description, example)
                .of(Family.KAMAILIO);
    }

    private static String at(List<String> lines, long index) {
        long place = index < 0 ? lines.size() + index : index;
        return place < 0 || place >= lines.size() ? "" : lines.get((int) place);
    }

    private static String starting(List<String> lines, String start) {
        for (String line : lines) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        return "";
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            lines.add(text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end));
            start = end + 1;
        }
        return lines;
    }
}
