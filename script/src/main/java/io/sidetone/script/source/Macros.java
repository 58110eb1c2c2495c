package io.sidetone.script.source;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a script of the Kamailio dialect has defined so far, and what that makes of its names and strings. Confined
/// to the thread that reads the script.
final class Macros {

    /// The most that one name may become, in characters and in names that were replaced on the way.
    static final int LONGEST = 1 << 20;

    private static final int MOST_STEPS = 10_000;
    private static final int DEEPEST = 100;

    /// The most that may be made in one script, in characters, and how many of them a name counts for itself.
    private static final int MOST_WORK = SourceLoader.MOST_OCTETS;

    private static final int STEP = 16;

    /// What is no name but a word of the language, though it looks like one that people define.
    private static final Set<String> RESERVED = Set.of(
            "if",
            "else",
            "switch",
            "case",
            "default",
            "while",
            "break",
            "return",
            "exit",
            "drop",
            "route",
            "and",
            "or",
            "not",
            "yes",
            "no",
            "on",
            "off",
            "true",
            "false",
            "UDP",
            "TCP",
            "TLS",
            "SCTP",
            "WS",
            "WSS",
            "INET",
            "INET6",
            "udp",
            "tcp",
            "tls",
            "sctp",
            "ws",
            "wss",
            "inet",
            "inet6",
            "NAME",
            "AGNAME",
            "VRF",
            "ADVERTISE");

    private static final Pattern KNOWN = Pattern.compile("\\$(env|def)\\(([A-Za-z0-9_]+)\\)");

    private final Map<String, String> defines = new HashMap<>();
    private final Set<String> bare = new java.util.HashSet<>();
    private final List<Substitution> substitutions = new ArrayList<>();
    private final UnaryOperator<@Nullable String> environment;
    private int steps;
    private int work;

    /// @param environment the variables of the system
    Macros(Map<String, String> defines, UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
        defines.forEach((name, value) -> define(name, value.isEmpty() ? null : value));
        defineVersion();
    }

    /// Scripts ask by names which version reads them; this one reads what version 6.1 does.
    private void defineVersion() {
        define("KAMAILIO_6", null);
        define("KAMAILIO_6_1", null);
        define("KAMAILIO_6_1_0", null);
        define("KAMAILIO_VERSION", "6001000");
        define("OS_NAME", "\"linux\"");
        define("SIDETONE", null);
    }

    boolean isDefined(String name) {
        return defines.containsKey(name);
    }

    /// Defines a name, whether it was defined or not.
    ///
    /// @param value null for none
    /// @throws ScriptError if it is too much
    void define(String name, @Nullable String value) {
        if (value != null) {
            limit(name, value.length());
            spend(value.length());
        }
        defines.put(name, value == null ? "" : value);
        if (value == null) {
            bare.add(name);
        } else {
            bare.remove(name);
        }
    }

    void undefine(String name) {
        defines.remove(name);
        bare.remove(name);
    }

    /// What a condition sees of a name: its value without quotes, 1 without a value, 0 if it is not defined.
    Object known(String name) {
        String value = defines.get(name);
        if (value == null) {
            return 0.0;
        }
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        return bare.contains(name) ? (Object) 1.0 : quoted ? value.substring(1, value.length() - 1) : value;
    }

    /// A variable of the system, or null.
    @Nullable
    String environment(String name) {
        return environment.apply(name);
    }

    private static void limit(String name, int length) {
        if (length > LONGEST) {
            throw new ScriptError("`" + name + "` becomes longer than " + LONGEST + " characters");
        }
    }

    private void spend(int characters) {
        work += characters;
        if (work > MOST_WORK) {
            throw new ScriptError("what is defined here becomes more than " + MOST_WORK + " characters in all");
        }
    }

    /// Takes a substitution for all strings and variables that follow.
    ///
    /// @throws ScriptError if it is none
    void substitute(String written) {
        substitutions.add(Substitution.parse(filled(written)));
    }

    /// With what variables hold that are known before any message.
    ///
    /// @throws ScriptError if it becomes too much
    String filled(String written) {
        Matcher found = KNOWN.matcher(written);
        StringBuilder result = new StringBuilder();
        while (found.find()) {
            String value = found.group(1).equals("env") ? environment(found.group(2)) : defines.get(found.group(2));
            found.appendReplacement(result, Matcher.quoteReplacement(value == null ? found.group() : value));
            limit(found.group(), result.length());
        }
        return found.appendTail(result).toString();
    }

    /// What a piece becomes. Once all has become too much nothing is replaced any more, since that is told.
    ///
    /// @return null if it stays as it is
    /// @throws ScriptError if it becomes too much
    @Nullable
    String replaced(String text, Piece piece) {
        if (work > MOST_WORK) {
            return null;
        }
        steps = 0;
        String result = replaced(text, piece, 0);
        spend(steps * STEP + (result == null ? 0 : result.length()));
        return result;
    }

    private @Nullable String replaced(String text, Piece piece, int depth) {
        String written = text.substring(piece.start(), piece.end());
        return switch (piece.kind()) {
            case NAME -> named(written, depth);
            case STRING -> string(written);
            case VARIABLE -> {
                String result = substituted(written);
                yield result.equals(written) ? null : result;
            }
            case DIRECTIVE, OTHER -> null;
        };
    }

    private @Nullable String named(String name, int depth) {
        String value = RESERVED.contains(name) ? null : defines.get(name);
        if (value == null) {
            return null;
        }
        if (depth == DEEPEST || ++steps > MOST_STEPS) {
            throw new ScriptError("`" + name + "` never ends: what it stands for leads back to itself");
        }
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < value.length()) {
            Piece piece = Piece.at(value, at);
            String part = replaced(value, piece, depth + 1);
            result.append(part == null ? value.substring(at, piece.end()) : part);
            limit(name, result.length());
            at = piece.end();
        }
        return result.toString();
    }

    /// @throws ScriptError if one cannot be applied; it is left out from then on
    private String substituted(String text) {
        String result = text;
        int at = 0;
        try {
            for (; at < substitutions.size() && !result.isEmpty(); at++) {
                result = substitutions.get(at).apply(result);
            }
            return result;
        } catch (ScriptError e) {
            substitutions.remove(at);
            throw e;
        }
    }

    /// A string with its quotes.
    private @Nullable String string(String written) {
        char quote = written.charAt(0);
        boolean closed = written.length() > 1 && written.charAt(written.length() - 1) == quote;
        if (substitutions.isEmpty() || !closed) {
            return null;
        }
        String inner = written.substring(1, written.length() - 1);
        String result = substituted(inner);
        return result.equals(inner) ? null : quote + result + quote;
    }
}
