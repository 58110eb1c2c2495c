package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PosixExpressionTest {

    @Test
    void readsWhatTheLibraryReadsAndFindsWhatItFinds() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("posix.table"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] columns = line.split("\t", -1);
                if (!line.startsWith("#")) {
                    String found = found(columns[0], columns[1].replace("<LF>", "\n"), columns[2]);
                    if (!found.equals(columns[3])) {
                        wrong.add(line + ": " + found);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String found(String expression, String text, String flags) {
        Pattern pattern;
        try {
            boolean ignoringCase = flags.contains("i");
            pattern = flags.contains("n")
                    ? PosixExpression.compileForLines(expression, ignoringCase)
                    : PosixExpression.compile(expression, ignoringCase);
        } catch (ScriptError _) {
            return "error";
        }
        BoundedMatcher matcher = BoundedMatcher.of(pattern, text);
        if (!matcher.find()) {
            return "no";
        }
        MatchResult match = matcher.result();
        StringBuilder out = new StringBuilder("match ").append(match.group());
        for (int group = 1; group <= match.groupCount(); group++) {
            out.append('|').append(match.group(group) == null ? "-" : match.group(group));
        }
        return out.toString().replace("\n", "<LF>").replaceAll("(\\|-)+$", "");
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused(
                "a{x}", "the regular expression 'a{x}' has an interval that is none of {n}, {n,}, {,m} and {n,m}");
        assertRefused("(?:a)", "the regular expression '(?:a)' has nothing before the repetition '?'");
        assertRefused("a[b", "the regular expression 'a[b' lacks a closing bracket");
        assertRefused("(a", "the regular expression '(a' lacks a closing parenthesis");
        assertRefused("[[:no:]]", "the regular expression '[[:no:]]' names the class 'no', which there is none of");
        assertRefused("[[:no]", "the regular expression '[[:no]' lacks ':]'");
        assertRefused("[z-a]", "the regular expression '[z-a]' has a range whose end comes before its start");
        assertRefused("\\1", "the regular expression '\\1' refers to group 1, which does not end before");
        assertRefused("a\\", "the regular expression 'a\\' ends with a backslash");
    }

    private static void assertRefused(String expression, String reason) {
        assertThatThrownBy(() -> PosixExpression.compile(expression, false)).hasMessage(reason);
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> PosixExpression.compile("a".repeat(5_000), false))
                .hasMessage("a regular expression of 5000 characters, but 4096 is the most");
        assertThatThrownBy(() -> PosixExpression.compile("(".repeat(200), false))
                .hasMessageEndingWith("is nested deeper than 100");
        assertThatThrownBy(() -> PosixExpression.compile("((a{1000}){1000}){1000}", false))
                .hasMessageEndingWith("is too large");
        assertThat(PosixExpression.compile("(".repeat(100) + ")".repeat(100), false)
                        .matcher("")
                        .find())
                .isTrue();
    }

    @Test
    void aSearchThatGoesAstrayEnds() {
        Pattern bad = PosixExpression.compile("^(a+)+(b|c\\1)$", false);
        assertThat(BoundedMatcher.of(bad, "aab").find()).isTrue();
        assertThatThrownBy(() -> BoundedMatcher.of(bad, "a".repeat(60) + "d").find())
                .isInstanceOf(ScriptError.class)
                .hasMessage("the regular expression takes more than 10000000 steps on this text");
    }

    @Test
    void aSearchThatGoesTooDeepEnds() {
        Pattern deep = PosixExpression.compile("^(a|b)*$", false);
        assertThatThrownBy(() -> BoundedMatcher.of(deep, "ab".repeat(500_000)).find())
                .isInstanceOf(ScriptError.class)
                .hasMessage("the regular expression goes too deep for a text of this length");
    }

    @Test
    void ordinarySearchesTakeFewSteps() {
        String uri = "sip:alice@example.org;transport=tcp;" + "x".repeat(4_000);
        Pattern expression = PosixExpression.compile("^sip:([^@]+)@(.*);transport=(tcp|tls)", true);
        assertThat(BoundedMatcher.of(expression, uri).find()).isTrue();
        assertThat(BoundedMatcher.of(PosixExpression.compile("no.such.thing$", true), "a".repeat(1 << 20))
                        .find())
                .isFalse();
    }
}
