package io.sidetone.modules.pv;

import io.sidetone.script.value.ScriptError;
import org.jspecify.annotations.Nullable;

/// `name[1]=>name[*]`: which value of a tree is meant. Immutable.
///
/// @param root of the tree
/// @param child of what the root holds; null for the root itself
record XavpPath(Step root, @Nullable Step child) {

    /// One name.
    ///
    /// @param index from the newest; 0 where none is written
    /// @param indexed whether an index is written
    /// @param all whether it is `*`
    record Step(String name, long index, boolean indexed, boolean all) {}

    /// Reads the key of a variable.
    ///
    /// @throws ScriptError if it is none
    static XavpPath of(String key) {
        int arrow = key.indexOf("=>");
        return arrow < 0
                ? new XavpPath(step(key), null)
                : new XavpPath(step(key.substring(0, arrow)), step(key.substring(arrow + 2)));
    }

    private static Step step(String written) {
        String text = written.strip();
        int bracket = text.indexOf('[');
        if (bracket < 0) {
            return named(text, 0, false, false);
        }
        String name = text.substring(0, bracket).strip();
        String index = text.endsWith("]")
                ? text.substring(bracket + 1, text.length() - 1).strip()
                : "";
        if (index.equals("*")) {
            return named(name, 0, true, true);
        }
        try {
            return named(name, Long.parseLong(index), true, false);
        } catch (NumberFormatException _) {
            throw new ScriptError("'" + text + "' is no name with an index");
        }
    }

    private static Step named(String name, long index, boolean indexed, boolean all) {
        if (name.isEmpty() || name.length() > 256) {
            throw new ScriptError("a value has a name of 1 to 256 characters");
        }
        return new Step(name, index, indexed, all);
    }
}
