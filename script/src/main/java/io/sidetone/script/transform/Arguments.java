package io.sidetone.script.transform;

import io.sidetone.script.value.ScriptError;
import org.jspecify.annotations.Nullable;

/// What stands behind the name of a transformation, converted as its parameters say. Confined to one call.
public final class Arguments {

    private final @Nullable Object[] values;

    Arguments(@Nullable Object[] values) {
        this.values = values;
    }

    /// Whether an optional argument was given.
    public boolean has(int index) {
        return values[index] != null;
    }

    /// An argument as it is.
    public Object value(int index) {
        Object value = values[index];
        if (value == null) {
            throw new ScriptError("argument " + (index + 1) + " is null");
        }
        return value;
    }

    /// A text.
    public String text(int index) {
        return (String) value(index);
    }

    /// A text that cannot be empty.
    ///
    /// @throws ScriptError if it is
    public String someText(int index) {
        String text = text(index);
        if (text.isEmpty()) {
            throw new ScriptError("argument " + (index + 1) + " is empty");
        }
        return text;
    }

    /// What to look for in a text: not empty, and not longer than [TextOperation#NEEDLE].
    ///
    /// @throws ScriptError if it is
    public String needle(int index) {
        String text = someText(index);
        if (text.length() > TextOperation.NEEDLE) {
            throw new ScriptError("argument " + (index + 1) + " has more than " + TextOperation.NEEDLE + " characters");
        }
        return text;
    }

    /// The first character of a text; what follows it counts for nothing.
    ///
    /// @throws ScriptError if there is none
    public char character(int index) {
        return someText(index).charAt(0);
    }

    /// The first character of a text, or another one if the text was left out.
    public char characterOr(int index, char other) {
        return has(index) ? character(index) : other;
    }

    /// A number.
    public long number(int index) {
        return (Long) value(index);
    }

    /// A number, or another one if it was left out.
    public long numberOr(int index, long other) {
        return has(index) ? number(index) : other;
    }
}
