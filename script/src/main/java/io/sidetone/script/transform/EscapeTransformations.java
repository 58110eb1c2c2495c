package io.sidetone.script.transform;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Type;
import java.util.List;

/// `{s.escape.*}` and their contraries: what is not allowed in some place is written otherwise.
final class EscapeTransformations {

    /// RFC 3261 §25.1, user-unreserved.
    private static final String USER = PercentText.MARKS + "&=+$,;?/";

    /// RFC 3261 §25.1, param-unreserved.
    private static final String PARAMETER = PercentText.MARKS + "[]/:&+$";

    private EscapeTransformations() {}

    static List<TransformationDefinition> all() {
        return List.of(
                row(
                        "s.escape.common",
                        EscapeTransformations::escaped,
                        "With a backslash before `'`, `\"` and `\\`, and `\\0` for the character 0.",
                        "\"it's\"{s.escape.common} -> \"it\\\\'s\""),
                row(
                        "s.unescape.common",
                        EscapeTransformations::unescaped,
                        "The contrary of s.escape.common.",
                        "\"it\\\\'s\"{s.unescape.common} -> \"it's\""),
                row(
                        "s.escape.user",
                        text -> PercentText.escaped(text, USER, false),
                        "As the user part of a SIP URI: `%` and two digits for what is not allowed there.",
                        "\"a b\"{s.escape.user} -> \"a%20b\""),
                row(
                        "s.unescape.user",
                        PercentText::unescapedOrNull,
                        "The contrary of s.escape.user; null if `%` is not followed by two digits, or stands "
                                + "for a control "
                                + "character.",
                        "\"a%20b\"{s.unescape.user} -> \"a b\""),
                row(
                        "s.escape.param",
                        text -> PercentText.escaped(text, PARAMETER, false),
                        "As a parameter of a SIP URI: `%` and two digits for what is not allowed there.",
                        "\"a;b=c\"{s.escape.param} -> \"a%3bb%3dc\""),
                row(
                        "s.unescape.param",
                        PercentText::unescapedOrNull,
                        "The contrary of s.escape.param; null as with s.unescape.user.",
                        "\"a%3bb\"{s.unescape.param} -> \"a;b\""),
                row(
                                "s.escape.csv",
                                text -> '"' + text.replace("\"", "\"\"") + '"',
                                "As a field of a CSV line: in quotes, and those in it doubled.",
                                "\"a\\\"b\"{s.escape.csv} -> \"\\\"a\\\"\\\"b\\\"\"")
                        .of(Family.KAMAILIO),
                row(
                                "s.escape.crlf",
                                text -> text.replace("\n", "\\n").replace("\r", "\\r"),
                                "With `\\n` and `\\r` instead of line breaks.",
                                "\"a\\r\\nb\"{s.escape.crlf} -> \"a\\\\r\\\\nb\"")
                        .of(Family.KAMAILIO),
                row(
                                "s.unescape.crlf",
                                text -> text.replace("\\n", "\n").replace("\\r", "\r"),
                                "With line breaks instead of `\\n` and `\\r`.",
                                "\"a\\\\r\\\\nb\"{s.unescape.crlf} -> \"a\\r\\nb\"")
                        .of(Family.KAMAILIO));
    }

    private static TransformationDefinition row(
            String name, TextOperation.OfText operation, String description, String example) {
        return TransformationDefinition.of(name, Type.STRING, TextOperation.of(operation), description, example);
    }

    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\'', '"', '\\' -> out.append('\\').append(c);
                case 0 -> out.append("\\0");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "'\"\\0".indexOf(text.charAt(i + 1)) >= 0) {
                c = text.charAt(++i);
                c = c == '0' ? '\0' : c;
            }
            out.append(c);
        }
        return out.toString();
    }
}
