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
    private static final int LONGEST = 1 << 20;

    private static final int MOST_STEPS = 10_000;
    private static final int DEEPEST = 100;

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
    void define(String name, @Nullable String value) {
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

    /// Takes a substitution for all strings and variables that follow.
    ///
    /// @throws ScriptError if it is none
    void substitute(String written) {
        substitutions.add(Substitution.parse(filled(written)));
    }

    /// With what variables hold that are known before any message.
    String filled(String written) {
        Matcher found = KNOWN.matcher(written);
        return found.replaceAll(match -> {
            String value = match.group(1).equals("env") ? environment(match.group(2)) : defines.get(match.group(2));
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }

    /// What a piece becomes.
    ///
    /// @return null if it stays as it is
    /// @throws ScriptError if it becomes too much
    @Nullable
    String replaced(String text, Piece piece) {
        steps = 0;
        return replaced(text, piece, 0);
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
            if (result.length() > LONGEST) {
                throw new ScriptError("`" + name + "` becomes longer than " + LONGEST + " characters");
            }
            at = piece.end();
        }
        return result.toString();
    }

    private String substituted(String text) {
        String result = text;
        for (Substitution substitution : substitutions) {
            result = result.isEmpty() ? result : substitution.apply(result);
        }
        return result;
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
