package io.sidetone.script.ast;

/// Operators with one operand. Each says all that it means: where dialects differ they use different constants.
public enum UnaryOperator {
    MINUS("-"),
    COMPLEMENT("~"),
    /// Anything as a whole number: text that reads as none, and null, is 0.
    INTEGER("(int)"),
    /// Anything as text: null is empty.
    TEXT("(str)"),
    /// How many characters the text has.
    LENGTH("strlen"),
    /// Whether the text is empty, as 1 or 0.
    EMPTY("strempty"),
    /// Whether it is not null, as 1 or 0.
    DEFINED("defined"),
    /// What it is; null is 0.
    PRESENT(""),
    /// What a function has returned, as 1 or 0, unless the setting `return_mode` wants the code itself.
    OUTCOME("");

    private final String symbol;

    UnaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /// As it is written, empty if it is not.
    public String symbol() {
        return symbol;
    }
}
