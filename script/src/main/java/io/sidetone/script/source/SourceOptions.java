package io.sidetone.script.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a script is read. Immutable.
///
/// @param preprocessor a command line for the shell of the system, or null
/// @param dialect what it is written in, or null for what it says itself
/// @param defines what is defined before its first line; empty for a name without a value
public record SourceOptions(
        @Nullable String preprocessor, @Nullable Dialect dialect, Map<String, String> defines) {

    /// As the script says itself.
    public static final SourceOptions NONE = new SourceOptions(null, null, Map.of());

    public SourceOptions {
        defines = Map.copyOf(defines);
    }

    /// With a preprocessor only.
    public static SourceOptions filtered(@Nullable String preprocessor) {
        return new SourceOptions(preprocessor, null, Map.of());
    }

    /// Defines as operators write them: `NAME` or `NAME=VALUE`.
    public static Map<String, String> defines(Iterable<String> written) {
        Map<String, String> defines = new LinkedHashMap<>();
        for (String one : written) {
            int sign = one.indexOf('=');
            defines.put(sign < 0 ? one : one.substring(0, sign), sign < 0 ? "" : one.substring(sign + 1));
        }
        return defines;
    }
}
