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
    SHIFT_RIGHT(">>");

    private final String symbol;

    BinaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /// As the native dialect writes it.
    public String symbol() {
        return symbol;
    }

    /// Whether the result is true or false.
    public boolean compares() {
        return compareTo(GREATER_OR_EQUAL) <= 0;
    }
}
