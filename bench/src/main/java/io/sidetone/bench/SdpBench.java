package io.sidetone.bench;

import gov.nist.javax.sdp.SessionDescriptionImpl;
import gov.nist.javax.sdp.parser.SDPAnnounceParser;
import io.sidetone.bench.base.Samples;
import io.sidetone.sip.sdp.Connection;
import io.sidetone.sip.sdp.SessionDescription;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import javax.sdp.MediaDescription;
import javax.sdp.SdpException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Session descriptions: reading one, and what a media relay does to it: it puts its own address and port in.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class SdpBench {

    private final byte[] offer = Samples.offer();
    private final byte[] webRtcOffer = Samples.webRtcOffer();

    public SdpBench() {
        Jain.parser();
    }

    @Benchmark
    public SessionDescription parse() throws SyntaxException {
        return SessionDescription.parse(offer, 0, offer.length);
    }

    @Benchmark
    public SessionDescription parseWebRtc() throws SyntaxException {
        return SessionDescription.parse(webRtcOffer, 0, webRtcOffer.length);
    }

    @Benchmark
    public byte[] relay() throws SyntaxException {
        SessionDescription description = SessionDescription.parse(offer, 0, offer.length);
        return description
                .withConnection(Connection.of("192.0.2.2"))
                .withMedia(0, description.media(0).withPort(30000))
                .toByteArray();
    }

    @Benchmark
    public SessionDescriptionImpl jainParse() throws ParseException {
        return new SDPAnnounceParser(Text.decode(offer, 0, offer.length)).parse();
    }

    @Benchmark
    public byte[] jainRelay() throws ParseException, SdpException {
        SessionDescriptionImpl description = new SDPAnnounceParser(Text.decode(offer, 0, offer.length)).parse();
        description.getConnection().setAddress("192.0.2.2");
        MediaDescription audio =
                (MediaDescription) description.getMediaDescriptions(false).get(0);
        audio.getMedia().setMediaPort(30000);
        return Text.encode(description.toString());
    }
}
