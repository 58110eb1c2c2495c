package io.sidetone.script.check;

import io.sidetone.script.ast.BinaryOperator;
import io.sidetone.script.ast.UnaryOperator;
import io.sidetone.script.bound.BoundExpression;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Span;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import org.jspecify.annotations.Nullable;

/// What operators give, and what they can never be used for. Thread-safe: all is computed from the arguments.
///
/// A type says what a value is if it is not null. What can never work is an error if a value is written there or
/// its type leaves no way; text where a number is needed is only a warning if it is not written there, for it may
/// still be null.
final class TypeRules {

    private TypeRules() {}

    /// What is known of a value that is of one of two types.
    static Type join(Type a, Type b) {
        if (a == b || b == Type.NULL) {
            return a;
        }
        return a == Type.NULL ? b : Type.ANY;
    }

    /// What an operator with two operands gives; says what cannot work.
    static Type binary(
            Span span, BinaryOperator operator, BoundExpression left, BoundExpression right, Diagnostics diagnostics) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, TYPED_EQUAL, TYPED_NOT_EQUAL, TEXT_EQUAL, TEXT_NOT_EQUAL -> Type.BOOLEAN;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                checkOrder(span, operator, left, right, diagnostics);
                yield Type.BOOLEAN;
            }
            case ADD -> add(left, right, diagnostics);
            case SUBTRACT, MULTIPLY, DIVIDE, MODULO -> {
                checkNumber(operator.symbol(), left, diagnostics);
                checkNumber(operator.symbol(), right, diagnostics);
                checkDivisor(operator, right, diagnostics);
                yield number(left, right);
            }
            case BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT -> {
                checkWhole(operator.symbol(), left, diagnostics);
                checkWhole(operator.symbol(), right, diagnostics);
                yield Type.INTEGER;
            }
            case TYPED_ADD ->
                switch (left.type()) {
                    case INTEGER, BOOLEAN -> isThere(left) ? Type.INTEGER : Type.ANY;
                    case STRING -> Type.STRING;
                    default -> Type.ANY;
                };
        };
    }

    /// What an operator with one operand gives; says what cannot work.
    static Type unary(UnaryOperator operator, BoundExpression operand, Diagnostics diagnostics) {
        return switch (operator) {
            case MINUS -> {
                checkNumber("-", operand, diagnostics);
                yield number(operand, operand);
            }
            case COMPLEMENT -> {
                checkWhole("~", operand, diagnostics);
                yield Type.INTEGER;
            }
            case INTEGER, LENGTH, EMPTY, DEFINED -> Type.INTEGER;
            case TEXT -> Type.STRING;
            case PRESENT, OUTCOME -> operand.type();
        };
    }

    /// What a number is that is computed from two values. An operand that is no number gives none, unless it is
    /// null, which counts as the integer 0.
    private static Type number(BoundExpression left, BoundExpression right) {
        if (isDecimal(left) || isDecimal(right)) {
            return Type.DECIMAL;
        }
        return isWhole(left.type()) && isWhole(right.type()) ? Type.INTEGER : Type.ANY;
    }

    private static boolean isDecimal(BoundExpression operand) {
        return operand.type() == Type.DECIMAL && isThere(operand);
    }

    private static boolean isWhole(Type type) {
        return type != Type.DECIMAL && type != Type.ANY;
    }

    private static boolean isNumber(Type type) {
        return type == Type.DECIMAL || type == Type.INTEGER || type == Type.BOOLEAN;
    }

    private static Type add(BoundExpression left, BoundExpression right, Diagnostics diagnostics) {
        Type a = left.type();
        Type b = right.type();
        boolean there = isThere(left) || isThere(right);
        return switch (a) {
            case ANY -> Type.ANY;
            case STRING -> b == Type.STRING || isThere(left) ? Type.STRING : Type.ANY;
            case LIST -> {
                if (b != Type.LIST && b != Type.ANY) {
                    diagnostics.error(right.span(), "`+` needs a list beside a list, not " + b.phrase());
                }
                yield there ? Type.LIST : Type.ANY;
            }
            case MAP -> {
                checkNumber("+", left, diagnostics);
                yield Type.NULL;
            }
            case NULL -> addToNull(left, right);
            case BOOLEAN, INTEGER, DECIMAL -> {
                if (b == Type.STRING) {
                    refuseText("+", right, "write the text first, or convert it by {s.int}", diagnostics);
                } else {
                    checkNumber("+", right, diagnostics);
                }
                // The sum of two variables that are null is the empty text.
                yield there ? number(left, right) : Type.ANY;
            }
        };
    }

    /// As long as nothing is known of a variable, nothing is known of the sum either.
    private static Type addToNull(BoundExpression left, BoundExpression right) {
        Type b = right.type();
        if (b == Type.NULL) {
            boolean open = left instanceof BoundExpression.Slot || right instanceof BoundExpression.Slot;
            return open ? Type.NULL : Type.STRING;
        }
        if (b == Type.STRING) {
            return Type.STRING;
        }
        return isThere(right) ? number(left, right) : Type.ANY;
    }

    /// Whether a value is certainly not null.
    static boolean isThere(BoundExpression expression) {
        return switch (expression) {
            case BoundExpression.Constant constant -> constant.value() != null;
            case BoundExpression.Joined _,
                    BoundExpression.NewList _,
                    BoundExpression.NewMap _,
                    BoundExpression.Unary _,
                    BoundExpression.ReturnCode _,
                    BoundExpression.RouteCall _,
                    BoundExpression.DynamicRouteCall _ -> true;
            case BoundExpression.Call call -> call.function().status() != null;
            case BoundExpression.Binary binary ->
                binary.operator() != BinaryOperator.ADD || isThere(binary.left()) || isThere(binary.right());
            case BoundExpression.Assignment assignment -> assignment.combining() == null && isThere(assignment.value());
            case BoundExpression.And _,
                    BoundExpression.Or _,
                    BoundExpression.Not _,
                    BoundExpression.Test _,
                    BoundExpression.Match _,
                    BoundExpression.InNetwork _ -> true;
            default -> false;
        };
    }

    /// Says that an operand is no number and never will be.
    static void checkNumber(String operator, BoundExpression operand, Diagnostics diagnostics) {
        Type type = operand.type();
        if (type == Type.LIST || type == Type.MAP) {
            diagnostics.error(operand.span(), "`" + operator + "` is for numbers, not for " + type.phrase());
        } else if (type == Type.STRING) {
            refuseText(operator, operand, "convert it by {s.int}", diagnostics);
        }
    }

    /// Says that an operand is no whole number and never will be.
    static void checkWhole(String operator, BoundExpression operand, Diagnostics diagnostics) {
        if (operand.type() == Type.DECIMAL) {
            diagnostics.error(operand.span(), "`" + operator + "` is for whole numbers, not for a decimal");
        } else {
            checkNumber(operator, operand, diagnostics);
        }
    }

    private static void refuseText(
            String operator, BoundExpression operand, @Nullable String help, Diagnostics diagnostics) {
        String message = "`" + operator + "` is for numbers, not for a string";
        if (isThere(operand)) {
            diagnostics.error(operand.span(), message, help);
        } else {
            diagnostics.warning(operand.span(), message, help);
        }
    }

    private static void checkDivisor(BinaryOperator operator, BoundExpression right, Diagnostics diagnostics) {
        boolean divides = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.MODULO;
        if (divides && right instanceof BoundExpression.Constant constant && !Values.truth(constant.value())) {
            diagnostics.error(right.span(), "division by zero");
        }
    }

    private static void checkOrder(
            Span span, BinaryOperator operator, BoundExpression left, BoundExpression right, Diagnostics diagnostics) {
        Type a = left.type();
        Type b = right.type();
        if (a == Type.ANY || b == Type.ANY) {
            return;
        }
        if (a == Type.NULL || b == Type.NULL) {
            diagnostics.warning(span, "`" + operator.symbol() + "` is always false with null", null);
            return;
        }
        boolean comparable = (a == Type.STRING && b == Type.STRING) || (isNumber(a) && isNumber(b));
        if (comparable) {
            return;
        }
        boolean text = (a == Type.STRING && isNumber(b)) || (isNumber(a) && b == Type.STRING);
        if (!text || isNoNumber(left) || isNoNumber(right)) {
            diagnostics.error(
                    span, "`" + operator.symbol() + "` cannot compare " + phrase(left) + " with " + phrase(right));
        }
    }

    private static String phrase(BoundExpression operand) {
        return operand.type().phrase() + (isNoNumber(operand) ? " that reads as no number" : "");
    }

    private static boolean isNoNumber(BoundExpression expression) {
        return expression instanceof BoundExpression.Constant(Span _, String text) && Values.integer(text) == null;
    }

    /// Says that a value has no members and never will.
    static void checkMember(Span span, BoundExpression object, String name, Diagnostics diagnostics) {
        Type type = object.type();
        if (type != Type.ANY && type != Type.MAP && type != Type.NULL) {
            diagnostics.error(span, type.phrase() + " has no member `" + name + "`");
        }
    }

    /// Says that a value has no elements and never will, or none at such an index.
    static void checkElement(Span span, BoundExpression object, BoundExpression index, Diagnostics diagnostics) {
        Type type = object.type();
        if (type != Type.ANY && type != Type.MAP && type != Type.LIST && type != Type.NULL) {
            diagnostics.error(span, type.phrase() + " has no elements");
        }
        if (type == Type.LIST && index.type() != Type.ANY && index.type() != Type.INTEGER) {
            diagnostics.error(
                    index.span(),
                    "a list takes a number as index, not " + index.type().phrase());
        }
    }
}
