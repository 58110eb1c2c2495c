package io.sidetone.script.transform;

import static io.sidetone.script.define.ParameterKind.INTEGER;
import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.Type;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// `{s.*}` that give a part of a text by its place: characters, fields, prefixes.
final class SubstringTransformations {

    private SubstringTransformations() {}

    // LONG: a table, row after row.
    static List<TransformationDefinition> all() {
        Parameter index = Parameter.of("index", INTEGER, "Which one, from 0; from the end if negative.");
        Parameter count = Parameter.of("count", INTEGER, "How many characters.");
        return List.of(
                text(
                                "s.substr",
                                (text, arguments) -> part(text, arguments.number(0), arguments.number(1)),
                                "The characters from a place on; null if that lies outside.",
                                "\"abcd\"{s.substr,1,0} -> \"bcd\"")
                        .taking(
                                Parameter.of("offset", INTEGER, "Where it begins, from 0; from the end if negative."),
                                Parameter.of(
                                        "length",
                                        INTEGER,
                                        "How many; 0 for all; negative for all but so many at the end.")),
                text(
                                "s.select",
                                (text, arguments) -> field(text, arguments.number(0), only(arguments.character(1))),
                                "A field; null if there are not so many.",
                                "\"12,34,56\"{s.select,-2,,} -> \"34\"")
                        .taking(index, Parameter.of("separator", STRING, "The character between fields."))
                        .in(Dialect.NATIVE),
                text(
                                "s.select",
                                (text, arguments) ->
                                        fieldOrEmpty(text, arguments.number(0), separator(arguments.someText(1))),
                                "A field; empty if there are not so many.",
                                "\"12 34\"{s.select,1,\\s} -> \"34\"")
                        .taking(
                                index,
                                Parameter.of(
                                        "separator",
                                        STRING,
                                        "The character between fields; `\\\\`, `\\t`, `\\n`, `\\r`, and `\\s` for any "
                                                + "blank."))
                        .in(Dialect.KAMAILIO),
                text(
                                "s.selectsw",
                                (text, arguments) ->
                                        fieldOrEmpty(text, arguments.number(0), StringTransformations::blank),
                                "A field of those between blanks; empty if there are not so many.",
                                "\"12 34\"{s.selectsw,1} -> \"34\"")
                        .taking(index)
                        .of(Family.KAMAILIO),
                text(
                                "s.strip",
                                (text, arguments) -> text.substring(within(text, arguments.number(0))),
                                "Without so many characters at the start.",
                                "\"1234\"{s.strip,2} -> \"34\"")
                        .taking(count)
                        .of(Family.KAMAILIO),
                text(
                                "s.striptail",
                                (text, arguments) ->
                                        text.substring(0, text.length() - within(text, arguments.number(0))),
                                "Without so many characters at the end.",
                                "\"1234\"{s.striptail,1} -> \"123\"")
                        .taking(count)
                        .of(Family.KAMAILIO),
                prefixes("s.prefixes", "", "\"1234\"{s.prefixes,3} -> \"1,12,123\""),
                prefixes("s.prefixes.quoted", "'", "\"123\"{s.prefixes.quoted} -> \"'1','12','123'\""),
                text(
                                "s.charat",
                                (text, arguments) -> character(text, arguments.number(0)),
                                "One character; empty if there is none.",
                                "\"abc\"{s.charat,1} -> \"b\"")
                        .taking(Parameter.of("index", INTEGER, "Which one, from 0."))
                        .of(Family.KAMAILIO),
                TransformationDefinition.of(
                                "s.byteat",
                                Type.INTEGER,
                                TextOperation.with((text, arguments) -> octet(Octets.of(text), arguments.number(0))),
                                "The number of one octet; -1 if there is none.",
                                "\"abc\"{s.byteat,1} -> 98")
                        .taking(Parameter.of("index", INTEGER, "Which one, from 0."))
                        .of(Family.KAMAILIO));
    }

    private static TransformationDefinition text(
            String name, TextOperation.OfTextAndArguments operation, String description, String example) {
        return TransformationDefinition.of(name, Type.STRING, TextOperation.with(operation), description, example);
    }

    private static TransformationDefinition prefixes(String name, String quote, String example) {
        return text(
                        name,
                        (text, arguments) -> prefixes(text, arguments.numberOr(0, 0), quote),
                        "Its prefixes, the shortest first, with commas between them.",
                        example)
                .taking(Parameter.of("length", INTEGER, "Of the longest prefix; all if it is not positive.")
                        .orNothing())
                .of(Family.KAMAILIO);
    }

    private static @Nullable String part(String text, long offset, long length) {
        long start = offset < 0 ? text.length() + offset : offset;
        if (start < 0 || start >= text.length()) {
            return null;
        }
        long end = length <= 0 ? text.length() + length : Math.min(text.length() - start, length) + start;
        return end < start ? null : text.substring((int) start, (int) end);
    }

    private static IntPredicate only(char separator) {
        return c -> c == separator;
    }

    private static IntPredicate separator(String text) {
        if (text.charAt(0) != '\\' || text.length() == 1) {
            return only(text.charAt(0));
        }
        return switch (text.charAt(1)) {
            case 's' -> StringTransformations::blank;
            case 'n' -> only('\n');
            case 'r' -> only('\r');
            case 't' -> only('\t');
            default -> only(text.charAt(1));
        };
    }

    private static String fieldOrEmpty(String text, long index, IntPredicate separator) {
        String field = field(text, index, separator);
        return field == null ? "" : field;
    }

    private static @Nullable String field(String text, long index, IntPredicate separator) {
        long left = index < 0 ? -1 - index : index;
        int from = index < 0 ? text.length() - 1 : 0;
        int step = index < 0 ? -1 : 1;
        int at = from;
        for (; at >= 0 && at < text.length(); at += step) {
            if (separator.test(text.charAt(at))) {
                if (left == 0) {
                    break;
                }
                left--;
                from = at + step;
            }
        }
        if (left > 0) {
            return null;
        }
        return index < 0 ? text.substring(at + 1, from + 1) : text.substring(from, at);
    }

    private static int within(String text, long count) {
        return Math.clamp(count, 0, text.length());
    }

    private static String prefixes(String text, long most, String quote) {
        int longest = most > 0 ? (int) Math.min(most, text.length()) : text.length();
        TextOperation.bound((long) longest * (longest + 1) / 2 + (long) longest * (1 + 2 * quote.length()));
        StringBuilder out = new StringBuilder();
        for (int end = 1; end <= longest; end++) {
            out.append(end == 1 ? "" : ",").append(quote).append(text, 0, end).append(quote);
        }
        return out.toString();
    }

    private static String character(String text, long index) {
        return index < 0 || index >= text.length() ? "" : text.substring((int) index, (int) index + 1);
    }

    private static Long octet(byte[] octets, long index) {
        return index < 0 || index >= octets.length ? -1L : octets[(int) index] & 0xFF;
    }
}
