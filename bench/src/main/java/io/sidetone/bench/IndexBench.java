package io.sidetone.bench;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.sidetone.bench.base.Samples;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.ParseResult;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// From octets to a message whose fields are known by name and not yet read. jain-sip has no such step: its
/// parser reads every value.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class IndexBench {

    private final byte[] invite = Samples.invite();
    private final byte[] webRtcInvite = Samples.webRtcInvite();
    private final MessageParser parser = new MessageParser();
    private final StringMsgParser jainParser = Jain.parser();

    @Benchmark
    public ParseResult invite() {
        return parser.parse(invite);
    }

    @Benchmark
    public ParseResult webRtcInvite() {
        return parser.parse(webRtcInvite);
    }

    @Benchmark
    public SIPMessage jainInvite() throws ParseException {
        return jainParser.parseSIPMessage(invite, true, false, null);
    }
}
