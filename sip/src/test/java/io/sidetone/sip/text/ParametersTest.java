package io.sidetone.sip.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class ParametersTest {

    private final Parameters parameters =
            Parameters.builder().add("a", "1").add("B", null).add("a", "2").build();

    @Test
    void severalEditsMakeOneNewList() {
        Parameters edited = parameters
                .edit()
                .set("b", "x")
                .set("A", null)
                .set("c", "3")
                .add("d", "4")
                .build();

        assertThat(edited).hasToString(";a;B=x;a=2;c=3;d=4");
        assertThat(parameters)
                .hasToString(";a=1;B;a=2")
                .hasSameHashCodeAs(parameters.edit().build());
        assertThat(parameters.edit().build()).isEqualTo(parameters).isNotEqualTo(edited);
    }

    @Test
    void oneEditIsShort() {
        assertThat(parameters.with("b", "2").with("c", null)).hasToString(";a=1;B=2;a=2;c");
        assertThat(Parameters.NONE.with("a", "1")).isEqualTo(Parameters.of("A", "1"));
    }

    @Test
    @Rfc(number = 3261, section = "25.1")
    void plainTextIsQuotedSoThatItAddsNothingElse() {
        assertThat(Parameters.of("text", "a b;c=\"d\"")).hasToString(";text=\"a b;c=\\\"d\\\"\"");
        assertThat(Parameters.of("text", "a b").get("text")).isEqualTo("a b");
        assertThat(Parameters.of("a", "")).hasToString(";a=\"\"");
        assertThat(Parameters.of("a", "\"b c\"")).hasToString(";a=\"b c\"");
        assertThat(Parameters.of("a", "\"b\";c")).hasToString(";a=\"\\\"b\\\";c\"");
        assertThat(Parameters.of("a", "\"b")).hasToString(";a=\"\\\"b\"");
        assertThat(Parameters.of("host", "[2001:db8::1]:5060")).hasToString(";host=[2001:db8::1]:5060");
        assertThatThrownBy(() -> parameters.with("a;b", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parameters.with("", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roomInTheArrayDoesNotCount() {
        Parameters three =
                Parameters.builder().add("a", "1").add("b", "2").add("c", "3").build();

        assertThat(three).isEqualTo(Parameters.of("a", "1").with("b", "2").with("c", "3"));
        assertThat(three.size()).isEqualTo(3);
        assertThat(three.names()).containsExactly("a", "b", "c");
        assertThat(three.without("b")).hasToString(";a=1;c=3");
        assertThat(three.without("a").without("b").without("c")).isSameAs(Parameters.NONE);
    }

    @Test
    void whatABuilderHasMadeStays() {
        Parameters.Builder builder = parameters.edit();
        Parameters first = builder.set("b", "x").build();
        Parameters second = builder.set("b", "y").add("c", null).build();
        Parameters third = builder.set("a", "3").build();

        assertThat(first).hasToString(";a=1;B=x;a=2");
        assertThat(second).hasToString(";a=1;B=y;a=2;c");
        assertThat(third).hasToString(";a=3;B=y;a=2;c");
        assertThat(parameters).hasToString(";a=1;B;a=2");
    }
}
