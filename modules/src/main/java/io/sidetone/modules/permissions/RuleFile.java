package io.sidetone.modules.permissions;

import io.sidetone.script.value.BoundedMatcher;
import io.sidetone.script.value.PosixExpression;
import io.sidetone.script.value.ScriptError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Rules of a file: `from, from EXCEPT from : uri, uri EXCEPT uri`, where each is a regular expression in quotes
/// or `ALL`. Immutable.
///
/// @param rules in their order
record RuleFile(List<Rule> rules) {

    /// The most rules of a file.
    static final int MOST = 10_000;

    RuleFile {
        rules = List.copyOf(rules);
    }

    /// Some expressions without others.
    record Side(List<Pattern> those, List<Pattern> except) {

        boolean matches(String text) {
            return any(those, text) && !any(except, text);
        }

        private static boolean any(List<Pattern> patterns, String text) {
            return patterns.stream()
                    .anyMatch(pattern -> BoundedMatcher.of(pattern, text).find());
        }
    }

    /// One line.
    record Rule(Side left, Side right) {}

    /// Whether a rule fits both.
    boolean matches(String left, String right) {
        return rules.stream()
                .anyMatch(rule -> rule.left().matches(left) && rule.right().matches(right));
    }

    /// Reads a file; one that is not there has no rules.
    ///
    /// @throws IOException if it cannot be read, or has a line that is no rule
    static RuleFile read(Path file) throws IOException {
        List<Rule> rules = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            return new RuleFile(rules);
        }
        for (int i = 0; i < lines.size(); i++) {
            try {
                Parser parser = new Parser(lines.get(i));
                if (!parser.atEnd()) {
                    rules.add(parser.rule());
                }
                if (rules.size() > MOST) {
                    throw new ScriptError("more than " + MOST + " rules");
                }
            } catch (ScriptError e) {
                throw new IOException(file + ":" + (i + 1) + ": " + e.reason(), e);
            }
        }
        return new RuleFile(rules);
    }

    /// Reads one line. Confined to the thread that reads.
    private static final class Parser {

        private final String line;
        private int at;

        Parser(String line) {
            this.line = line;
        }

        boolean atEnd() {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            return at == line.length() || line.charAt(at) == '#';
        }

        Rule rule() {
            Side left = side();
            expect(':');
            Side right = side();
            if (!atEnd()) {
                throw new ScriptError("more than a rule");
            }
            return new Rule(left, right);
        }

        private Side side() {
            List<Pattern> those = list();
            boolean except = !atEnd() && line.startsWith("EXCEPT", at);
            if (except) {
                at += "EXCEPT".length();
            }
            return new Side(those, except ? list() : List.of());
        }

        private List<Pattern> list() {
            List<Pattern> patterns = new ArrayList<>();
            do {
                patterns.add(pattern());
            } while (take(','));
            return patterns;
        }

        private Pattern pattern() {
            if (!atEnd() && line.startsWith("ALL", at)) {
                at += "ALL".length();
                return Pattern.compile("");
            }
            expect('"');
            int end = line.indexOf('"', at);
            if (end < 0) {
                throw new ScriptError("a quote is open");
            }
            String text = line.substring(at, end);
            at = end + 1;
            return PosixExpression.compile(text, true);
        }

        private boolean take(char wanted) {
            boolean found = !atEnd() && line.charAt(at) == wanted;
            at += found ? 1 : 0;
            return found;
        }

        private void expect(char wanted) {
            if (!take(wanted)) {
                throw new ScriptError("'" + wanted + "' expected at column " + (at + 1));
            }
        }
    }
}
