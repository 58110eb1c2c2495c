package io.sidetone.script.value;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Searches a text for a regular expression, with bounded work: an expression that goes astray on some text ends
/// with a [ScriptError] and not with a busy thread. Confined to the thread that searches.
public final class BoundedMatcher {

    /// How many characters one search may look at, each time counted. Ordinary searches look at a text a few
    /// times; this many are some ten milliseconds.
    public static final int STEPS = 10_000_000;

    private final Matcher matcher;
    private final Counted text;

    private BoundedMatcher(Pattern expression, String text) {
        this.text = new Counted(text);
        this.matcher = expression.matcher(this.text);
    }

    /// One for an expression and a text.
    public static BoundedMatcher of(Pattern expression, String text) {
        return new BoundedMatcher(expression, text);
    }

    /// Looks for the next match.
    ///
    /// @throws ScriptError if that takes too much work
    public boolean find() {
        text.left = STEPS;
        try {
            return matcher.find();
        } catch (StackOverflowError _) {
            throw new ScriptError("the regular expression goes too deep for a text of this length");
        }
    }

    /// A group of the match that was found; 0 is all of it.
    ///
    /// @return null if the expression has no such group, or it has matched nothing
    public @Nullable String group(long number) {
        return number >= 0 && number <= matcher.groupCount() ? matcher.group((int) number) : null;
    }

    /// The match that was found.
    public MatchResult result() {
        return matcher.toMatchResult();
    }

    /// A text that counts who looks at it.
    private static final class Counted implements CharSequence {

        private final String text;
        private int left = STEPS;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new ScriptError("the regular expression takes more than " + STEPS + " steps on this text");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
