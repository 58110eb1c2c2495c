package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.Flags;
import org.jspecify.annotations.Nullable;

/// Flags by the names that scripts write. Thread-safe: only functions.
final class FlagNames {

    /// The most flags that one message or branch may have.
    static final int MOST = 1_000;

    private static final int LONGEST = 256;

    private FlagNames() {}

    /// All that are set, with a blank between them.
    static String text(Flags flags) {
        return String.join(" ", flags.names());
    }

    /// Sets a flag or takes it away, as a value says.
    static void write(Flags flags, String name, @Nullable Object value) {
        boolean on = value != null
                && Values.flag(value)
                        .orElseThrow(() ->
                                new ScriptError("a flag is 1 or 0, not '" + Written.shown(Values.text(value)) + "'"));
        if (on) {
            set(flags, name);
        } else {
            flags.reset(name);
        }
    }

    /// Sets a flag.
    static void set(Flags flags, String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new ScriptError("a flag has a name of 1 to " + LONGEST + " characters");
        }
        if (flags.names().size() >= MOST && !flags.isSet(name)) {
            throw new ScriptError("there are " + MOST + " flags already, which is the limit");
        }
        flags.set(name);
    }

    /// Makes these the only flags.
    ///
    /// @param names with blanks or commas between them; null for none
    static void replace(Flags flags, @Nullable Object names) {
        flags.names().forEach(flags::reset);
        if (names != null) {
            for (String name : Values.text(names).split("[ ,]+", -1)) {
                if (!name.isEmpty()) {
                    set(flags, name);
                }
            }
        }
    }
}
