package io.sidetone.script;

import io.sidetone.script.define.FunctionDefinition;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.value.Arithmetic;
import io.sidetone.script.value.Comparison;
import io.sidetone.script.value.JsonReader;
import io.sidetone.script.value.JsonText;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Functions of every script for lists, maps and other values. Each gives a new value and changes none.
/// Thread-safe: keeps nothing.
final class ValueFunctions {

    /// More digits than any number of a script needs.
    private static final int DIGITS = 100;

    private ValueFunctions() {}

    /// All of them.
    static List<FunctionDefinition> all() {
        return List.of(
                one(
                        "size",
                        "How many elements, members or characters; 0 for null.",
                        Type.INTEGER,
                        ValueFunctions::size),
                one("keys", "The names of a map's members, in their order.", Type.LIST, ValueFunctions::keys),
                one("values", "What a map's members hold, in their order.", Type.LIST, ValueFunctions::values),
                two(
                        "contains",
                        "Whether a list has an element, a map a member of that name, a text that part in any case.",
                        Type.BOOLEAN,
                        ValueFunctions::contains),
                two(
                        "join",
                        "The elements of a list as text, with a text between them.",
                        Type.STRING,
                        ValueFunctions::join),
                two("split", "The parts of a text between a separator.", Type.LIST, ValueFunctions::split),
                one(
                        "type_of",
                        "The kind of a value: `null`, `integer`, `list`, ...",
                        Type.STRING,
                        ValueFunctions::type),
                one("to_integer", "A value as a whole number; null if it is none.", Type.INTEGER, Values::integer),
                one("to_decimal", "A value as a decimal; null if it is none.", Type.DECIMAL, ValueFunctions::decimal),
                one("to_text", "A value as text.", Type.STRING, Values::text),
                one("to_json", "A value in the form of JSON.", Type.STRING, JsonText::of),
                one(
                        "from_json",
                        "The value that a text in the form of JSON stands for.",
                        Type.ANY,
                        text -> text == null ? null : JsonReader.read(Values.text(text))));
    }

    /// What computes a value from one value.
    private interface One {
        @Nullable
        Object of(@Nullable Object value);
    }

    /// What computes a value from two values.
    private interface Two {
        @Nullable
        Object of(@Nullable Object first, @Nullable Object second);
    }

    private static FunctionDefinition one(String name, String description, Type result, One function) {
        return FunctionDefinition.value(
                name,
                description,
                result,
                (_, arguments) -> function.of(arguments[0]),
                Parameter.of("value", ParameterKind.VALUE, "What it is about."));
    }

    private static FunctionDefinition two(String name, String description, Type result, Two function) {
        return FunctionDefinition.value(
                name,
                description,
                result,
                (_, arguments) -> function.of(arguments[0], arguments[1]),
                Parameter.of("value", ParameterKind.VALUE, "What it is about."),
                Parameter.of("other", ParameterKind.VALUE, "The element, name, part or separator."));
    }

    private static Object size(@Nullable Object value) {
        return switch (value) {
            case null -> 0L;
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            default -> (long) Values.text(value).length();
        };
    }

    private static Map<?, ?> map(String function, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new ScriptError(
                function + "() is for a map, not for " + Type.of(value).phrase());
    }

    private static List<?> list(String function, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new ScriptError(
                function + "() is for a list, not for " + Type.of(value).phrase());
    }

    private static Object keys(@Nullable Object value) {
        return new ArrayList<>(map("keys", value).keySet());
    }

    private static Object values(@Nullable Object value) {
        return new ArrayList<>(map("values", value).values());
    }

    private static Object contains(@Nullable Object value, @Nullable Object part) {
        return switch (value) {
            case null -> false;
            case List<?> list -> list.stream().anyMatch(element -> Comparison.equal(element, part));
            case Map<?, ?> map -> map.containsKey(Values.text(part));
            default -> lower(value).contains(lower(part));
        };
    }

    private static String lower(@Nullable Object value) {
        return Values.text(value).toLowerCase(Locale.ROOT);
    }

    private static Object join(@Nullable Object value, @Nullable Object separator) {
        StringBuilder text = new StringBuilder();
        String between = "";
        for (Object element : list("join", value)) {
            text.append(between).append(Values.text(element));
            between = Values.text(separator);
            if (text.length() > Arithmetic.MAX_LENGTH) {
                throw new ScriptError("the text would be longer than " + Arithmetic.MAX_LENGTH + " characters");
            }
        }
        return text.toString();
    }

    private static Object split(@Nullable Object value, @Nullable Object separator) {
        if (value == null) {
            return new ArrayList<>();
        }
        String text = Values.text(value);
        String between = Values.text(separator);
        if (between.isEmpty()) {
            throw new ScriptError("split() needs a separator");
        }
        List<@Nullable Object> parts = new ArrayList<>();
        int start = 0;
        for (int at = text.indexOf(between); at >= 0; at = text.indexOf(between, start)) {
            parts.add(text.substring(start, at));
            start = at + between.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Object type(@Nullable Object value) {
        return Type.of(value).name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object decimal(@Nullable Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Long number -> BigDecimal.valueOf(number);
            case String text -> decimal(text);
            case null, default -> null;
        };
    }

    private static @Nullable Object decimal(String text) {
        boolean plain = text.length() <= DIGITS && text.chars().allMatch(ValueFunctions::inDecimal);
        try {
            return plain ? new BigDecimal(text) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static boolean inDecimal(int c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-';
    }
}
