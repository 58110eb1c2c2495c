package io.sidetone.modules.textops;

import io.sidetone.script.value.BoundedMatcher;
import io.sidetone.script.value.Substitution.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds where a text is to be changed. Thread-safe: only functions.
final class Matches {

    private Matches() {}

    /// What changes where an expression matches.
    @FunctionalInterface
    interface Edit {
        Change of(int start, int end);
    }

    /// Those of an expression.
    ///
    /// @param from where in the text the search begins
    /// @param to where it ends
    /// @param all whether all matches count, those of nothing left out, or only the first
    static List<Change> of(Pattern expression, String text, int from, int to, boolean all, Edit edit) {
        List<Change> changes = new ArrayList<>();
        BoundedMatcher matcher = BoundedMatcher.of(expression, text.substring(from, to));
        while (matcher.find()) {
            MatchResult match = matcher.result();
            if (!all || match.end() > match.start()) {
                changes.add(edit.of(from + match.start(), from + match.end()));
            }
            if (!all) {
                break;
            }
        }
        return changes;
    }

    /// Those of a text.
    static List<Change> of(String sought, String text, int from, int to, boolean all, Edit edit) {
        List<Change> changes = new ArrayList<>();
        int at = sought.isEmpty() ? -1 : text.indexOf(sought, from);
        while (at >= 0 && at + sought.length() <= to) {
            changes.add(edit.of(at, at + sought.length()));
            at = all ? text.indexOf(sought, at + sought.length()) : -1;
        }
        return changes;
    }
}
