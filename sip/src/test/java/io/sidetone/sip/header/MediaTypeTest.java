package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class MediaTypeTest {

    @Test
    @Rfc(number = 3261, section = "20.15")
    void readsTypesWithParameters() {
        MediaType type = read(Headers.CONTENT_TYPE, "multipart / Mixed ; boundary=\"a;b\";charset=utf-8");
        assertThat(type.is("Multipart", "mixed")).isTrue();
        assertThat(type.is("multipart", "signed")).isFalse();
        assertThat(type.boundary()).isEqualTo("a;b");
        assertThat(type).hasToString("multipart/Mixed;boundary=\"a;b\";charset=utf-8");
        assertThat(read(Headers.CONTENT_TYPE, "application/sdp")).isEqualTo(MediaType.SDP);
        assertThat(MediaType.SDP.boundary()).isNull();
    }

    @Test
    @Rfc(number = 3261, section = "20.1")
    void readsRangesWithPreferences() {
        MediaType range = read(Headers.ACCEPT, "text/*;level=1;q=0.25");
        assertThat(range.q()).isEqualTo(250);
        assertThat(range.includes(MediaType.of("Text", "plain"))).isTrue();
        assertThat(range.includes(MediaType.SDP)).isFalse();
        assertThat(read(Headers.ACCEPT, "*/*").includes(MediaType.SDP)).isTrue();
        assertThat(read(Headers.ACCEPT, "application/SDP").includes(MediaType.SDP))
                .isTrue();
        assertThat(read(Headers.ACCEPT, "text/x-private").q()).isEqualTo(1000);
    }

    @Test
    void refusesBrokenTypes() {
        refuses(Headers.CONTENT_TYPE, "", "text", "text/", "/plain", "text/plain/x", "text plain", "text/pl\u00e9");
        refuses(Headers.CONTENT_TYPE, "text/plain;", "text/plain;charset=", "text/plain;x=\"", "a/b, c/d");
        refuses(Headers.ACCEPT, "text/plain;q=2", "text/plain;q");
    }
}
