package io.sidetone.modules.registrar;

import io.sidetone.script.value.ScriptError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The flags of `save()` and `lookup()`: names with commas between, some with a value, or the letters of old
/// scripts. Immutable.
///
/// @param values the values by name; empty for a flag without one
record FlagList(Map<String, String> values) {

    private static final FlagList NONE = new FlagList(Map.of());

    /// A flag, as new and as old scripts write it.
    ///
    /// @param name in words
    /// @param letter in old scripts, which may be several characters: `p0`
    /// @param hasValue whether a value follows
    record Known(String name, String letter, boolean hasValue) {}

    /// Reads flags.
    ///
    /// @param known those that there are; of two letters that begin alike the longer one comes first
    /// @throws ScriptError if there is another
    static FlagList read(@Nullable String text, List<Known> known) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String flag = part.strip();
            int equals = flag.indexOf('=');
            String name = (equals < 0 ? flag : flag.substring(0, equals)).strip();
            Known found = known.stream()
                    .filter(each -> each.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElse(null);
            if (found != null) {
                values.put(
                        found.name(),
                        equals < 0 ? "" : flag.substring(equals + 1).strip());
            } else if (!flag.isEmpty()) {
                readLetters(flag, known, values);
            }
        }
        return new FlagList(values);
    }

    private static void readLetters(String flags, List<Known> known, Map<String, String> values) {
        int at = 0;
        while (at < flags.length()) {
            int from = at;
            Known found = known.stream()
                    .filter(each -> flags.startsWith(each.letter(), from))
                    .findFirst()
                    .orElseThrow(() -> new ScriptError("there is no flag '" + flags + "'"));
            at += found.letter().length();
            int end = found.hasValue() ? endOfValue(flags, at) : at;
            values.put(found.name(), flags.substring(at, end));
            at = end;
        }
    }

    /// Where the value of a letter ends: digits, `/expression/` or `<name>`.
    private static int endOfValue(String flags, int from) {
        if (from < flags.length() && (flags.charAt(from) == '/' || flags.charAt(from) == '<')) {
            int end = flags.indexOf(flags.charAt(from) == '/' ? '/' : '>', from + 1);
            return end < 0 ? flags.length() : end + 1;
        }
        int end = from;
        while (end < flags.length() && Character.isDigit(flags.charAt(end))) {
            end++;
        }
        return end;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    /// A number, or what counts where the flag is not there or has none.
    long number(String name, long otherwise) {
        String text = values.get(name);
        try {
            return text == null || text.isEmpty() ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new ScriptError("flag '" + name + "' needs a number, not '" + text + "'");
        }
    }
}
