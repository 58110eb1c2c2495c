package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RequestDirectiveTest {

    @Test
    @Rfc(number = 3841, section = "9.1")
    void readsEveryDirectiveInAnyCase() {
        for (RequestDirective directive : RequestDirective.values()) {
            assertThat(read(Headers.REQUEST_DISPOSITION, directive.toString().toUpperCase(Locale.ROOT)))
                    .isSameAs(directive);
        }
        assertThat(read(Headers.REQUEST_DISPOSITION, "no-fork")).isSameAs(RequestDirective.NO_FORK);
        refuses(Headers.REQUEST_DISPOSITION, "", "perhaps", "fork,cancel", "no_fork", "fork x");
    }
}
