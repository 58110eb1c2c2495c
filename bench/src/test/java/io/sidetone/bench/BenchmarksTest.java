package io.sidetone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPMessage;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Samples;
import io.sidetone.sip.digest.DigestVerdict;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.text.Text;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

/// Runs every benchmark once: what is measured is what is meant.
class BenchmarksTest {

    private static final List<Class<?>> CLASSES = List.of(
            IndexBench.class,
            ForwardBench.class,
            ResponseBench.class,
            LookupBench.class,
            ValueBench.class,
            UriBench.class,
            SdpBench.class,
            DigestBench.class,
            CallBench.class,
            ScriptBench.class);

    @Test
    void everyBenchmarkStandsInOneGroup() {
        List<String> benchmarks = new ArrayList<>();
        for (Class<?> type : CLASSES) {
            for (Method method : type.getMethods()) {
                if (method.isAnnotationPresent(Benchmark.class)) {
                    benchmarks.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        List<String> grouped = OperationGroup.ALL.stream()
                .flatMap(group -> group.benchmarks().stream())
                .toList();
        assertThat(grouped).containsExactlyInAnyOrderElementsOf(benchmarks);
    }

    @Test
    void theInviteOfTheTargetsHas600Octets() {
        assertThat(Samples.invite()).hasSize(600);
    }

    @Test
    void bothReadTheSameMessage() throws Exception {
        IndexBench bench = new IndexBench();

        assertThat(fieldsOf(((Parsed) bench.invite()).message())).isEqualTo(fieldsOf(bench.jainInvite()));
        assertThat(((Parsed) bench.webRtcInvite()).message().fields()).hasSize(17);
    }

    @Test
    void bothForwardTheSameFields() throws Exception {
        ForwardBench bench = new ForwardBench();
        SipMessage forwarded = read(bench.request().toByteArray());

        assertThat(forwarded.fields())
                .extracting(Object::toString)
                .contains(
                        "Record-Route: <sip:192.0.2.2:5060;lr>",
                        "Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK2b1fe.4d0a2f1.0",
                        "Via: SIP/2.0/UDP pc33.example.com:5060;branch=z9hG4bK776asdhds;rport=5060;received=192.0.2.1",
                        "Max-Forwards: 69")
                .hasSize(13);
        assertThat(fieldsOf(forwarded)).isEqualTo(fieldsOf(read(bench.jainRequest())));
        assertThat(forwarded.body()).isEqualTo(read(bench.jainRequest()).body());
        assertThat(bench.checkedRequest().toByteArray())
                .isEqualTo(bench.request().toByteArray());
    }

    @Test
    void bothTakeTheTopmostViaOff() throws Exception {
        ResponseBench bench = new ResponseBench();
        SipMessage response = read(bench.response());

        assertThat(response.field("Via"))
                .hasToString("Via: SIP/2.0/UDP pc33.example.com:5060;branch=z9hG4bK776asdhds;rport=5060"
                        + ";received=192.0.2.1");
        assertThat(fieldsOf(response)).isEqualTo(fieldsOf(read(bench.jainResponse())));
        assertThat(response.body()).isEqualTo(read(bench.jainResponse()).body());
    }

    @Test
    void bothFindTheFields() {
        LookupBench bench = new LookupBench();

        assertThat(bench.typed()).hasToString("\"Alice\" <sip:alice@example.com>;tag=1928301774");
        assertThat("From: " + bench.typed()).isEqualTo(line(bench.jainTyped()));
        assertThat(bench.byText()).hasToString("Call-ID: a84b4c76e66710@pc33.example.com");
        assertThat(bench.byText()).hasToString(line(bench.jainByText()));
        assertThat(bench.last()).hasToString("Content-Length: 148");
        assertThat(bench.absent()).isNull();
    }

    @Test
    void bothReadTheValues() throws Exception {
        ValueBench bench = new ValueBench();

        assertThat("Via: " + bench.via()).isEqualTo(line(bench.jainVia()));
        assertThat("From: " + bench.from()).isEqualTo(line(bench.jainFrom()));
        assertThat("Contact: " + bench.contact()).isEqualTo(line(bench.jainContact()));
    }

    @Test
    void bothReadAndCompareTheUris() throws Exception {
        UriBench bench = new UriBench();

        assertThat(bench.parse()).hasToString(bench.jainParse().toString());
        assertThat(bench.matches()).isTrue();
        assertThat(bench.jainMatches()).isTrue();
        assertThat(bench.matchHash()).isEqualTo(bench.parse().matchHash());
        assertThat(bench.addressOfRecord().host()).hasToString("atlanta.example.com");
    }

    @Test
    void bothReadAndChangeTheDescriptions() throws Exception {
        SdpBench bench = new SdpBench();

        assertThat(bench.parse()).hasToString(bench.jainParse().toString());
        assertThat(bench.parseWebRtc().media()).hasSize(2);
        String relayed = text(bench.relay());
        assertThat(relayed).contains("\r\nc=IN IP4 192.0.2.2\r\n", "\r\nm=audio 30000 RTP/AVP 0 8 101\r\n");
        assertThat(relayed).isEqualTo(text(bench.jainRelay()));
    }

    @Test
    void credentialsAreVerifiedToTheEnd() throws Exception {
        DigestBench bench = new DigestBench();

        assertThat(bench.md5()).isEqualTo(DigestVerdict.VALID);
        assertThat(bench.md5()).isEqualTo(DigestVerdict.NONCE_REUSED);
        assertThat(bench.sha256()).isEqualTo(DigestVerdict.VALID);
        assertThat(bench.sha256()).isEqualTo(DigestVerdict.NONCE_REUSED);
    }

    @Test
    void callsGoThroughToTheirEndAndAreForgottenAfter32Seconds() {
        CallBench bench = new CallBench(Duration.ofMillis(100));

        assertThat(read(bench.call()).fields())
                .extracting(Object::toString)
                .contains("Call-ID: 1@192.0.2.1", "CSeq: 2 BYE", "To: <sip:bob@192.0.2.2>;tag=b1")
                .filteredOn(field -> field.startsWith("Via: "))
                .singleElement()
                .asString()
                .contains("192.0.2.1:5060;branch=z9hG4bK2BYE1");
        assertThat(bench.proxy().transactions()).isEqualTo(4);
        for (int i = 0; i < 400; i++) {
            assertThat(bench.call()).isNotEmpty();
        }
        int steady = bench.proxy().transactions();
        for (int i = 0; i < 400; i++) {
            bench.call();
        }
        assertThat(bench.proxy().transactions()).isEqualTo(steady).isLessThan(4 * 330);
    }

    @ParameterizedTest
    @EnumSource
    void asManyTransactionsLingerAsAreAskedFor(Lingering kind) {
        assertThat(kind.make(8).transactions()).isEqualTo(8);
    }

    @Test
    void theyAreWeighed() {
        String block = new LingeringGroup().run(true, new Machine("a machine"), _ -> {});

        assertThat(block)
                .contains(Lingering.SERVER_ACCEPTED + ": below 1,000 | ")
                .contains("./sidetone bench lingering");
    }

    private static String text(byte[] octets) {
        return Text.decode(octets, 0, octets.length);
    }

    private static String line(Object jainHeader) {
        return jainHeader.toString().strip();
    }

    private static SipMessage read(byte[] octets) {
        return ((Parsed) new MessageParser().parse(octets)).message();
    }

    private static List<String> fieldsOf(SIPMessage message) {
        return fieldsOf(read(message.encodeAsBytes("udp")));
    }

    /// Name and value of every field, in alphabetical order and lists taken apart: jain-sip writes each list as
    /// one field and some fields elsewhere.
    private static List<String> fieldsOf(SipMessage message) {
        List<String> values = new ArrayList<>();
        message.fields()
                .forEach(field -> field.values()
                        .forEach(value ->
                                values.add(field.name().toLowerCase(Locale.ROOT) + ": " + value.replace(", ", ","))));
        values.sort(null);
        return values;
    }
}
