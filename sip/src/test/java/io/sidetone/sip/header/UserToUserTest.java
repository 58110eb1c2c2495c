package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class UserToUserTest {

    @Test
    @Rfc(number = 7433, section = "4.1")
    void readsDataAndHowItIsWritten() {
        UserToUser data = read(Headers.USER_TO_USER, "56a390f3d2b7310023a2;encoding=hex;purpose=foo;content=bar");
        assertThat(data.data()).isEqualTo("56a390f3d2b7310023a2");
        assertThat(data.encoding()).isEqualTo("hex");
        assertThat(data.purpose()).isEqualTo("foo");
        UserToUser quoted = read(Headers.USER_TO_USER, "\"a b\";encoding=text");
        assertThat(quoted.data()).isEqualTo("a b");
        assertThat(quoted.encoding()).isEqualTo("text");
        assertThat(read(Headers.USER_TO_USER, "00").encoding()).isEqualTo("hex");
        assertThat(quoted.purpose()).isNull();
        refuses(Headers.USER_TO_USER, "", "a b", ";encoding=hex", "\"a", "00;");
    }
}
