package io.sidetone.sip.sdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Rfc(number = 8866, section = "5")
class SessionDescriptionTest {

    @Test
    void readsSessionAndMediaSections() throws Exception {
        SessionDescription description = SessionDescription.parse(Sdp.browser());

        assertThat(description.lines()).hasSize(7);
        assertThat(description.media()).extracting(Media::kind).containsExactly("audio", "video");
        assertThat(description.value('t')).isEqualTo("0 0");
        assertThat(description.value('i')).isNull();
        assertThat(description.attribute("group")).isEqualTo(new Attribute("group", "BUNDLE 0 1"));
    }

    @Test
    void writesWhatItReadOctetByOctet() throws Exception {
        for (String text : List.of(
                Sdp.browser(),
                Sdp.phone(),
                Sdp.phone().replace("\r\n", "\n"),
                Sdp.phone().strip(),
                Sdp.phone() + "\r\n\r\n",
                Sdp.phone().replaceFirst("\r\n", "\n"),
                Sdp.phone().replaceFirst("\r\n", "\r\r\n"),
                Sdp.phone().strip() + "\r",
                "v=0",
                "v=0\n")) {
            byte[] bytes = text.getBytes(UTF_8);

            assertThat(SessionDescription.parse(text).toByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void keepsOctetsThatAreNoText() throws Exception {
        byte[] bytes = Sdp.session("m=audio 4000 RTP/AVP 0", "i=caf\u00E9 \u0001\u00FF", "x=\u00E9")
                .getBytes(ISO_8859_1);

        SessionDescription description = SessionDescription.parse(bytes, 0, bytes.length);

        assertThat(description.media(0).value('i')).isEqualTo("caf\u00E9 \u0001\u00FF");
        assertThat(description.toByteArray()).isEqualTo(bytes);
        byte[] edited = description.withSessionName("new").toByteArray();
        assertThat(new String(edited, ISO_8859_1)).isEqualTo(new String(bytes, ISO_8859_1).replace("s=-", "s=new"));
    }

    @Test
    void readsASliceAndForgetsTheArray() throws Exception {
        byte[] bytes = ("junk" + Sdp.phone() + "more").getBytes(UTF_8);

        SessionDescription description = SessionDescription.parse(bytes, 4, bytes.length - 4);
        Arrays.fill(bytes, (byte) 'x');

        assertThat(description).hasToString(Sdp.phone());
    }

    @Test
    void keepsLinesOfUnknownTypesInTheirPlace() throws Exception {
        String text = Sdp.session("y=0200000001", "m=audio 4000 RTP/AVP 0", "f=v/a/1", "a=sendonly");

        SessionDescription description = SessionDescription.parse(text);

        assertThat(description.value('y')).isEqualTo("0200000001");
        assertThat(description.media(0).value('f')).isEqualTo("v/a/1");
        assertThat(description.withConnection(Connection.of("192.0.2.99")))
                .hasToString(text.replace("c=IN IP4 192.0.2.10", "c=IN IP4 192.0.2.99"));
    }

    @Test
    void takesMissingLinesAndAnyOrderAsTheyCome() throws Exception {
        SessionDescription description =
                Sdp.parse("v=0", "a=tool:x", "s=", "t=0 0", "c=IN IP4 192.0.2.1", "o=- 1 1 IN IP4 h");

        assertThat(description.sessionName()).isEmpty();
        assertThat(description.origin().address()).isEqualTo("h");
        assertThat(description.connection()).isEqualTo(Connection.of("192.0.2.1"));
        assertThat(Sdp.parse("v=0").sessionName()).isNull();
        assertThat(Sdp.parse("v=0").timings()).isEmpty();
        assertThat(Sdp.parse("v=0").connection()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "o=- 1 1 IN IP4 h\r\n",
                "\r\nv=0\r\n",
                " v=0\r\n",
                "v=1\r\n",
                "v=\r\n",
                "v=0x\r\n",
                "V=0\r\n",
                "v",
                "v=0\r\nnonsense\r\n",
                "v=0\r\n=x\r\n",
                "v=0\r\n\r\ns=-\r\n",
                "v=0\r\n s=-\r\n",
                "v=0\r\ns =-\r\n",
                "v=0\r\nv=0\r\n",
                "v=0\r\ns=a\u0000b\r\n",
                "v=0\r\ns=a\rt=0 0\r\n",
                "v=0\rs=-\r",
                "v=0\r\n\u00E4=x\r\n",
                "v=0\r\nm=audio\r\n",
                "v=0\r\nm=audio -1 RTP/AVP 0\r\n",
                "v=0\r\nm=audio 65536 RTP/AVP 0\r\n",
                "v=0\r\nm=audio 99999999999999999999999999 RTP/AVP 0\r\n",
                "v=0\r\nm=audio 4000x RTP/AVP 0\r\n",
                "v=0\r\nm=audio 4000/ RTP/AVP 0\r\n",
                "v=0\r\nm=audio 4000/0 RTP/AVP 0\r\n",
                "v=0\r\nm=audio 4000 RTP/AVP\r\n",
                "v=0\r\nm=audio port RTP/AVP 0\r\n",
                "v=0\r\nm=\r\n",
            })
    void refusesWhatItCanNotCutIntoSections(String text) {
        assertThatThrownBy(() -> SessionDescription.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void saysWhereItBroke() {
        byte[] bytes = "####v=0\r\ns=-\r\nm=audio -1 RTP/AVP 0\r\n".getBytes(UTF_8);

        SyntaxException error =
                catchThrowableOfType(SyntaxException.class, () -> SessionDescription.parse(bytes, 4, bytes.length));

        assertThat(error.offset()).isEqualTo(4 + "v=0\r\ns=-\r\nm=audio ".length());
    }

    @Test
    void refusesMoreThanItsLimits() throws Exception {
        byte[] bytes =
                Sdp.session("m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 31").getBytes(UTF_8);

        assertThat(parse(bytes, new SdpLimits(bytes.length, 7, 2)).media()).hasSize(2);
        assertThatThrownBy(() -> parse(bytes, new SdpLimits(bytes.length - 1, 7, 2)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("octets");
        assertThatThrownBy(() -> parse(bytes, new SdpLimits(bytes.length, 6, 2)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("lines");
        assertThatThrownBy(() -> parse(bytes, new SdpLimits(bytes.length, 7, 1)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("media");
    }

    @Test
    void refusesMoreThanItsLimitsAsTextToo() {
        String text = "v=0\r\ns=" + "x".repeat(SdpLimits.DEFAULT.maxSize()) + "\r\n";

        assertThatThrownBy(() -> SessionDescription.parse(text))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("octets");
    }

    private static SessionDescription parse(byte[] bytes, SdpLimits limits) throws SyntaxException {
        return SessionDescription.parse(bytes, 0, bytes.length, limits);
    }

    @Test
    @Rfc(number = 8866, section = "5.2")
    void failsOnlyWhenABrokenLineIsAskedFor() throws Exception {
        SessionDescription description = Sdp.parse("v=0", "o=-", "c=IN IP4", "b=AS:many", "t=now later", "z=x");

        assertThat(description.media()).isEmpty();
        assertThatThrownBy(description::origin).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(description::connection).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(description::bandwidths).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(description::timings).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(description::zoneAdjustments).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(Sdp.parse("v=0")::origin).isInstanceOf(SyntaxException.class);
        assertThat(catchThrowableOfType(SyntaxException.class, description::connection)
                        .offset())
                .isEqualTo("v=0\r\no=-\r\nc=IN IP4".length());
    }

    @Test
    @Rfc(number = 8866, section = "5.7")
    void fallsBackToTheConnectionOfTheSession() throws Exception {
        SessionDescription description = Sdp.parseSession(
                "m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 31", "c=IN IP6 2001:db8::1", "m=text 4004 RTP/AVP 98");

        assertThat(description.connectionOf(description.media(0))).isEqualTo(Connection.of("192.0.2.10"));
        assertThat(description.connectionOf(description.media(1))).isEqualTo(Connection.of("2001:db8::1"));
        assertThat(description.withoutConnection().connectionOf(description.media(2)))
                .isNull();
    }

    @Test
    @Rfc(number = 8866, section = "6.7")
    void fallsBackToTheDirectionOfTheSession() throws Exception {
        SessionDescription description =
                Sdp.parseSession("a=recvonly", "m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 31", "a=inactive");

        assertThat(description.directionOf(description.media(0))).isEqualTo(Direction.RECVONLY);
        assertThat(description.directionOf(description.media(1))).isEqualTo(Direction.INACTIVE);
        assertThat(description.withoutAttribute("recvonly").directionOf(description.media(0)))
                .isEqualTo(Direction.SENDRECV);
    }

    @Test
    @Rfc(number = 8122, section = "5")
    void fallsBackToTheAttributesOfTheSession() throws Exception {
        SessionDescription description = Sdp.parseSession(
                "a=setup:actpass",
                "a=fingerprint:sha-1 00:11",
                "m=audio 4000 RTP/AVP 0",
                "m=video 4002 RTP/AVP 31",
                "a=setup:active",
                "a=fingerprint:sha-1 22:33");
        Media audio = description.media(0);
        Media video = description.media(1);

        assertThat(description.attributeOf(audio, "setup")).isEqualTo(new Attribute("setup", "actpass"));
        assertThat(description.attributeOf(video, "setup")).isEqualTo(new Attribute("setup", "active"));
        assertThat(description.attributeOf(video, "ice-ufrag")).isNull();
        assertThat(description.fingerprintsOf(audio)).containsExactly(new Fingerprint("sha-1", "00:11"));
        assertThat(description.fingerprintsOf(video)).containsExactly(new Fingerprint("sha-1", "22:33"));
    }

    @Test
    @Rfc(number = 5888, section = "4")
    void findsMediaByTheirName() throws Exception {
        SessionDescription description = SessionDescription.parse(Sdp.browser());

        assertThat(description.indexOfMid("1")).isEqualTo(1);
        assertThat(description.indexOfMid("2")).isEqualTo(-1);
        assertThat(SessionDescription.parse(Sdp.phone()).media(0).mid()).isNull();
    }

    @Test
    void addsMissingLinesWhereTheyBelong() throws Exception {
        SessionDescription description =
                Sdp.parse("v=0", "o=- 1 1 IN IP4 h", "s=-", "t=0 0", "a=x", "m=audio 4000 RTP/AVP 0", "i=title", "a=y");

        SessionDescription edited = description
                .withConnection(Connection.of("192.0.2.1"))
                .withBandwidth(new Bandwidth("AS", 64))
                .withMedia(
                        0,
                        description
                                .media(0)
                                .withDirection(Direction.SENDONLY)
                                .withBandwidth(new Bandwidth("TIAS", 64_000))
                                .withConnection(Connection.of("2001:db8::1")));

        assertThat(edited)
                .hasToString(Sdp.text(
                        "v=0",
                        "o=- 1 1 IN IP4 h",
                        "s=-",
                        "c=IN IP4 192.0.2.1",
                        "b=AS:64",
                        "t=0 0",
                        "a=x",
                        "m=audio 4000 RTP/AVP 0",
                        "i=title",
                        "c=IN IP6 2001:db8::1",
                        "b=TIAS:64000",
                        "a=y",
                        "a=sendonly"));
    }

    @Test
    void addsLinesThatEndAsTheFirstOne() throws Exception {
        String text = "v=0\ns=-\nm=audio 4000 RTP/AVP 0";
        SessionDescription description = SessionDescription.parse(text);

        SessionDescription edited =
                description.withMedia(0, description.media(0).withDirection(Direction.INACTIVE));

        assertThat(edited).hasToString(text + "\na=inactive");
        assertThat(edited.withAttribute(Attribute.property("ice-lite")))
                .hasToString("v=0\ns=-\na=ice-lite\nm=audio 4000 RTP/AVP 0\na=inactive");
    }

    @Test
    void addsAndRemovesMedia() throws Exception {
        SessionDescription description = SessionDescription.parse(Sdp.session("m=audio 4000 RTP/AVP 0") + "\r\n");

        SessionDescription added = description.withAddedMedia(Media.of("video", 4002, "RTP/AVP", List.of("31", "34")));

        assertThat(added).hasToString(Sdp.session("m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 31 34") + "\r\n");
        assertThat(added.withoutMedia(0)).hasToString(Sdp.session("m=video 4002 RTP/AVP 31 34") + "\r\n");
        assertThat(added.withoutMedia(1)).isEqualTo(description);
        assertThatThrownBy(() -> description.withoutMedia(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> description.media(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void rewritesEveryAddressForARelay() throws Exception {
        SessionDescription description = Sdp.parseSession(
                "m=audio 4000 RTP/AVP 0", "a=rtcp:4011", "m=video 4002 RTP/AVP 31", "c=IN IP4 192.0.2.11");

        Connection relay = Connection.of("198.51.100.7");
        SessionDescription edited = description.withConnection(relay);
        for (int i = 0; i < edited.media().size(); i++) {
            Media media = edited.media(i).withPort(30_000 + 2 * i);
            if (media.connection() != null) {
                media = media.withConnection(relay);
            }
            Rtcp rtcp = media.rtcp();
            if (rtcp != null) {
                media = media.withAttribute(new Rtcp(media.port() + 1, null).attribute());
            }
            edited = edited.withMedia(i, media);
        }

        assertThat(edited)
                .hasToString(Sdp.session(
                                "m=audio 30000 RTP/AVP 0",
                                "a=rtcp:30001",
                                "m=video 30002 RTP/AVP 31",
                                "c=IN IP4 198.51.100.7")
                        .replace("c=IN IP4 192.0.2.10", "c=IN IP4 198.51.100.7"));
    }

    @Test
    @Rfc(number = 3264, section = "8")
    void countsItsVersions() throws Exception {
        SessionDescription description = SessionDescription.parse(Sdp.phone());

        assertThat(description.withNextVersion()).hasToString(Sdp.phone().replace("2890844526 IN", "2890844527 IN"));
    }

    @Test
    @Rfc(number = 8866, section = "5.3")
    void startsFromAnOrigin() {
        SessionDescription description = SessionDescription.of(Origin.of(17, 1, "2001:db8::5"))
                .withSessionName("announcement")
                .withConnection(Connection.of("2001:db8::5"))
                .withAddedMedia(Media.of("audio", 4000, "RTP/AVP", List.of("0")));

        assertThat(description)
                .hasToString(Sdp.text(
                        "v=0",
                        "o=- 17 1 IN IP6 2001:db8::5",
                        "s=announcement",
                        "c=IN IP6 2001:db8::5",
                        "t=0 0",
                        "m=audio 4000 RTP/AVP 0"));
    }

    @Test
    void neverWritesTwoLinesForOne() throws Exception {
        SessionDescription description = SessionDescription.parse(Sdp.phone());

        assertThatThrownBy(() -> description.withSessionName("x\r\na=sendonly"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> description.withAttribute(new Attribute("tool", "x\na=sendonly")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SdpLine.of('a', "\u0000")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SdpLine.of(' ', "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isEqualIfItsLinesAre() throws Exception {
        SessionDescription description = SessionDescription.parse(Sdp.phone());
        SessionDescription same = SessionDescription.parse(Sdp.phone().replace("\r\n", "\n"));

        assertThat(description).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(description).isNotEqualTo(description.withNextVersion());
        assertThat(description).isNotEqualTo(description.withoutMedia(0));
        assertThat(description.media(0)).isEqualTo(same.media(0)).isNotEqualTo(description);
    }

    @Test
    void readsIpv6AddressesInOriginAndConnection() throws Exception {
        SessionDescription description = Sdp.parse(
                "v=0",
                "o=camera 812371731711378798081 0 IN IP6 2001:db8::20",
                "s=Today's pictures",
                "c=IN IP6 2001:db8::20",
                "t=3338481189 3370017201",
                "m=audio 6000 RTP/AVP 2",
                "a=rtpmap:2 G726-32/8000",
                "m=video 6024 RTP/AVP 107",
                "a=rtpmap:107 H263-1998/90000");

        assertThat(description.origin().addressType()).isEqualTo("IP6");
        assertThat(description.origin().sessionId()).isEqualTo("812371731711378798081");
        assertThat(description.connectionOf(description.media(1)))
                .isEqualTo(new Connection("IN", "IP6", "2001:db8::20", -1, 1));
        assertThat(description.media(0).rtpMap(2)).isEqualTo(new RtpMap(2, "G726-32", 8000, null));
    }

    @Test
    void readsMediaOfBothAddressFamilies() throws Exception {
        SessionDescription description = Sdp.parse(
                "v=0",
                "o=bob 180744730 18977631 IN IP4 host.example.com",
                "s=",
                "t=0 0",
                "m=audio 22334 RTP/AVP 0",
                "c=IN IP4 192.0.2.1",
                "m=video 6024 RTP/AVP 107",
                "c=IN IP6 2001:db8::1",
                "a=rtpmap:107 H263-1998/90000");

        assertThat(description.connection()).isNull();
        assertThat(description.media(0).connection()).hasToString("IN IP4 192.0.2.1");
        assertThat(description.media(1).connection()).hasToString("IN IP6 2001:db8::1");
    }
}
