package io.sidetone.script.ast;

/// Operators with two operands. Each says all that it means: where dialects differ they use different constants.
public enum BinaryOperator {
    /// Text ignores case; a number equals text that reads as it does.
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    /// Compares by what the left operand is: numbers, or text with its case. Null is 0 beside a number, else
    /// empty.
    TYPED_EQUAL("=="),
    TYPED_NOT_EQUAL("!="),
    /// Compares text with its case.
    TEXT_EQUAL("eq"),
    TEXT_NOT_EQUAL("ne"),
    /// Numbers are added, text is joined, lists are joined.
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULO("%"),
    BIT_AND("&"),
    BIT_OR("|"),
    BIT_XOR("^"),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>"),
    /// Adds if the left operand is a number, else joins text.
    TYPED_ADD("+");

    private final String symbol;

    BinaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /// As the dialects that have it write it.
    public String symbol() {
        return symbol;
    }

    /// Whether the result is true or false.
    public boolean compares() {
        return compareTo(TEXT_NOT_EQUAL) <= 0;
    }
}
