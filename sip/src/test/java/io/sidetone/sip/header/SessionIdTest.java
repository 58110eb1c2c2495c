package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class SessionIdTest {

    private static final String LOCAL = "ab30317f1a784dc48ff824d0d3715d86";
    private static final String REMOTE = "47755a9de7794ba387653f2099600ef2";

    @Test
    @Rfc(number = 7989)
    void readsBothSides() {
        SessionId id = read(Headers.SESSION_ID, LOCAL + ";remote=" + REMOTE);
        assertThat(id).isEqualTo(SessionId.of(LOCAL, REMOTE));
        assertThat(id.local()).isEqualTo(LOCAL);
        assertThat(id.remote()).isEqualTo(REMOTE);
        assertThat(read(Headers.SESSION_ID, LOCAL + ";remote=" + SessionId.NIL).remote())
                .hasSize(32);
    }

    @Test
    @Rfc(number = 7329)
    void readsOneSideOfTheOldForm() {
        assertThat(read(Headers.SESSION_ID, LOCAL).remote()).isNull();
        assertThat(read(Headers.SESSION_ID, LOCAL + ";x=1").parameters().get("x"))
                .isEqualTo("1");
    }

    @Test
    void refusesBrokenIdentifiers() {
        refuses(
                Headers.SESSION_ID,
                "",
                LOCAL.substring(1),
                LOCAL + "0",
                "AB" + LOCAL.substring(2),
                "g" + LOCAL.substring(1));
        refuses(Headers.SESSION_ID, LOCAL + ";remote", LOCAL + ";remote=1", LOCAL + ";remote=\"" + REMOTE + "\"");
        assertThatThrownBy(() -> SessionId.of(LOCAL, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
