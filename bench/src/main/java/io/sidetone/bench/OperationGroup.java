package io.sidetone.bench;

import io.sidetone.bench.Target.Measure;
import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/// Benchmarks of single operations, which JMH runs. Immutable.
///
/// @param id as it is called in commands and on the page
/// @param comparisons the lines of its table
record OperationGroup(String id, List<Comparison> comparisons) implements Group {

    /// Messages from octets to octets: what the targets are about.
    static final OperationGroup MESSAGES = of(
            "messages",
            Comparison.of("index of a 600-byte INVITE", "IndexBench.invite", "IndexBench.jainInvite")
                    .must(Measure.CPU, 300)
                    .must(Measure.TIMES, 10),
            Comparison.alone("index of a WebRTC INVITE", "IndexBench.webRtcInvite"),
            Comparison.of("parse, forward edits, write", "ForwardBench.request", "ForwardBench.jainRequest")
                    .must(Measure.CPU, 600)
                    .must(Measure.BYTES, 3000)
                    .must(Measure.TIMES, 10),
            Comparison.alone("parse, check, forward edits, write", "ForwardBench.checkedRequest"),
            Comparison.of(
                    "response: parse, remove Via, write", "ResponseBench.response", "ResponseBench.jainResponse"));

    /// Finding fields and reading their values.
    static final OperationGroup HEADERS = of(
            "headers",
            Comparison.of("find and give the From", "LookupBench.typed", "LookupBench.jainTyped"),
            Comparison.of("find by a name as text", "LookupBench.byText", "LookupBench.jainByText"),
            Comparison.alone("find the last of 11 fields", "LookupBench.last"),
            Comparison.alone("find by an unknown name, in vain", "LookupBench.absent"),
            Comparison.of("read a Via", "ValueBench.via", "ValueBench.jainVia"),
            Comparison.of("read a From", "ValueBench.from", "ValueBench.jainFrom"),
            Comparison.of("read a Contact with parameters", "ValueBench.contact", "ValueBench.jainContact"));

    /// URIs.
    static final OperationGroup URIS = of(
            "uris",
            Comparison.of("read a URI", "UriBench.parse", "UriBench.jainParse"),
            Comparison.of("compare two URIs that match", "UriBench.matches", "UriBench.jainMatches"),
            Comparison.alone("hash for matching", "UriBench.matchHash"),
            Comparison.alone("address of record", "UriBench.addressOfRecord"));

    /// Session descriptions.
    static final OperationGroup SDP = of(
            "sdp",
            Comparison.of("read a telephone's offer", "SdpBench.parse", "SdpBench.jainParse"),
            Comparison.alone("read a WebRTC offer", "SdpBench.parseWebRtc"),
            Comparison.of("read, change c= and m=, write", "SdpBench.relay", "SdpBench.jainRelay"));

    /// Digest authentication.
    static final OperationGroup DIGEST = of(
            "digest",
            Comparison.alone("read and verify credentials, MD5", "DigestBench.md5"),
            Comparison.alone("read and verify credentials, SHA-256", "DigestBench.sha256"));

    /// What stands on the transport layer, without sockets.
    static final OperationGroup TRANSACTIONS =
            of("transactions", Comparison.alone("a call through a proxy with transactions", "CallBench.call"));

    /// The routing language, with functions that do next to nothing.
    static final OperationGroup SCRIPT = of(
            "script",
            Comparison.alone("a request route: 25 statements, 10 calls, 10 variables", "ScriptBench.typicalRoute")
                    .must(Measure.CPU, 1000),
            Comparison.alone("a request through a script of 2,000 lines", "ScriptBench.longScript"),
            Comparison.alone("reload of a script of 2,000 lines", "ScriptBench.reload"));

    /// All of them.
    static final List<OperationGroup> ALL = List.of(MESSAGES, HEADERS, URIS, SDP, DIGEST, TRANSACTIONS, SCRIPT);

    private static OperationGroup of(String id, Comparison... comparisons) {
        return new OperationGroup(id, List.of(comparisons));
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws RunnerException {
        Pace pace = quick ? Pace.QUICK : Pace.FULL;
        return new Report(this, Rounds.run(this, pace, progress)).block(pace, machine);
    }

    /// All its benchmarks, in the order of their turns.
    List<String> benchmarks() {
        return comparisons.stream()
                .flatMap(comparison -> comparison.benchmarks().stream())
                .toList();
    }
}
