package io.sidetone.dist.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.sip.Client.Result;
import io.sidetone.sip.SipElement;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.ua.Body;
import io.sidetone.sip.ua.Call;
import io.sidetone.sip.ua.CallHandler;
import io.sidetone.sip.ua.IncomingRequest;
import io.sidetone.sip.ua.UserAgent;
import io.sidetone.sip.ua.UserAgentHandler;
import io.sidetone.sip.ua.UserAgentSettings;
import io.sidetone.sip.uri.SipUri;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Keys as they go over the wire, read by a receiver that shares no code with the sender.
@Tag("wire")
@Timeout(60)
class DtmfTest {

    private static final int EVENTS = 97;

    /// A packet of an event.
    private record Packet(boolean marker, int sequence, int timestamp, int event, boolean end, int duration) {}

    private final DatagramSocket audio;
    private final Queue<String> infos = new ConcurrentLinkedQueue<>();
    private final SipElement element;

    /// The formats that the telephone answers with.
    private volatile String formats = "0";

    DtmfTest() throws Exception {
        audio = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        audio.setSoTimeout(500);
        UserAgentSettings settings = UserAgentSettings.of(NameAddress.of(SipUri.parse("sip:bob@example.test")));
        element = SipElement.builder()
                .listen("udp:127.0.0.1:0")
                .start(layer -> new UserAgent(layer, settings, new UserAgentHandler() {
                    @Override
                    public CallHandler incoming(Call call) {
                        call.answer(Body.sdp("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                                + "m=audio " + audio.getLocalPort() + " RTP/AVP " + formats + "\r\n"));
                        return new CallHandler() {
                            @Override
                            public void request(Call within, IncomingRequest request) {
                                infos.add(request.request().method() + " " + request.body() + " "
                                        + new String(request.request().body(), StandardCharsets.UTF_8));
                                request.answer(200, "OK");
                            }
                        };
                    }
                }));
    }

    @AfterEach
    void close() {
        element.close();
        audio.close();
    }

    private Result press(String keys) throws Exception {
        String uri =
                "sip:bob@127.0.0.1:" + element.listeners().getFirst().local().getPort();
        return Client.run("call", "--json", "--dtmf", keys, "--wait", "0.1", "--duration", "0", uri);
    }

    private List<Packet> events() throws Exception {
        List<Packet> packets = new ArrayList<>();
        byte[] octets = new byte[2000];
        while (true) {
            DatagramPacket datagram = new DatagramPacket(octets, octets.length);
            try {
                audio.receive(datagram);
            } catch (SocketTimeoutException _) {
                return packets;
            }
            if ((octets[1] & 0x7F) == EVENTS) {
                assertThat(datagram.getLength()).isEqualTo(16);
                ByteBuffer packet = ByteBuffer.wrap(octets);
                packets.add(new Packet(
                        packet.get(1) < 0,
                        packet.getShort(2) & 0xFFFF,
                        packet.getInt(4),
                        packet.get(12),
                        packet.get(13) < 0,
                        packet.getShort(14) & 0xFFFF));
            }
        }
    }

    @Test
    @Rfc(number = 4733, section = "2.5")
    void anEventGrowsAndItsEndIsToldThreeTimes() throws Exception {
        formats = "0 " + EVENTS + "\r\na=rtpmap:" + EVENTS + " telephone-event/8000";

        Result result = press("5#");
        List<Packet> packets = events();

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.json()).containsEntry("dtmf", "rtp");
        assertThat(packets).hasSize(14);
        for (int key = 0; key < 2; key++) {
            List<Packet> one = packets.subList(7 * key, 7 * key + 7);
            assertThat(one)
                    .allMatch(packet -> packet.timestamp() == one.getFirst().timestamp());
            assertThat(one.stream().map(Packet::event)).containsOnly(key == 0 ? 5 : 11);
            assertThat(one.stream().map(Packet::marker))
                    .containsExactly(true, false, false, false, false, false, false);
            assertThat(one.stream().map(Packet::end)).containsExactly(false, false, false, false, true, true, true);
            assertThat(one.stream().map(Packet::duration)).containsExactly(160, 320, 480, 640, 800, 800, 800);
            for (int i = 1; i < 7; i++) {
                assertThat(one.get(i).sequence()).isEqualTo(one.getFirst().sequence() + i);
            }
        }
        assertThat(packets.get(7).timestamp() - packets.get(0).timestamp()).isEqualTo(12 * 160);
        assertThat(infos).isEmpty();
    }

    @Test
    void whereThereAreNoEventsKeysGoByInfo() throws Exception {
        Result result = press("1d");

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.json()).containsEntry("dtmf", "info");
        assertThat(infos)
                .containsExactly(
                        "INFO application/dtmf-relay, 24 octets Signal=1\r\nDuration=100\r\n",
                        "INFO application/dtmf-relay, 24 octets Signal=D\r\nDuration=100\r\n");
        assertThat(events()).isEmpty();
    }
}
