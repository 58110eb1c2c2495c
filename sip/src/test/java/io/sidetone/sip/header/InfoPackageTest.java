package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import org.junit.jupiter.api.Test;

class InfoPackageTest {

    @Test
    @Rfc(number = 6086)
    void readsNameAndParameters() {
        assertThat(read(Headers.INFO_PACKAGE, "foo;x=1").name()).isEqualTo("foo");
        assertThat(read(Headers.RECV_INFO, "bar").parameters()).isEqualTo(Parameters.NONE);
        refuses(Headers.INFO_PACKAGE, "", ";x", "a b", "a,b", "a;");
    }
}
