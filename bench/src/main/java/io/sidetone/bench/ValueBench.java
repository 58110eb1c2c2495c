package io.sidetone.bench;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Reading the value of a header field: octets for us, a string for jain-sip, as its message parser hands it on.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ValueBench {

    private static final String VIA = "SIP/2.0/UDP pc33.example.com:5060;branch=z9hG4bK776asdhds;rport";
    private static final String FROM = "\"Alice\" <sip:alice@example.com>;tag=1928301774";
    private static final String CONTACT = "<sip:alice@8k2pq7r1vn5e.invalid;transport=ws;ob>;reg-id=1;expires=600"
            + ";+sip.instance=\"<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>\"";

    private final byte[] via = Text.encode(VIA);
    private final byte[] from = Text.encode(FROM);
    private final byte[] contact = Text.encode(CONTACT);

    private final String jainVia = "Via: " + VIA + "\n";
    private final String jainFrom = "From: " + FROM + "\n";
    private final String jainContact = "Contact: " + CONTACT + "\n";

    public ValueBench() {
        Jain.parser();
    }

    @Benchmark
    public Via via() throws SyntaxException {
        return Headers.VIA.parse(via, 0, via.length);
    }

    @Benchmark
    public NameAddress from() throws SyntaxException {
        return Headers.FROM.parse(from, 0, from.length);
    }

    @Benchmark
    public Contact contact() throws SyntaxException {
        return Headers.CONTACT.parse(contact, 0, contact.length);
    }

    @Benchmark
    public SIPHeader jainVia() throws ParseException {
        return StringMsgParser.parseSIPHeader(jainVia);
    }

    @Benchmark
    public SIPHeader jainFrom() throws ParseException {
        return StringMsgParser.parseSIPHeader(jainFrom);
    }

    @Benchmark
    public SIPHeader jainContact() throws ParseException {
        return StringMsgParser.parseSIPHeader(jainContact);
    }
}
