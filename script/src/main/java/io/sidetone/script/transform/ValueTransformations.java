package io.sidetone.script.transform;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `{val.*}`, `{sql.*}`, `{num.*}`: what a value is in another place, null included.
final class ValueTransformations {

    private ValueTransformations() {}

    static List<TransformationDefinition> all() {
        return List.of(
                row(
                        "val.n0",
                        Type.ANY,
                        value -> value == null ? Long.valueOf(0) : value,
                        "0 instead of null.",
                        "null{val.n0} -> 0"),
                row(
                        "val.ne",
                        Type.ANY,
                        value -> value == null ? "" : value,
                        "The empty text instead of null.",
                        "null{val.ne} -> \"\""),
                row(
                        "val.json",
                        Type.ANY,
                        value -> inner(quoted(value)),
                        "Text as it stands in a string of JSON, without the quotes; the empty text for null. "
                                + "Other values stay.",
                        "\"a\\\"b\"{val.json} -> \"a\\\\\\\"b\""),
                row(
                        "val.jsonqe",
                        Type.ANY,
                        ValueTransformations::quoted,
                        "Text as a string of JSON, with the quotes; an empty one for null. Other values stay.",
                        "\"a\"{val.jsonqe} -> \"\\\"a\\\"\""),
                row(
                        "sql.val",
                        Type.STRING,
                        value -> sql(value, "NULL"),
                        "As a value of SQL: text in quotes and escaped, numbers as digits, `NULL`.",
                        "\"it's\"{sql.val} -> \"'it\\\\'s'\""),
                row(
                        "sql.val.int",
                        Type.STRING,
                        value -> sql(value, "0"),
                        "As sql.val, but `0` for null.",
                        "null{sql.val.int} -> \"0\""),
                row(
                        "sql.val.str",
                        Type.STRING,
                        value -> sql(value, "''"),
                        "As sql.val, but an empty string for null.",
                        "null{sql.val.str} -> \"''\""),
                row(
                        "num.fdigit",
                        Type.INTEGER,
                        ValueTransformations::firstDigit,
                        "The first digit of a number; 0 if it is none.",
                        "4711{num.fdigit} -> 4"),
                row(
                        "num.ldigit",
                        Type.INTEGER,
                        value -> value instanceof Long number ? Math.abs(number % 10) : Long.valueOf(0),
                        "The last digit of a number; 0 if it is none.",
                        "4711{num.ldigit} -> 1"));
    }

    /// What is done with a value.
    private interface OfValue {
        @Nullable
        Object apply(@Nullable Object value);
    }

    private static TransformationDefinition row(
            String name, Type result, OfValue operation, String description, String example) {
        return TransformationDefinition.of(name, result, (value, _) -> operation.apply(value), description, example)
                .of(Family.KAMAILIO);
    }

    private static Object quoted(@Nullable Object value) {
        if (value == null) {
            return "\"\"";
        }
        if (!(value instanceof String text)) {
            return value;
        }
        TextOperation.bound(text.length());
        String list = Values.text(List.of(text));
        return list.substring(1, list.length() - 1);
    }

    private static Object inner(Object value) {
        return value instanceof String text ? text.substring(1, text.length() - 1) : value;
    }

    private static String sql(@Nullable Object value, String nothing) {
        return switch (value) {
            case null -> nothing;
            case Long number -> Long.toString(number);
            case BigDecimal number -> number.toPlainString();
            case Boolean flag -> flag ? "1" : "0";
            default -> {
                String text = Values.text(value);
                TextOperation.bound(text.length());
                yield "'" + EscapeTransformations.escaped(text) + "'";
            }
        };
    }

    private static Object firstDigit(@Nullable Object value) {
        if (!(value instanceof Long number)) {
            return 0L;
        }
        long digit = number;
        while (digit >= 10 || digit <= -10) {
            digit /= 10;
        }
        return Math.abs(digit);
    }
}
