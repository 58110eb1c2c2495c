package io.sidetone.script.transform;

import static io.sidetone.script.define.ParameterKind.INTEGER;
import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// `{s.*}` that look at a text as a whole: its length, its number, its case, the blanks around and in it, its
/// width.
///
/// Lengths and places count characters, which are octets only where the text is ASCII.
final class StringTransformations {

    private StringTransformations() {}

    // LONG: a table, row after row.
    static List<TransformationDefinition> all() {
        return List.of(
                text("s.len", Type.INTEGER, text -> (long) text.length(), "Its length.", "\"abc\"{s.len} -> 3"),
                TransformationDefinition.of(
                                "s.int",
                                Type.INTEGER,
                                (value, _) -> initialNumber(value),
                                "The number that it begins with, 0 if there is none.",
                                "\"2868.12 sec\"{s.int} -> 2868")
                        .in(Dialect.NATIVE),
                TransformationDefinition.of(
                                "s.int",
                                Type.INTEGER,
                                (value, _) -> Values.integer(value),
                                "The number that it is, null if it is none.",
                                "\"1234\"{s.int} -> 1234")
                        .in(Dialect.KAMAILIO),
                TransformationDefinition.of(
                                "s.intv",
                                Type.INTEGER,
                                (value, _) -> Values.integer(value),
                                "The number that it is, null if it is none.",
                                "\"12a\"{s.intv} -> null")
                        .of(Family.KAMAILIO),
                text(
                        "s.tolower",
                        Type.STRING,
                        StringTransformations::lower,
                        "In lower case.",
                        "\"AbC\"{s.tolower} -> \"abc\""),
                text(
                        "s.toupper",
                        Type.STRING,
                        StringTransformations::upper,
                        "In upper case.",
                        "\"AbC\"{s.toupper} -> \"ABC\""),
                text(
                                "s.reverse",
                                Type.STRING,
                                text -> new StringBuilder(text).reverse().toString(),
                                "In reverse order.",
                                "\"one\"{s.reverse} -> \"eno\"")
                        .of(Family.OPENSIPS),
                text(
                                "s.numeric",
                                Type.STRING,
                                text -> without(text, c -> c < '0' || c > '9'),
                                "Its digits alone.",
                                "\"(040)1234/567-89\"{s.numeric} -> \"040123456789\"")
                        .of(Family.KAMAILIO),
                text(
                        "s.trim",
                        Type.STRING,
                        text -> trim(text, true, true),
                        "Without blanks around it: spaces, tabs, line breaks.",
                        "\"\\t a b \\r\\n\"{s.trim} -> \"a b\""),
                text(
                                "s.trimr",
                                Type.STRING,
                                text -> trim(text, false, true),
                                "Without blanks behind it.",
                                "\" a \"{s.trimr} -> \" a\"")
                        .or("s.rtrim"),
                text(
                                "s.triml",
                                Type.STRING,
                                text -> trim(text, true, false),
                                "Without blanks before it.",
                                "\" a \"{s.triml} -> \"a \"")
                        .or("s.ltrim"),
                text(
                                "s.rmws",
                                Type.STRING,
                                text -> without(text, StringTransformations::blank),
                                "Without any blanks.",
                                "\"a b\\tc\"{s.rmws} -> \"abc\"")
                        .of(Family.KAMAILIO),
                text(
                                "s.rmhdws",
                                Type.STRING,
                                text -> unfolded(text, " "),
                                "Line breaks go, and the blanks that begin the next line become one space.",
                                "\"a\\r\\n \\tb\"{s.rmhdws} -> \"a b\"")
                        .of(Family.KAMAILIO),
                text(
                                "s.rmhlws",
                                Type.STRING,
                                text -> unfolded(text, ""),
                                "Line breaks go, and the blanks that begin the next line.",
                                "\"a\\r\\n \\tb\"{s.rmhlws} -> \"ab\"")
                        .of(Family.KAMAILIO),
                text(
                                "s.unquote",
                                Type.STRING,
                                text -> unwrapped(text, "\"\"''"),
                                "Without the quotes around it.",
                                "\"\'alice\'\"{s.unquote} -> \"alice\"")
                        .of(Family.KAMAILIO),
                text(
                                "s.unbracket",
                                Type.STRING,
                                text -> unwrapped(text, "()[]{}<>"),
                                "Without the brackets around it.",
                                "\"<sip:alice@test.sip>\"{s.unbracket} -> \"sip:alice@test.sip\"")
                        .of(Family.KAMAILIO),
                filled("s.fill.left", true, "Filled up on the left.", "\"485\"{s.fill.left,abc,8} -> \"bcabc485\""),
                filled("s.fill.right", false, "Filled up on the right.", "\"485\"{s.fill.right,abc,8} -> \"485abcab\""),
                with(
                                "s.width",
                                Type.STRING,
                                (text, arguments) -> width(text, arguments.number(0)),
                                "Cut or filled up with spaces on the right.",
                                "\"transformation\"{s.width,9} -> \"transform\"")
                        .taking(Parameter.of("length", INTEGER, "The length of the result.")
                                .between(1, TextOperation.LENGTH))
                        .of(Family.OPENSIPS),
                lines("s.fmtlines", " ", "spaces", "\"abcdefgh\"{s.fmtlines,4,2} -> \"abcd\\r\\n  efgh\""),
                lines("s.fmtlinet", "\t", "tabs", "\"abcdefgh\"{s.fmtlinet,4,1} -> \"abcd\\r\\n\\tefgh\""));
    }

    private static TransformationDefinition text(
            String name, Type result, TextOperation.OfText operation, String description, String example) {
        return TransformationDefinition.of(name, result, TextOperation.of(operation), description, example);
    }

    private static TransformationDefinition with(
            String name, Type result, TextOperation.OfTextAndArguments operation, String description, String example) {
        return TransformationDefinition.of(name, result, TextOperation.with(operation), description, example);
    }

    private static TransformationDefinition filled(String name, boolean left, String description, String example) {
        return with(
                        name,
                        Type.STRING,
                        (text, arguments) ->
                                fill(text, unwrapped(arguments.someText(0), "\"\"''"), arguments.number(1), left),
                        description,
                        example)
                .taking(
                        Parameter.of("fill", STRING, "What is repeated; quotes around it do not count."),
                        Parameter.of("length", INTEGER, "The length of the result.")
                                .between(0, TextOperation.LENGTH))
                .of(Family.OPENSIPS);
    }

    private static TransformationDefinition lines(String name, String indent, String what, String example) {
        return with(
                        name,
                        Type.STRING,
                        (text, arguments) -> lines(text, arguments.number(0), arguments.number(1), indent),
                        "In lines, all but the first indented by " + what + ".",
                        example)
                .taking(
                        Parameter.of("width", INTEGER, "Characters of a line.").between(1, TextOperation.LENGTH),
                        Parameter.of("indent", INTEGER, "Characters before it.").between(0, TextOperation.LENGTH))
                .of(Family.KAMAILIO);
    }

    private static @Nullable Long initialNumber(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return switch (value) {
                case BigDecimal number -> Values.integer(new BigDecimal(number.toBigInteger()));
                case null -> null;
                default -> {
                    Long number = Values.integer(value);
                    yield number == null ? 0 : number;
                }
            };
        }
        int end = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int start = end;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return start == end ? Long.valueOf(0) : Values.integer(text.substring(0, end));
    }

    private static String lower(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return out.toString();
    }

    private static String upper(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'a' && c <= 'z') {
                out.setCharAt(i, (char) (c + 'A' - 'a'));
            }
        }
        return out.toString();
    }

    static boolean blank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    static String trim(String text, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && blank(text.charAt(start))) {
            start++;
        }
        while (right && end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String without(String text, IntPredicate dropped) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!dropped.test(text.charAt(i))) {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static String unfolded(String text, String instead) {
        StringBuilder out = new StringBuilder();
        boolean broken = false;
        boolean folding = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                broken = true;
                folding = true;
            } else if (folding && blank(c)) {
                out.append(broken ? instead : "");
                broken = false;
            } else {
                out.append(c);
                folding = false;
            }
        }
        return out.toString();
    }

    /// Without the pair of characters around it, if it is one of these pairs.
    private static String unwrapped(String text, String pairs) {
        for (int i = 0; i < pairs.length(); i += 2) {
            if (text.length() >= 2
                    && text.charAt(0) == pairs.charAt(i)
                    && text.charAt(text.length() - 1) == pairs.charAt(i + 1)) {
                return text.substring(1, text.length() - 1);
            }
        }
        return text;
    }

    private static String fill(String text, String fill, long length, boolean left) {
        int gap = (int) length - text.length();
        if (gap <= 0 || fill.isEmpty()) {
            return text;
        }
        String repeated = fill.repeat(gap / fill.length() + 1);
        return left ? repeated.substring(repeated.length() - gap) + text : text + repeated.substring(0, gap);
    }

    private static String width(String text, long length) {
        return length <= text.length()
                ? text.substring(0, (int) length)
                : text + " ".repeat((int) length - text.length());
    }

    private static String lines(String text, long width, long indent, String blank) {
        long breaks = text.isEmpty() ? 0 : (text.length() - 1) / width;
        TextOperation.bound(text.length() + breaks * (2 + indent));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (i > 0 && i % width == 0) {
                out.append("\r\n").repeat(blank, (int) indent);
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }
}
