package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class EventTest {

    @Test
    @Rfc(number = 6665, section = "8.2.1")
    void matchesByTypeAndId() {
        Event event = read(Headers.EVENT, "presence ; id=7;x=1");
        assertThat(event.id()).isEqualTo("7");
        assertThat(event.matches(read(Headers.EVENT, "presence;y;id=7"))).isTrue();
        assertThat(event.matches(read(Headers.EVENT, "presence;id=8"))).isFalse();
        assertThat(event.matches(read(Headers.EVENT, "Presence;id=7"))).isFalse();
        assertThat(event.matches(Event.of("presence"))).isFalse();
        assertThat(Event.of("presence").matches(read(Headers.EVENT, "presence")))
                .isTrue();
        assertThat(read(Headers.EVENT, "presence.winfo").type().templates()).containsExactly("winfo");
        refuses(Headers.EVENT, "", ";id=1", "presence;", "presence;id=", "a b", "presence.;id=1");
    }
}
