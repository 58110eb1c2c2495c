package io.sidetone.script.transform;

import io.sidetone.script.define.TransformationDefinition.Operation;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import org.jspecify.annotations.Nullable;

/// An operation on the text of a value. Null stays null.
///
/// A text of up to [#LENGTH] characters comes in, and one as long at most goes out: longer ones are a
/// [ScriptError]. Thread-safe: keeps nothing.
public final class TextOperation {

    /// The most characters that a text may have.
    public static final int LENGTH = 1 << 20;

    /// The most characters that what is looked for in it may have.
    public static final int NEEDLE = 1_024;

    private TextOperation() {}

    /// What is done with a text.
    @FunctionalInterface
    public interface OfText {

        /// Computes it.
        @Nullable
        Object apply(String text);
    }

    /// What is done with a text and arguments.
    @FunctionalInterface
    public interface OfTextAndArguments {

        /// Computes it.
        @Nullable
        Object apply(String text, Arguments arguments);
    }

    /// One without arguments.
    public static Operation of(OfText operation) {
        return (value, _) -> value == null ? null : bounded(operation.apply(text(value)));
    }

    /// One with arguments.
    public static Operation with(OfTextAndArguments operation) {
        return (value, arguments) ->
                value == null ? null : bounded(operation.apply(text(value), new Arguments(arguments)));
    }

    private static String text(Object value) {
        String text = Values.text(value);
        bound(text.length());
        return text;
    }

    private static @Nullable Object bounded(@Nullable Object result) {
        if (result instanceof String text) {
            bound(text.length());
        }
        return result;
    }

    /// Says that a text of a length is about to be made.
    ///
    /// @throws ScriptError if it is too long
    static void bound(long length) {
        if (length > LENGTH) {
            throw new ScriptError("a text of more than " + LENGTH + " characters");
        }
    }
}
