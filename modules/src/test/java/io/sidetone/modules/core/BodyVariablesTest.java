package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import org.junit.jupiter.api.Test;

class BodyVariablesTest {

    private static final String SDP = """
                    v=0\r
                    o=- 1 1 IN IP4 192.0.2.1\r
                    s=-\r
                    a=tool:x\r
                    m=audio 4000 RTP/AVP 0 8\r
                    a=rtpmap:0 PCMU/8000\r
                    a=ptime:20\r
                    m=video 4002 RTP/AVP 99\r
                    a=fmtp:99 profile=1;bitrate=64\r
                    a=ptime:30\r
                    """;

    private static String[] withSdp() {
        return new String[] {"Content-Type: application/sdp", "body " + SDP};
    }

    private static String[] withParts() {
        return new String[] {"Content-Type: multipart/mixed;boundary=\"b1\"", """
                body preamble\r
                --b1\r
                Content-Type: application/sdp\r
                \r
                v=0\r
                s=-\r
                \r
                --b1\r
                Content-Type: text/plain\r
                \r
                hello\r
                --b1--\r
                """};
    }

    @Test
    void theBodyIsReadAndWritten() {
        assertThat(Script.of(
                        "say($rb); say($cT); $rb = \"bye\"; say($rb); say($hdr(Content-Type)); say($cl);"
                                + "$rb = null; say($rb); say($cT); $rb = \"x\"; say($cT);",
                        "Content-Type: text/html",
                        "body hello"))
                .containsExactly("hello", "text/html", "bye", "text/html", "3", "<null>", "<null>", "text/plain");
    }

    @Test
    void partsAreReadByPlaceAndType() {
        assertThat(Script.of(
                        "say($(rb[1])); say($(rb[-1])); say($(rb[2])); say($rb(text/plain)); "
                                + "say($rb(application/isup));"
                                + "say($(rb(application/sdp)[0])); say($cT); say($(cT[0])); say($(cT[-1])); "
                                + "say($(cT[*]));"
                                + "$rb(text/plain) = \"changed\"; say($rb(text/plain)); say($(rb[0])); "
                                + "$rb(a/b) = \"x\"; say($rb(x));",
                        withParts()))
                .containsExactly(
                        "hello",
                        "hello",
                        "<null>",
                        "hello",
                        "<null>",
                        "v=0\r\ns=-\r\n",
                        "multipart/mixed;boundary=\"b1\"",
                        "application/sdp",
                        "text/plain",
                        "[\"application/sdp\",\"text/plain\"]",
                        "changed",
                        "v=0\r\ns=-\r\n",
                        "! there is no part a/b to be written, or it is to be null",
                        "! 'x' is no type of a body");
    }

    @Test
    void theSessionDescriptionIsReadAndWritten() {
        assertThat(Script.of(
                        "say($sdp); $sdp = \"v=0\\r\\ns=new\\r\\n\"; say($rb); say($cl); $sdp = \"nonsense\"; "
                                + "$sdp = null;"
                                + "say($sdp); say($cT); $sdp = \"v=0\\r\\n\"; say($cT);",
                        withSdp()))
                .containsExactly(
                        SDP,
                        "v=0\r\ns=new\r\n",
                        "12",
                        "! a session description begins with v=, not with 'nonsense'",
                        "<null>",
                        "<null>",
                        "application/sdp");
        assertThat(Script.of(
                        "say($sdp); $sdp = \"v=0\\r\\ns=2\\r\\n\"; say($sdp); say($rb(text/plain)); $sdp = "
                                + "null; say($sdp);",
                        withParts()))
                .containsExactly(
                        "v=0\r\ns=-\r\n",
                        "v=0\r\ns=2\r\n",
                        "hello",
                        "! the session description is one of several parts of the body, and stays",
                        "v=0\r\ns=2\r\n");
        assertThat(Script.of(
                        "say($sdp); say($sdp.line(a=)); $sdp = \"v=0\\r\\n\";", "Content-Type: text/html", "body x"))
                .containsExactly("<null>", "<null>", "! the message has another body already");
    }

    @Test
    void linesAndTokensAreChosen() {
        assertThat(Script.of(
                        "say($sdp.line(a=)); say($sdp.line(a=ptime[1])); say($sdp.line(a=[100])); "
                                + "say($sdp.line([0]));"
                                + "say($sdp.line(m=audio[0]/[1])); say($sdp.line(m=audio/RTP\\/AVP)); "
                                + "say($sdp.line(m=audio/RTQ));"
                                + "say($sdp.line(m=[-1]/[0])); say($sdp.line(A=PTIME));",
                        withSdp()))
                .containsExactly(
                        "a=tool:x",
                        "a=ptime:30",
                        "<null>",
                        "v=0",
                        "4000",
                        "RTP/AVP",
                        "<null>",
                        "m=video",
                        "a=ptime:20");
    }

    @Test
    void streamsAndTheSessionAreChosen() {
        assertThat(Script.of(
                        "say($sdp.stream(/a=ptime)); say($sdp.stream([1]/a=ptime)); say($sdp.stream(v/a=ptime));"
                                + "say($sdp.stream(video/a=fmtp:99/bitrate=)); say($sdp.stream(text/a=)); "
                                + "say($sdp.session(a=));"
                                + "say($sdp.session(a=ptime)); say($sdp.stream.idx(video/a=fmtp/bitrate=)); "
                                + "say($sdp.stream.idx(x/a=));",
                        withSdp()))
                .containsExactly(
                        "a=ptime:20",
                        "a=ptime:30",
                        "a=ptime:30",
                        "bitrate=64",
                        "<null>",
                        "a=tool:x",
                        "<null>",
                        "8",
                        "<null>");
    }

    @Test
    void linesAndTokensAreEdited() {
        assertThat(Script.of(
                        "$sdp.line(a=tool) = \"a=tool:y\"; say($sdp.session(a=)); "
                                + "$sdp.stream(video/a=fmtp:99/bitrate=) = 48000;"
                                + "say($sdp.line(a=fmtp)); $sdp.stream(audio/a=ptime:/[0]) = \"40\"; "
                                + "say($sdp.stream(audio/a=ptime));"
                                + "$sdp.stream(video/a=ptime) = null; say($sdp.stream(video/a=ptime));"
                                + "$(sdp.line(a=tool)[insert]) = \"c=IN IP4 192.0.2.9\\r\\n\"; say($sdp.line([3]));"
                                + "$(sdp.stream(audio/a=ptime)[insertAfter]) = \"a=sendonly\"; "
                                + "say($sdp.stream(audio/a=[2]));"
                                + "$var(i) = $sdp.stream.idx(audio/a=sendonly); say($sdp.line([$var(i)]));"
                                + "$sdp.line(a=fmtp/bitrate=) = null; say($sdp.line(a=fmtp)); "
                                + "say($(sdp{s.len}) == $cl);",
                        withSdp()))
                .containsExactly(
                        "a=tool:y",
                        "a=fmtp:99 profile=1;bitrate=48000",
                        "a=ptime:40",
                        "<null>",
                        "c=IN IP4 192.0.2.9",
                        "a=sendonly",
                        "a=sendonly",
                        "a=fmtp:99 profile=1",
                        "true");
    }

    @Test
    void whatCannotBeEditedSaysWhy() {
        assertThat(Script.of(
                        "$sdp.line(z=) = \"z=1\"; $sdp.line(a=tool) = \"a=1\\r\\na=2\"; "
                                + "$sdp.line(a=tool/nothing) = \"x\";"
                                + "$(sdp.line(a=tool)[append]) = \"a=1\"; say($sdp.line(a/b/c)); "
                                + "say($sdp.line(a[x]));",
                        withSdp()))
                .containsExactly(
                        "! there is no line 'z=' to be written",
                        "! a line of a session description must not hold control characters: 'a=1\uFFFD\uFFFDa=2'",
                        "! there is no line 'a=tool/nothing' to be written",
                        "! a line is put in at [insert] or [insertAfter] of another one",
                        "! 'a/b/c' has more than 2 steps; write \\/ for a slash",
                        "! 'x' is no index");
    }

    @Test
    void aMegabyteIsNoBody() {
        assertThat(Script.of("$var(x) = \"0123456789abcdef\"; $var(i) = 0;"
                        + "while ($var(i) < 16) { $var(x) = $var(x) + $var(x); $var(i) += 1; "
                        + "} $rb = $var(x); say($rb);"))
                .containsExactly("! a body has at most 262144 characters, not 1048576", "<null>");
    }

    @Test
    void brokenPartsDoNoHarm() {
        assertThat(Script.of(
                        "say($(rb[0])); say($(cT[*])); say($rb(text/plain));",
                        "Content-Type: multipart/mixed;boundary=b",
                        "body --b\r\nno header\r\n--b"))
                .containsExactly("", "[\"\",\"\"]", "<null>");
        assertThat(Script.of("say($(rb[*]{s.len}) >= 0); say($(rb[0]));", "Content-Type: multipart/mixed", "body x"))
                .contains("x");
    }

    @Test
    void bareLineFeedsDivideABodyAsWell() {
        assertThat(Script.of(
                        "say($(cT[*])); $rb(text/plain) = \"changed\"; say($(rb[*])); say($cT);",
                        "Content-Type: multipart/mixed;boundary=b",
                        "body --b\nContent-Type: text/plain\n\none\n--b\nSubject of nothing\n\ntwo\n--b--\n"))
                .containsExactly("[\"text/plain\",\"\"]", "[\"changed\",\"two\"]", "multipart/mixed;boundary=b");
    }
}
