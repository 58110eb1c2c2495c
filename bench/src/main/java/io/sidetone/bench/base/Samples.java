package io.sidetone.bench.base;

import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;

/// The messages that benchmarks read. Each call gives octets of its own. Thread-safe: only functions.
public final class Samples {

    private Samples() {}

    /// The INVITE of 600 octets that the targets speak of: what an ordinary phone sends.
    public static byte[] invite() {
        return inviteOfCall("a84b4c76e66710");
    }

    /// The same of another call.
    ///
    /// @param call the part of the Call-ID before the host
    public static byte[] inviteOfCall(String call) {
        byte[] body = lines(
                "v=0",
                "o=alice 2890844526 2890844526 IN IP4 192.0.2.10",
                "s=-",
                "c=IN IP4 192.0.2.10",
                "t=0 0",
                "m=audio 49172 RTP/AVP 0 8",
                "a=rtpmap:0 PCMU/8000",
                "a=ptime:20");
        return message(
                body,
                "INVITE sip:bob@biloxi.example.com SIP/2.0",
                "Via: SIP/2.0/UDP pc33.example.com:5060;branch=z9hG4bK776asdhds;rport",
                "Max-Forwards: 70",
                "To: \"Bob\" <sip:bob@biloxi.example.com>",
                "From: \"Alice\" <sip:alice@example.com>;tag=1928301774",
                "Call-ID: " + call + "@pc33.example.com",
                "CSeq: 314159 INVITE",
                "Contact: <sip:alice@pc33.example.com>",
                "User-Agent: Example Phone 4",
                "Allow: INVITE, ACK, CANCEL, OPTIONS, BYE",
                "Content-Type: application/sdp");
    }

    /// An INVITE as browsers send it over a WebSocket, with ICE, DTLS and two media.
    public static byte[] webRtcInvite() {
        return message(
                webRtcOffer(),
                "INVITE sip:bob@biloxi.example.com SIP/2.0",
                "Via: SIP/2.0/WSS 8k2pq7r1vn5e.invalid;branch=z9hG4bK4630719",
                "Max-Forwards: 69",
                "To: <sip:bob@biloxi.example.com>",
                "From: \"Alice Example\" <sip:alice@example.com>;tag=m0n2kd3fka",
                "Call-ID: 4n9v7c3q6e1h2j5k8m0p",
                "CSeq: 4719 INVITE",
                "Route: <sip:edge1.example.com;transport=wss;lr>",
                "Proxy-Authorization: Digest algorithm=SHA-256, username=\"alice\", realm=\"example.com\", "
                        + "nonce=\"AZp3mV2kYt8yQeXb0uK1n4Wd7sRf5hGj9lCv6xTzPqM\", uri=\"sip:bob@biloxi.example.com\", "
                        + "response=\"5f0c9f9b8f4e6fb4a3c1d27bb0a6f2f6e1f0a88ed6c0c9b77d5a6f3f0e9a2b41\", "
                        + "qop=auth, cnonce=\"k2m4n6p8\", nc=00000001",
                "P-Preferred-Identity: <sip:alice@example.com>",
                "Contact: <sip:alice@8k2pq7r1vn5e.invalid;transport=ws;ob>;+sip.ice;reg-id=1"
                        + ";+sip.instance=\"<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>\"",
                "Allow: INVITE, ACK, CANCEL, BYE, UPDATE, MESSAGE, OPTIONS, REFER, INFO, NOTIFY",
                "Supported: timer, ice, replaces, outbound, 100rel",
                "Session-Expires: 90;refresher=uac",
                "Min-SE: 90",
                "User-Agent: Example Browser 140.0 (Linux)",
                "Content-Type: application/sdp");
    }

    /// The answer to the INVITE on its way back through a proxy: the topmost Via is the proxy's.
    public static byte[] ok() {
        byte[] body = lines(
                "v=0",
                "o=bob 2890844527 2890844527 IN IP4 192.0.2.4",
                "s=-",
                "c=IN IP4 192.0.2.4",
                "t=0 0",
                "m=audio 3456 RTP/AVP 0",
                "a=rtpmap:0 PCMU/8000");
        return message(
                body,
                "SIP/2.0 200 OK",
                "Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK2b1fe.4d0a2f1.0",
                "Via: SIP/2.0/UDP pc33.example.com:5060;branch=z9hG4bK776asdhds;rport=5060;received=192.0.2.1",
                "Record-Route: <sip:192.0.2.2:5060;lr>",
                "To: \"Bob\" <sip:bob@biloxi.example.com>;tag=a6c85cf",
                "From: \"Alice\" <sip:alice@example.com>;tag=1928301774",
                "Call-ID: a84b4c76e66710@pc33.example.com",
                "CSeq: 314159 INVITE",
                "Contact: <sip:bob@192.0.2.4>",
                "Content-Type: application/sdp");
    }

    /// The offer of an ordinary phone.
    public static byte[] offer() {
        return lines(
                "v=0",
                "o=alice 2890844526 2890844526 IN IP4 192.0.2.10",
                "s=-",
                "c=IN IP4 192.0.2.10",
                "t=0 0",
                "m=audio 49172 RTP/AVP 0 8 101",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:101 telephone-event/8000",
                "a=fmtp:101 0-15",
                "a=ptime:20",
                "a=sendrecv");
    }

    /// The offer of a browser.
    public static byte[] webRtcOffer() {
        return lines(
                "v=0",
                "o=- 4611733054762223410 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0 1",
                "a=msid-semantic: WMS 7b2d",
                "m=audio 54321 UDP/TLS/RTP/SAVPF 111 63 9 0 8 110",
                "c=IN IP4 198.51.100.7",
                "a=rtcp:9 IN IP4 0.0.0.0",
                "a=candidate:1467250027 1 udp 2122260223 192.0.2.10 46243 typ host generation 0 network-id 1",
                "a=candidate:1853887674 1 udp 1686052607 198.51.100.7 54321 typ srflx raddr 192.0.2.10 rport 46243",
                "a=ice-ufrag:c4Vx",
                "a=ice-pwd:mE4c8VdZ2qkTn1xYw7uRb0oS",
                "a=ice-options:trickle",
                "a=fingerprint:sha-256 6B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:"
                        + "DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08",
                "a=setup:actpass",
                "a=mid:0",
                "a=sendrecv",
                "a=rtcp-mux",
                "a=rtpmap:111 opus/48000/2",
                "a=rtcp-fb:111 transport-cc",
                "a=fmtp:111 minptime=10;useinbandfec=1",
                "a=rtpmap:63 red/48000/2",
                "a=rtpmap:9 G722/8000",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:110 telephone-event/48000",
                "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
                "c=IN IP4 0.0.0.0",
                "a=ice-ufrag:c4Vx",
                "a=ice-pwd:mE4c8VdZ2qkTn1xYw7uRb0oS",
                "a=setup:actpass",
                "a=mid:1",
                "a=recvonly",
                "a=rtcp-mux",
                "a=rtpmap:96 VP8/90000",
                "a=rtcp-fb:96 nack pli",
                "a=rtpmap:97 rtx/90000",
                "a=fmtp:97 apt=96");
    }

    /// A `sip:` URI, read.
    public static SipUri uri(String text) {
        try {
            return SipUri.parse(text);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Header fields, the Content-Length and the body; the first line may be the start line.
    public static byte[] message(byte[] body, String... header) {
        byte[] head = lines(header);
        byte[] end = lines("Content-Length: " + body.length, "");
        return new ByteWriter(head.length + end.length + body.length)
                .octets(head)
                .octets(end)
                .octets(body)
                .toByteArray();
    }

    /// Lines, each with its line end.
    private static byte[] lines(String... lines) {
        return Text.encode(String.join("\r\n", lines) + "\r\n");
    }
}
