package io.sidetone.bench;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.sidetone.bench.base.Samples;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipResponse;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a proxy does to a response, from octets to octets: it takes its own Via off.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ResponseBench {

    private final byte[] ok = Samples.ok();
    private final MessageParser parser = new MessageParser();
    private final StringMsgParser jainParser = Jain.parser();

    @Benchmark
    public byte[] response() {
        SipResponse response = (SipResponse) ((Parsed) parser.parse(ok)).message();
        return MessageWriter.write(response.edit().removeFirst(Headers.VIA).build());
    }

    @Benchmark
    public byte[] jainResponse() throws ParseException {
        SIPMessage response = jainParser.parseSIPMessage(ok, true, false, null);
        response.removeFirst("Via");
        return response.encodeAsBytes("udp");
    }
}
