package io.sidetone.script.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is defined in a script may grow and refer to itself: memory and time have an end all the same.
class MacroLimitsTest {

    private final Diagnostics diagnostics = new Diagnostics();

    private Source read(String text) {
        return SourceLoader.read("test", text, new SourceOptions(null, Dialect.KAMAILIO, Map.of()), diagnostics);
    }

    private List<String> errors() {
        return diagnostics.list().stream().map(Diagnostic::message).toList();
    }

    /// A define for each number, each of which is made of the one before.
    private static String chain(int length, String pattern) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < length; i++) {
            text.append(pattern.replace("THIS", "D" + i).replace("BEFORE", "D" + (i - 1)))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void expressionsThatDoubleTextComeToAnEnd() {
        Source source =
                read("#!defexps D0 \"" + "a".repeat(1000) + "\"\n" + chain(60, "#!defexps THIS BEFORE + BEFORE"));

        assertThat(source.text().length()).isLessThan(10_000);
        assertThat(errors()).contains("the expression becomes longer than 1048576 characters");
    }

    @Test
    void substitutionsThatDoubleTextComeToAnEnd() {
        Source source = read(
                "#!define D0 " + "a".repeat(1000) + "\n" + chain(60, "#!substdef \"/THIS/$def(BEFORE)$def(BEFORE)/\""));

        assertThat(source.text().length()).isLessThan(10_000);
        assertThat(errors().getFirst()).endsWith("becomes longer than 1048576 characters");
    }

    @Test
    void allThatIsMadeInOneScriptComesToAnEnd() {
        String word = "x".repeat(1_000_000);

        Source source = read("#!define A " + word + "\n" + "A\n".repeat(1_000));

        assertThat(source.text().length()).isLessThan(40_000_000);
        assertThat(errors()).containsExactly("what is defined here becomes more than 33554432 characters in all");
        assertThat(source.place(diagnostics.list().getFirst().span())).hasToString("test:34:1");
    }

    @Test
    void namesThatBecomeNothingComeToAnEndAsWell() {
        read("#!define D0\n" + chain(12, "#!define THIS BEFORE BEFORE") + "D11\n".repeat(5_000));

        assertThat(errors()).containsExactly("what is defined here becomes more than 33554432 characters in all");
    }

    @Test
    void aSubstitutionThatCannotBeAppliedIsToldOnce() {
        Source source = read("#!subst \"/x*/y/g\"\n#!subst \"/b/c/\"\nlog(\"ab\");\nlog(\"ab\");\n");

        assertThat(errors()).containsExactly("the expression of the substitution matches an empty text");
        assertThat(source.text()).endsWith("log(\"ab\");\nlog(\"ac\");\n");
    }

    @Test
    @Timeout(60)
    void aLongLineIsReadOnce() {
        Source source = read("#!define A 1\n" + "$(a(" + "$var(x)=A;\n".repeat(3) + "$var(x)=A;".repeat(50_000));

        assertThat(source.text()).endsWith("$var(x)=1;".repeat(50_000) + "\n");
        assertThat(errors()).isEmpty();
    }

    @Test
    @Timeout(60)
    void conditionsStandInEachOtherAsDeepAsAnyoneLikes() {
        Source source = read("#!ifndef A\n".repeat(20_000) + "a=1\n".repeat(20_000) + "#!endif\n".repeat(20_000));

        assertThat(source.text()).contains("a=1\n".repeat(20_000));
        assertThat(errors()).isEmpty();
    }
}
