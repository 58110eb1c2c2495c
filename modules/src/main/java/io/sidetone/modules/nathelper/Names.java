package io.sidetone.modules.nathelper;

import io.sidetone.script.value.ScriptError;
import java.util.List;
import java.util.Locale;

/// Flags as scripts give them: names with commas between, or the number of older scripts. Immutable.
final class Names {

    private static final int MOST_DIGITS = 4;

    private Names() {}

    /// @param names of the bits, beginning with 1
    /// @throws ScriptError for another name
    static int parse(String text, List<String> names) {
        String flags = text.strip();
        if (!flags.isEmpty() && flags.length() <= MOST_DIGITS && flags.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(flags);
        }
        int bits = 0;
        for (String name : flags.split(",", -1)) {
            int bit = names.indexOf(name.strip().toLowerCase(Locale.ROOT));
            if (bit < 0) {
                throw new ScriptError("'" + name.strip() + "' is none of " + String.join(", ", names));
            }
            bits |= 1 << bit;
        }
        return bits;
    }
}
