package io.sidetone.script.parse;

import io.sidetone.script.ast.Expression;
import io.sidetone.script.lex.Token;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.List;

/// The operators of one level that stand beside each other without parentheses. Of different ones the author may
/// expect that one binds tighter; here they are read from left to right. Confined to the thread that uses it.
final class Mixture {

    private static final int LONGEST_OPERAND = 20;
    private static final int LONGEST_READING = 120;

    private final Tokens tokens;
    private final List<Token> operators = new ArrayList<>();
    private final List<Expression> operands = new ArrayList<>();

    Mixture(Tokens tokens, Expression first) {
        this.tokens = tokens;
        operands.add(first);
    }

    void add(Token operator, Expression operand) {
        operators.add(operator);
        operands.add(operand);
    }

    private static String group(Token operator) {
        return switch (operator.kind()) {
            case ADD, SUBTRACT -> "sum";
            case MULTIPLY, DIVIDE, MODULO -> "product";
            case NAME -> operator.text().equals("and") ? "&&" : "||";
            default -> operator.text();
        };
    }

    private String text(Expression operand) {
        Span span = operand.span();
        String text = tokens.source().text(span).replaceAll("\\s+", " ");
        return text.length() <= LONGEST_OPERAND ? text : text.substring(0, LONGEST_OPERAND - 3) + "...";
    }

    /// Warns if there are different ones.
    void check() {
        if (operators.stream().map(Mixture::group).distinct().count() < 2) {
            return;
        }
        StringBuilder reading = new StringBuilder(text(operands.getFirst()));
        for (int i = 0; i < operators.size() && reading.length() < LONGEST_READING; i++) {
            if (i > 0) {
                reading.insert(0, '(').append(')');
            }
            reading.append(' ').append(operators.get(i).text()).append(' ').append(text(operands.get(i + 1)));
        }
        tokens.diagnostics()
                .warning(
                        operators.getFirst().span(),
                        "different operators without parentheses are read from left to right",
                        "this reads `" + reading + "`; write the parentheses that are meant");
    }
}
