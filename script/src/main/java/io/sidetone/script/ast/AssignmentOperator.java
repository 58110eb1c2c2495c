package io.sidetone.script.ast;

import org.jspecify.annotations.Nullable;

/// `=`, `:=` and those that combine with the value that is there.
public enum AssignmentOperator {
    /// A variable with several values takes one more.
    ASSIGN("=", null),
    /// A variable with several values loses them.
    REPLACE(":=", null),
    ADD("+=", BinaryOperator.ADD),
    SUBTRACT("-=", BinaryOperator.SUBTRACT),
    MULTIPLY("*=", BinaryOperator.MULTIPLY),
    DIVIDE("/=", BinaryOperator.DIVIDE),
    MODULO("%=", BinaryOperator.MODULO),
    BIT_AND("&=", BinaryOperator.BIT_AND),
    BIT_OR("|=", BinaryOperator.BIT_OR),
    BIT_XOR("^=", BinaryOperator.BIT_XOR);

    private final String symbol;
    private final @Nullable BinaryOperator combining;

    AssignmentOperator(String symbol, @Nullable BinaryOperator combining) {
        this.symbol = symbol;
        this.combining = combining;
    }

    /// As it is written.
    public String symbol() {
        return symbol;
    }

    /// What the old and the new value are combined with; null where the old one does not matter.
    public @Nullable BinaryOperator combining() {
        return combining;
    }
}
