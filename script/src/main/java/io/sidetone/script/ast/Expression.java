package io.sidetone.script.ast;

import io.sidetone.script.source.Span;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has a value, or is true or false. Immutable.
public sealed interface Expression {

    /// The whole expression.
    Span span();

    /// `null`, `NULL`, `$null`.
    record NullLiteral(Span span) implements Expression {}

    /// `true`, `false`.
    record BooleanLiteral(Span span, boolean value) implements Expression {}

    /// `42`, `-1`, `0x2A`, `052`.
    record IntegerLiteral(Span span, long value) implements Expression {}

    /// `1.5`.
    record DecimalLiteral(Span span, BigDecimal value) implements Expression {}

    /// `"text"`, `'text'`, and several of them in a row: the value with its escapes undone.
    ///
    /// A variable in it counts only where the string is an argument that takes a format; see [Format].
    ///
    /// @param exact whether the value stands in the text as it is, right behind the opening quote
    record StringLiteral(Span span, String value, boolean exact) implements Expression {}

    /// `$"text with $variables"`: text whose variables are always replaced.
    record Interpolated(Span span, Format format) implements Expression {}

    /// `10.0.0.1`, `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, `2001:db8::/32`, as written.
    record AddressLiteral(Span span, String text) implements Expression {}

    /// `[a, b]` where a value is expected.
    record ListLiteral(Span span, List<Expression> elements) implements Expression {
        public ListLiteral {
            elements = List.copyOf(elements);
        }
    }

    /// `{ key: value, "key": value }` where a value is expected.
    record MapLiteral(Span span, List<Entry> entries) implements Expression {
        public MapLiteral {
            entries = List.copyOf(entries);
        }
    }

    /// One entry of a map literal.
    record Entry(Span span, String key, Expression value) {}

    /// `$name`, `$name(key)`, `$(<context>name(key)[index]{transformation,argument})`.
    ///
    /// @param context the message it is read from, `request` or `reply`, or null for the one at hand
    /// @param name without `$`
    /// @param key what stands in the inner parentheses, or null
    record Variable(
            Span span,
            @Nullable String context,
            String name,
            @Nullable Format key,
            Index index,
            List<Transformation> transformations)
            implements Expression {
        public Variable {
            transformations = List.copyOf(transformations);
        }
    }

    /// Which of the values of a variable.
    sealed interface Index {}

    /// No index was written.
    enum NoIndex implements Index {
        INSTANCE
    }

    /// `[*]`.
    enum AllValues implements Index {
        INSTANCE
    }

    /// `[2]`, `[-1]`, `[$var(i)]`, `[+]` of variables that can be appended to is no number and stands as a
    /// string.
    record At(Expression index) implements Index {}

    /// `{name,argument,...}`.
    ///
    /// @param name as written: `s.substr`
    record Transformation(Span span, String name, List<Format> arguments) {
        public Transformation {
            arguments = List.copyOf(arguments);
        }
    }

    /// `$(name(key).member[index]{transformation})`: transformations behind members; those of a bare variable are
    /// its own.
    record Transformed(Span span, Expression value, List<Transformation> transformations) implements Expression {
        public Transformed {
            transformations = List.copyOf(transformations);
        }
    }

    /// Text with variables in it: the parts in their order, each a [StringLiteral] or what is to be replaced by
    /// its text.
    record Format(Span span, List<Expression> parts) {
        public Format {
            parts = List.copyOf(parts);
        }
    }

    /// `object.name`.
    record Member(Span span, Expression object, String name) implements Expression {}

    /// `object[index]`.
    record Element(Span span, Expression object, Expression index) implements Expression {}

    /// `-x`, `~x`.
    record Unary(Span span, UnaryOperator operator, Expression operand) implements Expression {}

    /// Two operands and an operator that always takes both.
    record Binary(Span span, BinaryOperator operator, Expression left, Expression right) implements Expression {}

    /// `a && b`.
    record And(Span span, Expression left, Expression right) implements Expression {}

    /// `a || b`.
    record Or(Span span, Expression left, Expression right) implements Expression {}

    /// `!a`.
    record Not(Span span, Expression operand) implements Expression {}

    /// `selval(condition, a, b)`: the second or the third, which alone is computed.
    record Choice(Span span, Expression condition, Expression then, Expression otherwise) implements Expression {}

    /// `[ x ]` as a condition: whether the value counts as true.
    record Test(Span span, Expression operand) implements Expression {}

    /// `x =~ "expression"`, `x !~ "expression"`.
    ///
    /// @param pattern a string literal, or what gives the expression when it runs
    record Match(Span span, Expression subject, Expression pattern, boolean negated) implements Expression {}

    /// `function(a, , b)`. An argument that was left out is null.
    record Call(Span span, Span nameSpan, String function, List<@Nullable Expression> arguments) implements Expression {
        public Call {
            arguments = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(arguments));
        }
    }

    /// `route(name, a, b)`.
    ///
    /// @param name a string literal, or what gives the name when it runs
    record RouteCall(Span span, Expression name, List<Expression> arguments) implements Expression {
        public RouteCall {
            arguments = List.copyOf(arguments);
        }
    }

    /// `target = value`, `target += value`.
    ///
    /// @param target a variable, member or element
    record Assignment(Span span, Expression target, AssignmentOperator operator, Expression value)
            implements Expression {}
}
