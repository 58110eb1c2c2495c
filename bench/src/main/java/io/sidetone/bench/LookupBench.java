package io.sidetone.bench;

import gov.nist.javax.sip.message.SIPMessage;
import io.sidetone.bench.base.Samples;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipMessage;
import java.util.concurrent.TimeUnit;
import javax.sip.header.Header;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Finding a header field of a message. Its value was read before.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class LookupBench {

    private final SipMessage invite = ((Parsed) new MessageParser().parse(Samples.invite())).message();
    private final SIPMessage jainInvite = Jain.message(Samples.invite());

    @Benchmark
    public @Nullable NameAddress typed() {
        return invite.first(Headers.FROM);
    }

    @Benchmark
    public @Nullable HeaderField byText() {
        return invite.field("call-id");
    }

    @Benchmark
    public @Nullable HeaderField last() {
        return invite.field(HeaderName.CONTENT_LENGTH);
    }

    @Benchmark
    public @Nullable HeaderField absent() {
        return invite.field("X-Not-There");
    }

    @Benchmark
    public @Nullable Header jainTyped() {
        return jainInvite.getFrom();
    }

    @Benchmark
    public @Nullable Header jainByText() {
        return jainInvite.getHeader("call-id");
    }
}
