package io.sidetone.bench;

import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.sidetone.bench.base.Samples;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.AddressOfRecord;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Reading and comparing URIs. The two that are compared mean the same and are written differently.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class UriBench {

    private static final String URI = "sip:alice@atlanta.example.com:5060;transport=tcp;user=phone";
    private static final String SAME_URI = "sip:alice@ATLANTA.example.com:5060;user=phone;transport=TCP";

    private final byte[] text = Text.encode(URI);
    private final StringMsgParser jainParser = Jain.parser();

    private final SipUri uri = Samples.uri(URI);
    private final SipUri same = Samples.uri(SAME_URI);
    private final GenericURI jainUri = Jain.uri(URI);
    private final GenericURI jainSame = Jain.uri(SAME_URI);

    @Benchmark
    public Uri parse() throws SyntaxException {
        return Uri.parse(text, 0, text.length);
    }

    @Benchmark
    public boolean matches() {
        return uri.matches(same);
    }

    @Benchmark
    public int matchHash() {
        return uri.matchHash();
    }

    @Benchmark
    public AddressOfRecord addressOfRecord() {
        return uri.addressOfRecord();
    }

    @Benchmark
    public GenericURI jainParse() throws ParseException {
        return jainParser.parseUrl(URI);
    }

    @Benchmark
    public boolean jainMatches() {
        return jainUri.equals(jainSame);
    }
}
