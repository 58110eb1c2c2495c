package io.sidetone.script.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the name that was probably meant by one that is unknown. Thread-safe: only functions.
public final class Suggestion {

    private static final int LONGEST_NAME = 60;

    private Suggestion() {}

    /// The known name that takes the fewest changes of single characters, ignoring case.
    ///
    /// @return of equally near ones the first by the alphabet; empty if none is near: more than a third of its
    ///     characters would differ
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        if (unknown.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        String nearest = null;
        int fewest = Math.max(1, unknown.length() / 3) + 1;
        for (String name : new TreeSet<>(known)) {
            if (Math.abs(name.length() - unknown.length()) < fewest) {
                int changes = changes(unknown.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
                if (changes < fewest) {
                    fewest = changes;
                    nearest = name;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /// The nearest name in quotes behind some words, or nothing if none is near.
    public static String of(String unknown, Collection<String> known, String words) {
        return nearest(unknown, known).map(name -> words + "`" + name + "`?").orElse("");
    }

    /// Characters to add, to drop, to replace, or neighbours to swap.
    private static int changes(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
