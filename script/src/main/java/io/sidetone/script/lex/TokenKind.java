package io.sidetone.script.lex;

import org.jspecify.annotations.Nullable;

/// What a [Token] is.
public enum TokenKind {
    END("the end of the file", false),
    /// Letters, digits and `_`. Keywords are names too: what a name is depends on where it stands.
    NAME("a name", false),
    /// `42`, `0x2A`, `052`, `1.5`, and what begins with a digit and is nothing else, as `4to6`.
    NUMBER("a number", false),
    /// `10.0.0.1`, `10.0.0.0/8`, `2001:db8::1`: what has the shape of an address, whether it is one or not.
    ADDRESS("an address", false),
    STRING("a string", false),
    /// `$"..."`.
    FORMAT("a format", false),
    /// A string whose closing quote is missing; that was reported. It ends with its first line.
    BROKEN("an unclosed string", false),
    /// `$name`, `$name(key)`, `$(...)`, as written.
    VARIABLE("a variable", false),
    /// `@name.name[1]`, only in the Kamailio dialect.
    SELECT("a select", false),
    OPEN("("),
    CLOSE(")"),
    OPEN_BRACE("{"),
    CLOSE_BRACE("}"),
    OPEN_BRACKET("["),
    CLOSE_BRACKET("]"),
    COMMA(","),
    SEMICOLON(";"),
    COLON(":"),
    DOT("."),
    ASSIGN("="),
    REPLACE(":="),
    ADD_ASSIGN("+="),
    SUBTRACT_ASSIGN("-="),
    MULTIPLY_ASSIGN("*="),
    DIVIDE_ASSIGN("/="),
    MODULO_ASSIGN("%="),
    BIT_AND_ASSIGN("&="),
    BIT_OR_ASSIGN("|="),
    BIT_XOR_ASSIGN("^="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    MATCH("=~"),
    NOT_MATCH("!~"),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULO("%"),
    BIT_AND("&"),
    BIT_OR("|"),
    BIT_XOR("^"),
    COMPLEMENT("~"),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>"),
    AND("&&"),
    OR("||"),
    NOT("!");

    private final String text;
    private final boolean fixed;

    TokenKind(String symbol) {
        this(symbol, true);
    }

    TokenKind(String text, boolean fixed) {
        this.text = text;
        this.fixed = fixed;
    }

    /// What it always looks like, or null if it has no fixed text.
    public @Nullable String symbol() {
        return fixed ? text : null;
    }

    /// As messages name it.
    @Override
    public String toString() {
        return fixed ? "`" + text + "`" : text;
    }
}
