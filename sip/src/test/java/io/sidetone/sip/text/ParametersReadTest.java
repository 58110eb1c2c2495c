package io.sidetone.sip.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class ParametersReadTest {

    @Test
    @Rfc(number = 3261, section = "25.1")
    @Rfc(number = 3261, section = "7.3.1")
    void readsTokensHostsAndQuotedStrings() throws SyntaxException {
        Parameters parameters = read(" ; a=1 ;b = \"x;\\\"y\" ; c;received=[2001:db8::1]\r\n ;D=1.2.3.4");
        assertThat(parameters).hasToString(";a=1;b=\"x;\\\"y\";c;received=[2001:db8::1];D=1.2.3.4");
        assertThat(parameters.get("B")).isEqualTo("x;\"y");
        assertThat(parameters.contains("c")).isTrue();
        assertThat(parameters.get("c")).isNull();
    }

    @Test
    void readsNothingWhereNoSemicolonIs() throws SyntaxException {
        TextReader reader = new TextReader("  x");
        assertThat(Parameters.read(reader)).isSameAs(Parameters.NONE);
        assertThat(reader.position()).isZero();
    }

    @Test
    void takesWhatDeployedTagsHold() throws SyntaxException {
        assertThat(read(";tag=a/b=c@d").get("tag")).isEqualTo("a/b=c@d");
    }

    @Test
    void readsAListThatBeginsWithoutSemicolon() throws SyntaxException {
        assertThat(Parameters.readList(new TextReader("a=1;b"))).hasToString(";a=1;b");
    }

    @Test
    void refusesMissingNamesAndValues() {
        for (String text :
                new String[] {";", ";;a", ";a;", ";=1", ";a=", ";a=;b", ";a=\"x", ";\u00e9=1", ";a=\u00e9"}) {
            assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(SyntaxException.class);
        }
    }

    private static Parameters read(String text) throws SyntaxException {
        TextReader reader = new TextReader(text);
        Parameters parameters = Parameters.read(reader);
        reader.expectEnd();
        return parameters;
    }
}
