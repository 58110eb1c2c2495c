package io.sidetone.script.value;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Reads the first line as a regular expression and as a substitution, and searches what follows.
class RegexFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        String text = Octets.text(input);
        int feed = text.indexOf('\n');
        String expression = feed < 0 ? text : text.substring(0, feed);
        String subject = feed < 0 ? "" : text.substring(feed + 1);
        search(expression, subject);
        try {
            Substitution.parse(expression).apply(subject);
        } catch (ScriptError _) {
            // It says so, that is all that is asked.
        }
    }

    private static void search(String expression, String subject) {
        try {
            boolean lines = BoundedMatcher.of(PosixExpression.compileForLines(expression, true), subject)
                    .find();
            BoundedMatcher matcher = BoundedMatcher.of(PosixExpression.compile(expression, true), subject);
            while (matcher.find()) {
                matcher.result().group();
            }
            if (lines && subject.indexOf('\n') < 0 && !matcher(expression, subject)) {
                throw new AssertionError("A single line matches as a whole as well: " + expression);
            }
        } catch (ScriptError _) {
            // As above.
        }
    }

    private static boolean matcher(String expression, String subject) {
        return BoundedMatcher.of(PosixExpression.compile(expression, true), subject)
                .find();
    }
}
