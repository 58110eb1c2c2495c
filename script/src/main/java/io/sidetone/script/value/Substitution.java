package io.sidetone.script.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A substitution as scripts write it: `/expression/replacement/flags`, with any separator but a backslash.
/// Immutable.
///
/// The expression is a POSIX extended one. In the replacement `\0` to `\9` stand for what a group has matched,
/// `\n`, `\r` and `\t` for themselves, and another character behind a backslash for that character. The flags are
/// `i` (ignores case), `g` (all matches), and `s` (the text is one; without it lines are looked at one by one).
public final class Substitution {

    /// The most characters that a result may have.
    public static final int RESULT = 1 << 20;

    private final Pattern expression;
    private final List<Part> replacement;
    private final boolean all;
    private final boolean foreign;

    /// @param foreign whether a value brought in a line end
    private Substitution(Pattern expression, List<Part> replacement, boolean all, boolean foreign) {
        this.expression = expression;
        this.replacement = List.copyOf(replacement);
        this.all = all;
        this.foreign = foreign;
    }

    /// A part of the replacement.
    private sealed interface Part {

        /// Text as it stands.
        record Text(String text) implements Part {}

        /// What a group has matched.
        record Group(int number) implements Part {}
    }

    /// Reads one.
    ///
    /// @throws ScriptError if it is none
    public static Substitution parse(String text) {
        if (text.length() < 3 || text.charAt(0) == '\\') {
            throw new ScriptError("'" + text + "' is no substitution: /expression/replacement/flags");
        }
        int middle = separator(text, 1);
        int end = separator(text, middle + 1);
        boolean ignoringCase = false;
        boolean lines = true;
        boolean all = false;
        for (char flag : text.substring(end + 1).toCharArray()) {
            switch (flag) {
                case 'i' -> ignoringCase = true;
                case 's' -> lines = false;
                case 'g' -> all = true;
                default ->
                    throw new ScriptError("the substitution '" + text + "' has the flag '" + flag
                            + "', but there are only i, s and g");
            }
        }
        String expression = text.substring(1, middle);
        Pattern pattern = lines
                ? PosixExpression.compileForLines(expression, ignoringCase)
                : PosixExpression.compile(expression, ignoringCase);
        List<Part> replacement = replacement(text.substring(middle + 1, end));
        int groups = pattern.matcher("").groupCount();
        for (Part part : replacement) {
            if (part instanceof Part.Group group && group.number() > groups) {
                throw new ScriptError(
                        "the substitution '" + text + "' refers to group " + group.number() + " of " + groups);
            }
        }
        return new Substitution(pattern, replacement, all, false);
    }

    /// Reads one whose values stand for themselves: nothing in them is a separator, a group or an operator.
    ///
    /// @throws ScriptError if it is none
    public static Substitution parse(TextParts parts) {
        StringBuilder text = new StringBuilder(parts.literals().getFirst());
        for (int i = 0; i < parts.values().size(); i++) {
            for (char c : parts.values().get(i).toCharArray()) {
                boolean plain = Character.isLetterOrDigit(c) || Character.isSurrogate(c) || Character.isISOControl(c);
                text.append(plain ? "" : "\\").append(c);
            }
            text.append(parts.literals().get(i + 1));
        }
        Substitution substitution = parse(text.toString());
        return parts.hasLineEndInValue() ? substitution.foreign() : substitution;
    }

    /// Reads one that was computed as a whole.
    ///
    /// @throws ScriptError if it is none
    public static Substitution computed(String text) {
        Substitution substitution = parse(text);
        boolean breaks = substitution.replacement.stream()
                .anyMatch(part -> part instanceof Part.Text(String plain)
                        && (plain.indexOf('\r') >= 0 || plain.indexOf('\n') >= 0));
        return breaks ? substitution.foreign() : substitution;
    }

    private Substitution foreign() {
        return new Substitution(expression, replacement, all, true);
    }

    /// Whether a line end comes from a value that the script put in, and not from the script's author.
    public boolean hasLineEndInValue() {
        return foreign;
    }

    private static int separator(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(0)) {
                return i;
            }
        }
        throw new ScriptError(
                "the substitution '" + text + "' lacks a separator: /expression/replacement/flags has three");
    }

    private static List<Part> replacement(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                    parts.add(new Part.Text(plain.toString()));
                    plain.setLength(0);
                    parts.add(new Part.Group(escaped - '0'));
                }
                default -> plain.append(escaped);
            }
        }
        parts.add(new Part.Text(plain.toString()));
        return parts;
    }

    /// Applies it.
    ///
    /// @return the text itself if nothing matches
    /// @throws ScriptError if it matches nothing at all somewhere, takes too much work or gives more than
    ///     [#RESULT] characters
    public String apply(String text) {
        List<Change> changes = changes(text);
        return changes.isEmpty() ? text : Change.apply(changes, text);
    }

    /// One place where a text is changed. Immutable.
    ///
    /// @param start where what goes begins
    /// @param end where it ends
    /// @param text what comes in its place
    public record Change(int start, int end, String text) {

        /// The text with all changes, which stand in their order and do not overlap.
        public static String apply(List<Change> changes, String text) {
            StringBuilder out = new StringBuilder();
            int last = 0;
            for (Change change : changes) {
                out.append(text, last, change.start).append(change.text);
                last = change.end;
            }
            return out.append(text, last, text.length()).toString();
        }
    }

    /// What it would change in a text, in order; empty if nothing matches.
    ///
    /// @throws ScriptError as [#apply]
    public List<Change> changes(String text) {
        List<Change> changes = new ArrayList<>();
        BoundedMatcher matcher = BoundedMatcher.of(expression, text);
        int length = 0;
        while (matcher.find()) {
            MatchResult match = matcher.result();
            if (match.start() == match.end()) {
                throw new ScriptError("the expression of the substitution matches an empty text");
            }
            StringBuilder out = new StringBuilder();
            append(match, out);
            changes.add(new Change(match.start(), match.end(), out.toString()));
            length += out.length();
            if (length > RESULT) {
                throw new ScriptError("the substitution gives more than " + RESULT + " characters");
            }
            if (!all) {
                break;
            }
        }
        return changes;
    }

    private void append(MatchResult match, StringBuilder out) {
        for (Part part : replacement) {
            switch (part) {
                case Part.Text(String text) -> out.append(text);
                case Part.Group(int number) -> {
                    String matched = match.group(number);
                    out.append(matched == null ? "" : matched);
                }
            }
        }
    }
}
