package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import org.junit.jupiter.api.Test;

class DialogReferenceTest {

    @Test
    @Rfc(number = 3891, section = "6.1")
    void readsCallIdAndTags() {
        DialogReference dialog =
                read(Headers.REPLACES, "98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff;early-only");
        assertThat(dialog.callId()).isEqualTo("98732@sip.example.com");
        assertThat(dialog.toTag()).isEqualTo("ff87ff");
        assertThat(dialog.fromTag()).isEqualTo("r33th4x0r");
        assertThat(dialog.isEarlyOnly()).isTrue();
    }

    @Test
    @Rfc(number = 3911, section = "7.1")
    void readsTheSameForJoin() {
        assertThat(read(Headers.JOIN, "1@h;to-tag=2;from-tag=3")).isEqualTo(DialogReference.of("1@h", "2", "3"));
        assertThat(DialogReference.of("1@h", "2", "3").isEarlyOnly()).isFalse();
    }

    @Test
    @Rfc(number = 3891, section = "6.1")
    void wantsEachTagOnce() {
        refuses(
                Headers.REPLACES,
                "",
                "1@h",
                "1@h;to-tag=2",
                "1@h;from-tag=2",
                "1@h;to-tag;from-tag=1",
                ";to-tag=1;from-tag=2");
        refuses(
                Headers.REPLACES,
                "1@h;to-tag=1;from-tag=2;to-tag=3",
                "1@h;to-tag=1;from-tag=2;From-Tag=2",
                "1@h@i;to-tag=1;from-tag=2");
        assertThatThrownBy(() -> new DialogReference("1", Parameters.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
