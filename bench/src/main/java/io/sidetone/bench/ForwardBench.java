package io.sidetone.bench;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.sidetone.bench.base.Samples;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.MessageCheck;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.Slot;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Text;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import javax.sip.SipException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a proxy does to a request, from octets to octets: it notes where it came from, adds its own Via and
/// Record-Route, and takes a hop off Max-Forwards.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ForwardBench {

    private final byte[] invite = Samples.invite();
    private final byte[] transport = Text.encode("UDP");
    private final byte[] address = Text.encode("192.0.2.2:5060");
    private final MessageParser parser = new MessageParser();
    private final ByteWriter sent = new ByteWriter(2000);

    private final StringMsgParser jainParser = Jain.parser();
    private final HeaderFactoryImpl jainHeaders = new HeaderFactoryImpl();
    private final AddressFactoryImpl jainAddresses = new AddressFactoryImpl();

    @Benchmark
    public ByteWriter request() {
        return forward((SipRequest) ((Parsed) parser.parse(invite)).message());
    }

    /// The same for a request whose essential fields were all read and found well-formed.
    @Benchmark
    public ByteWriter checkedRequest() {
        SipRequest request = (SipRequest) ((Parsed) parser.parse(invite)).message();
        if (MessageCheck.essentials(request) != null) {
            throw new IllegalStateException("The sample is malformed");
        }
        return forward(request);
    }

    private ByteWriter forward(SipRequest request) {
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
        MessageWriter.write(forwarded, slot -> slot == Socket.TRANSPORT ? transport : address, sent.clear());
        return sent;
    }

    @Benchmark
    public byte[] jainRequest() throws ParseException, SipException, javax.sip.InvalidArgumentException {
        SIPMessage request = jainParser.parseSIPMessage(invite, true, false, null);
        Via from = request.getTopmostVia();
        from.setReceived("192.0.2.1");
        from.setParameter("rport", "5060");
        request.addFirst(jainHeaders.createViaHeader("192.0.2.2", 5060, "UDP", "z9hG4bK2b1fe.4d0a2f1.0"));
        SipUri route = (SipUri) jainAddresses.createSipURI(null, "192.0.2.2");
        route.setPort(5060);
        route.setLrParam();
        request.addFirst(jainHeaders.createRecordRouteHeader(jainAddresses.createAddress(route)));
        request.getMaxForwards().setMaxForwards(69);
        return request.encodeAsBytes("udp");
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
