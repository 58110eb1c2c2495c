package io.sidetone.script.testing;

import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.List;
import java.util.regex.Pattern;

/// A few transformations, enough for tests of what surrounds them.
final class TestTransformations {

    private TestTransformations() {}

    static TransformationDefinition length() {
        return new TransformationDefinition(
                List.of("s.len"),
                List.of(),
                Type.INTEGER,
                (value, _) -> (long) Values.text(value).length(),
                "Counts the characters.",
                "$(var(x){s.len})");
    }

    static TransformationDefinition integer() {
        return new TransformationDefinition(
                List.of("s.int"),
                List.of(),
                Type.INTEGER,
                (value, _) -> Values.integer(value),
                "Reads a number.",
                "$(var(x){s.int})");
    }

    static TransformationDefinition part() {
        return new TransformationDefinition(
                List.of("s.substr"),
                List.of(
                        number("offset"),
                        number("length").between(0, Integer.MAX_VALUE).orNothing()),
                Type.STRING,
                (value, arguments) -> {
                    String text = Values.text(value);
                    int start = arguments[0] instanceof Long at ? Math.clamp(at, 0, text.length()) : 0;
                    long length = arguments[1] instanceof Long count ? count : text.length();
                    return text.substring(start, (int) Math.min(text.length(), start + length));
                },
                "Takes a part.",
                "$(var(x){s.substr,1,2})");
    }

    static TransformationDefinition select() {
        return new TransformationDefinition(
                List.of("s.select"),
                List.of(number("index"), Parameter.of("separator", ParameterKind.STRING, "What separates.")),
                Type.STRING,
                (value, arguments) -> {
                    String[] parts = Values.text(value).split(Pattern.quote(String.valueOf(arguments[1])), -1);
                    long at = arguments[0] instanceof Long index ? index : 0;
                    return at >= 0 && at < parts.length ? parts[(int) at] : null;
                },
                "Takes one of several parts.",
                "$(var(x){s.select,1,;})");
    }

    static TransformationDefinition user() {
        return new TransformationDefinition(
                List.of("uri.user"),
                List.of(),
                Type.STRING,
                (value, _) -> {
                    String text = Values.text(value);
                    int at = text.indexOf('@');
                    return at < 0 ? null : text.substring(text.indexOf(':') + 1, at);
                },
                "Takes the user of a URI.",
                "$(ru{uri.user})");
    }

    private static Parameter number(String name) {
        return Parameter.of(name, ParameterKind.INTEGER, "A number.");
    }
}
