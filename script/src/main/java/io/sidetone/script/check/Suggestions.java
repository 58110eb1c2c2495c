package io.sidetone.script.check;

import java.util.Locale;
import java.util.Optional;

/// Finds the name that was probably meant: the nearest by the number of characters that were left out, added,
/// changed or swapped. Thread-safe: all is computed from the arguments.
final class Suggestions {

    /// Longer names get no suggestion: nobody mistypes them, and each comparison costs the square of the length.
    private static final int MAX_LENGTH = 64;

    private Suggestions() {}

    /// The nearest of some names, of equally near ones the first by the alphabet.
    ///
    /// @return empty if none is near enough: one mistake for each three characters, three at most
    static Optional<String> nearest(String name, Iterable<String> candidates) {
        String best = null;
        int limit = Math.min(3, (name.length() + 2) / 3);
        int least = limit + 1;
        if (name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) > limit) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            boolean nearer = distance < least;
            if (nearer || (best != null && distance == least && candidate.compareTo(best) < 0)) {
                best = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
