package io.sidetone.script.ast;

/// Operators with one operand that give a number.
public enum UnaryOperator {
    MINUS,
    COMPLEMENT
}
