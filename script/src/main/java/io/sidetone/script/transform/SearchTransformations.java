package io.sidetone.script.transform;

import static io.sidetone.script.define.ParameterKind.INTEGER;
import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `{s.*}` that look for something in a text: where it stands, what is before and behind it, what it is replaced
/// by.
final class SearchTransformations {

    private SearchTransformations() {}

    // LONG: a table, row after row.
    static List<TransformationDefinition> all() {
        Parameter character = Parameter.of("character", STRING, "What to look for; its first character counts.");
        Parameter match = Parameter.of("match", STRING, "What to look for.");
        return List.of(
                row(
                                "s.index",
                                Type.INTEGER,
                                (text, arguments) -> index(text, arguments.needle(0), arguments.numberOr(1, 0)),
                                "Where a text begins in it; null if nowhere.",
                                "\"onetwothreeone\"{s.index,one,3} -> 11")
                        .taking(match, start("The first place to look at"))
                        .of(Family.OPENSIPS),
                row(
                                "s.rindex",
                                Type.INTEGER,
                                (text, arguments) -> lastIndex(
                                        text,
                                        arguments.needle(0),
                                        arguments.numberOr(1, Math.max(0, text.length() - 1))),
                                "Where a text begins in it for the last time; null if nowhere.",
                                "\"onetwothreeone\"{s.rindex,one,-4} -> 0")
                        .taking(match, start("The last place to look at"))
                        .of(Family.OPENSIPS),
                row(
                                "s.count",
                                Type.INTEGER,
                                (text, arguments) -> count(text, arguments.character(0)),
                                "How often a character stands in it.",
                                "\"abababa\"{s.count,a} -> 4")
                        .taking(character)
                        .of(Family.KAMAILIO),
                row(
                                "s.before",
                                Type.STRING,
                                (text, arguments) -> before(text, text.indexOf(arguments.character(0))),
                                "What stands before the first of a character; all if there is none.",
                                "\"abcdefcgh\"{s.before,c} -> \"ab\"")
                        .taking(character)
                        .of(Family.KAMAILIO),
                row(
                                "s.rbefore",
                                Type.STRING,
                                (text, arguments) -> before(text, text.lastIndexOf(arguments.character(0))),
                                "What stands before the last of a character; all if there is none.",
                                "\"abcdefcgh\"{s.rbefore,c} -> \"abcdef\"")
                        .taking(character)
                        .of(Family.KAMAILIO),
                row(
                                "s.after",
                                Type.STRING,
                                (text, arguments) -> after(text, text.indexOf(arguments.character(0))),
                                "What stands behind the first of a character; nothing if there is none.",
                                "\"abcdefcgh\"{s.after,c} -> \"defcgh\"")
                        .taking(character)
                        .of(Family.KAMAILIO),
                row(
                                "s.rafter",
                                Type.STRING,
                                (text, arguments) -> after(text, text.lastIndexOf(arguments.character(0))),
                                "What stands behind the last of a character; nothing if there is none.",
                                "\"abcdefcgh\"{s.rafter,c} -> \"gh\"")
                        .taking(character)
                        .of(Family.KAMAILIO),
                row(
                                "s.stripto",
                                Type.STRING,
                                (text, arguments) -> from(text, text.indexOf(arguments.character(0))),
                                "From the first of a character on; nothing if there is none.",
                                "\"abcd\"{s.stripto,c} -> \"cd\"")
                        .taking(character)
                        .of(Family.KAMAILIO),
                row(
                                "s.replace",
                                Type.STRING,
                                (text, arguments) -> replaced(text, arguments.needle(0), arguments.text(1)),
                                "With one text instead of another, wherever that stands.",
                                "\"abababa\"{s.replace,a,c} -> \"cbcbcbc\"")
                        .taking(match, Parameter.of("replacement", STRING, "What comes instead."))
                        .of(Family.KAMAILIO),
                row(
                                "s.rm",
                                Type.STRING,
                                (text, arguments) -> replaced(text, unescaped(arguments.needle(0)), ""),
                                "Without a text, wherever that stands.",
                                "\"abtestc\"{s.rm,test} -> \"abc\"")
                        .taking(Parameter.of(
                                "match", STRING, "What goes; `\\n`, `\\r`, `\\t` and `\\\\` stand for characters."))
                        .of(Family.KAMAILIO));
    }

    private static TransformationDefinition row(
            String name, Type result, TextOperation.OfTextAndArguments operation, String description, String example) {
        return TransformationDefinition.of(name, result, TextOperation.with(operation), description, example);
    }

    private static Parameter start(String what) {
        return Parameter.of("start", INTEGER, what + ", from 0; from the end if negative, and round again.")
                .orNothing();
    }

    private static @Nullable Long index(String text, String match, long start) {
        long from = wrapped(start, text.length());
        if (from >= text.length()) {
            return null;
        }
        int found = text.indexOf(match, (int) from);
        return found < 0 ? null : Long.valueOf(found);
    }

    private static @Nullable Long lastIndex(String text, String match, long start) {
        long from = Math.min(wrapped(start, text.length()), text.length());
        int found = text.lastIndexOf(match, (int) from);
        return found < 0 ? null : Long.valueOf(found);
    }

    private static long wrapped(long place, int length) {
        return place >= 0 || length == 0 ? Math.max(0, place) : Math.floorMod(place, (long) length);
    }

    private static Long count(String text, char character) {
        long count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += text.charAt(i) == character ? 1 : 0;
        }
        return count;
    }

    private static String before(String text, int found) {
        return found < 0 ? text : text.substring(0, found);
    }

    private static String after(String text, int found) {
        return found < 0 ? "" : text.substring(found + 1);
    }

    private static String from(String text, int found) {
        return found < 0 ? "" : text.substring(found);
    }

    private static String replaced(String text, String match, String replacement) {
        StringBuilder out = new StringBuilder();
        int last = 0;
        for (int found = text.indexOf(match); found >= 0; found = text.indexOf(match, last)) {
            out.append(text, last, found).append(replacement);
            TextOperation.bound(out.length());
            last = found + match.length();
        }
        return out.append(text, last, text.length()).toString();
    }

    private static String unescaped(String match) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < match.length(); i++) {
            char c = match.charAt(i);
            if (c == '\\' && i + 1 < match.length()) {
                c = switch (match.charAt(++i)) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> match.charAt(i);
                };
            }
            out.append(c);
        }
        return out.toString();
    }
}
