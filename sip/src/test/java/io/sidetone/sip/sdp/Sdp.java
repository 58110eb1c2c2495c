package io.sidetone.sip.sdp;

/// The descriptions that the tests of this package work on. Thread-safe: only functions.
final class Sdp {

    private Sdp() {}

    /// Lines with CRLF behind each.
    static String text(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    /// A call of one audio stream, with these lines after the `t=` line.
    static String session(String... more) {
        String head =
                text("v=0", "o=alice 2890844526 2890844526 IN IP4 192.0.2.10", "s=-", "c=IN IP4 192.0.2.10", "t=0 0");
        return more.length == 0 ? head : head + text(more);
    }

    static SessionDescription parse(String... lines) throws Exception {
        return SessionDescription.parse(text(lines));
    }

    static SessionDescription parseSession(String... more) throws Exception {
        return SessionDescription.parse(session(more));
    }

    /// What a telephone sends.
    static String phone() {
        return session(
                "m=audio 49170 RTP/AVP 8 0 18 101",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:18 G729/8000",
                "a=fmtp:18 annexb=no",
                "a=rtpmap:101 telephone-event/8000",
                "a=fmtp:101 0-16",
                "a=ptime:20",
                "a=sendrecv");
    }

    // LONG: one description, as a browser writes it.
    /// What a browser sends for audio and video over one port.
    static String browser() {
        return """
                v=0
                o=- 6153811276190735571 2 IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE 0 1
                a=extmap-allow-mixed
                a=msid-semantic: WMS 5d2e0a1c
                m=audio 50132 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
                c=IN IP4 203.0.113.77
                a=rtcp:9 IN IP4 0.0.0.0
                a=candidate:2130405967 1 udp 2122194687 192.0.2.44 50132 typ host generation 0 network-id 1
                a=candidate:3020401132 1 udp 2122262783 2001:db8:44::17 50133 typ host generation 0 network-id 2
                a=candidate:842163049 1 udp 1685987071 203.0.113.77 50132 typ srflx raddr 192.0.2.44 rport 50132
                a=candidate:344579997 1 tcp 1518214911 192.0.2.44 9 typ host tcptype active generation 0 network-id 1
                a=ice-ufrag:hT7m
                a=ice-pwd:m0qJ8Z2yqYb1dW5cXv7tRk3n
                a=ice-options:trickle
                a=fingerprint:sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB
                a=setup:actpass
                a=mid:0
                a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
                a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
                a=sendrecv
                a=msid:5d2e0a1c 71f9b0c2
                a=rtcp-mux
                a=rtcp-rsize
                a=rtpmap:111 opus/48000/2
                a=rtcp-fb:111 transport-cc
                a=fmtp:111 minptime=10;useinbandfec=1
                a=rtpmap:63 red/48000/2
                a=fmtp:63 111/111
                a=rtpmap:9 G722/8000
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:13 CN/8000
                a=rtpmap:110 telephone-event/48000
                a=rtpmap:126 telephone-event/8000
                a=ssrc:3735928559 cname:9kPz0sQf
                a=ssrc:3735928559 msid:5d2e0a1c 71f9b0c2
                m=video 9 UDP/TLS/RTP/SAVPF 96 97 103 104 45 46
                c=IN IP4 0.0.0.0
                a=rtcp:9 IN IP4 0.0.0.0
                a=ice-ufrag:hT7m
                a=ice-pwd:m0qJ8Z2yqYb1dW5cXv7tRk3n
                a=ice-options:trickle
                a=fingerprint:sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB
                a=setup:actpass
                a=mid:1
                a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
                a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
                a=sendrecv
                a=msid:5d2e0a1c 0b6d37ee
                a=rtcp-mux
                a=rtcp-rsize
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 goog-remb
                a=rtcp-fb:96 transport-cc
                a=rtcp-fb:96 ccm fir
                a=rtcp-fb:96 nack
                a=rtcp-fb:96 nack pli
                a=rtpmap:97 rtx/90000
                a=fmtp:97 apt=96
                a=rtpmap:103 H264/90000
                a=rtcp-fb:103 nack
                a=rtcp-fb:103 nack pli
                a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
                a=rtpmap:104 rtx/90000
                a=fmtp:104 apt=103
                a=rtpmap:45 AV1/90000
                a=rtpmap:46 rtx/90000
                a=fmtp:46 apt=45
                a=rid:hi send
                a=rid:lo send
                a=simulcast:send hi;lo
                a=ssrc-group:FID 1123581321 3141592653
                a=ssrc:1123581321 cname:9kPz0sQf
                a=ssrc:3141592653 cname:9kPz0sQf
                """.replace("\n", "\r\n");
    }
}
