package io.sidetone.script.value;

/// A pattern as shells know it, usually without regard to case: `*` is any text, `?` any character, `[a-z]` and
/// `[!a-z]` one of a set. Immutable. The work is bounded by the product of both lengths.
public final class Glob {

    private final String pattern;
    private final boolean anyCase;

    /// One for which case does not matter.
    ///
    /// @param pattern `\` takes the meaning from the character behind it
    public Glob(String pattern) {
        this(pattern, true);
    }

    /// @param anyCase whether case does not matter
    public Glob(String pattern, boolean anyCase) {
        this.pattern = pattern;
        this.anyCase = anyCase;
    }

    /// Whether all of a text fits.
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            int next = p < pattern.length() ? one(p, text.charAt(t)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (next >= 0) {
                p = next;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /// Where the pattern goes on behind what stands for one character; -1 if that is another one.
    private int one(int at, char c) {
        char first = pattern.charAt(at);
        if (first == '?') {
            return at + 1;
        }
        if (first == '[') {
            int end = pattern.indexOf(']', at + 2);
            if (end > 0) {
                return inSet(at + 1, end, lower(c)) ? end + 1 : -1;
            }
        }
        int literal = first == '\\' && at + 1 < pattern.length() ? at + 1 : at;
        return lower(pattern.charAt(literal)) == lower(c) ? literal + 1 : -1;
    }

    private boolean inSet(int from, int to, char c) {
        boolean negated = pattern.charAt(from) == '!' || pattern.charAt(from) == '^';
        boolean found = false;
        for (int i = negated ? from + 1 : from; i < to; i++) {
            char low = lower(pattern.charAt(i));
            boolean range = i + 2 < to && pattern.charAt(i + 1) == '-';
            char high = range ? lower(pattern.charAt(i + 2)) : low;
            found |= c >= low && c <= high;
            i += range ? 2 : 0;
        }
        return found != negated;
    }

    private char lower(char c) {
        return anyCase && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
