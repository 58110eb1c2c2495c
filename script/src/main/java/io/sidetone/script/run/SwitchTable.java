package io.sidetone.script.run;

import io.sidetone.script.value.BoundedMatcher;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the case of a switch. Immutable.
public final class SwitchTable {

    private record Expression(Pattern pattern, int number) {}

    private final Map<Object, Integer> constants = new HashMap<>();
    private final List<Expression> expressions;
    private final int otherwise;
    private final boolean exact;

    /// The table of these labels.
    ///
    /// @param labels by the numbers of their cases: values, and [Pattern]s; null for `null` and for `default`
    /// @param otherwise the number if none fits: that of `default`, or one behind the last
    /// @param exact whether the case of letters counts
    public SwitchTable(List<@Nullable Object> labels, int otherwise, boolean exact) {
        this.otherwise = otherwise;
        this.exact = exact;
        List<Expression> found = new ArrayList<>();
        for (int number = 0; number < labels.size(); number++) {
            Object label = labels.get(number);
            if (label instanceof Pattern pattern) {
                found.add(new Expression(pattern, number));
            } else if (number != otherwise) {
                constants.putIfAbsent(key(label), number);
                if (label instanceof Boolean flag) {
                    constants.putIfAbsent(flag ? "1" : "0", number);
                }
            }
        }
        expressions = List.copyOf(found);
    }

    /// The number of the first case that fits, as `==` compares; lists and maps by their text.
    public static int find(@Nullable Object subject, SwitchTable table) {
        Integer constant = table.constants.get(table.key(subject));
        if (constant == null && subject instanceof Boolean flag) {
            constant = table.constants.get(flag ? "1" : "0");
        }
        if (subject == null || table.expressions.isEmpty()) {
            return constant == null ? table.otherwise : constant;
        }
        int number = constant == null ? Integer.MAX_VALUE : constant;
        String text = Values.text(subject);
        for (Expression expression : table.expressions) {
            if (expression.number < number
                    && BoundedMatcher.of(expression.pattern, text).find()) {
                number = expression.number;
            }
        }
        return number == Integer.MAX_VALUE ? table.otherwise : number;
    }

    private Object key(@Nullable Object value) {
        return switch (value) {
            case null -> Type.NULL;
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            default -> exact ? Values.text(value) : Values.text(value).toLowerCase(Locale.ROOT);
        };
    }
}
