package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import org.junit.jupiter.api.Test;

class AvpVariablesTest {

    @Test
    void valuesAreStacked() {
        assertThat(Script.of("say($avp(d)); $avp(d) = \"one\"; $avp(d) = \"two\"; $avp(d) = 3; say($avp(d)); "
                        + "say($(avp(d)[2]));"
                        + "say($(avp(d)[-1])); say($(avp(d)[*])); $(avp(d)[append]) = \"last\"; "
                        + "say($(avp(d)[*]));"
                        + "$avp(d) = null; say($avp(d)); $(avp(d)[0]) = \"zero\"; say($(avp(d)[*]));"
                        + "$(avp(d)[1]) = null; say($(avp(d)[*])); $avp(d) := \"x\"; say($(avp(d)[*]));"
                        + "$avp(d) := null; say($(avp(d)[*])); say($(avp(d)[4]));"))
                .containsExactly(
                        "<null>",
                        "3",
                        "one",
                        "one",
                        "[3,\"two\",\"one\"]",
                        "[3,\"two\",\"one\",\"last\"]",
                        "two",
                        "[\"zero\",\"one\",\"last\"]",
                        "[\"zero\",\"last\"]",
                        "[\"x\"]",
                        "[]",
                        "<null>");
    }

    @Test
    void valuesKeepTheirTypes() {
        assertThat(Script.of("$avp(a) = 5; say($avp(a) + 1); $avp(a) = {k: [1, 2]}; say($avp(a).k[1]); "
                        + "say($avp(s:a).k[0]);"
                        + "$var(n) = \"a\"; say($avp($var(n)).k[0]);"))
                .containsExactly("6", "2", "1", "1");
    }

    @Test
    void whatIsNotThereCannotBeReplaced() {
        assertThat(Script.of(
                        "$(avp(a)[2]) = 1; $(avp(a)[append]) = null; $(avp(a)[9]) = null; " + "$(avp(a)[insert]) = 1;"))
                .containsExactly(
                        "! $avp(a) has no value of index 2",
                        "! $avp takes a value that is not null at the index 'append'",
                        "! $avp takes a value that is not null at the index 'append'");
    }

    @Test
    void thereIsALimit() {
        assertThat(Script.of("$var(i) = 0; while ($var(i) < 9999) { $avp(a) = $var(i); $var(i) += 1; }"
                        + "$avp(a) = 1; $avp(a) = 2; say($avp(a));"))
                .containsExactly("! $avp(a) has 10000 values, which is the limit", "1");
    }

    @Test
    void allOfThemAreListed() {
        assertThat(Script.of("$avp(a) = 1; avp_print(); say($rc);")).containsExactly("1");
    }
}
