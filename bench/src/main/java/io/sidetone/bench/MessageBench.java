package io.sidetone.bench;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.ParseResult;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.Slot;
import io.sidetone.sip.text.Text;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a message costs from octets to octets.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class MessageBench {

    private final byte[] invite = Text.encode(String.join(
            "\r\n",
            "INVITE sip:bob@biloxi.example.com SIP/2.0",
            "Via: SIP/2.0/UDP pc33.atlanta.example.com:5060;branch=z9hG4bK776asdhds;rport",
            "Max-Forwards: 70",
            "To: \"Bob\" <sip:bob@biloxi.example.com>",
            "From: \"Alice\" <sip:alice@atlanta.example.com>;tag=1928301774",
            "Call-ID: a84b4c76e66710@pc33.atlanta.example.com",
            "CSeq: 314159 INVITE",
            "Contact: <sip:alice@pc33.atlanta.example.com>",
            "User-Agent: Example Phone 1.2",
            "Allow: INVITE, ACK, CANCEL, OPTIONS, BYE",
            "Content-Type: application/sdp",
            "Content-Length: 136",
            "",
            "v=0",
            "o=alice 2890844526 2890844526 IN IP4 192.0.2.10",
            "s=-",
            "c=IN IP4 192.0.2.10",
            "t=0 0",
            "m=audio 49172 RTP/AVP 0 8",
            "a=rtpmap:0 PCMU/8000",
            ""));

    private final byte[] transport = Text.encode("UDP");
    private final byte[] address = Text.encode("192.0.2.2:5060");
    private final MessageParser parser = new MessageParser();

    @Benchmark
    public ParseResult index() {
        return parser.parse(invite);
    }

    /// What a proxy does to a request: where it came from, its own Via and Record-Route, one hop less.
    @Benchmark
    public byte[] forward() {
        SipRequest request = (SipRequest) ((Parsed) parser.parse(invite)).message();
        SipRequest forwarded = request.edit()
                .noteSource("192.0.2.1", 5060)
                .prepend(new FieldTemplate(HeaderName.VIA)
                        .text("SIP/2.0/")
                        .slot(Socket.TRANSPORT)
                        .text(" ")
                        .slot(Socket.ADDRESS)
                        .text(";branch=z9hG4bK2b1fe.4d0a2f1.0"))
                .prepend(new FieldTemplate(HeaderName.RECORD_ROUTE)
                        .text("<sip:")
                        .slot(Socket.ADDRESS)
                        .text(";lr>"))
                .set(Headers.MAX_FORWARDS, 69)
                .build();
        return MessageWriter.write(forwarded, slot -> slot == Socket.TRANSPORT ? transport : address);
    }

    private enum Socket implements Slot {
        TRANSPORT,
        ADDRESS;

        @Override
        public String placeholder() {
            return "socket.invalid";
        }
    }
}
