package io.sidetone.bench;

import io.sidetone.bench.Target.Measure;
import java.util.List;

/// Benchmarks that are run together, in turns. Immutable.
///
/// @param id as it is called in commands and on the page
/// @param comparisons the lines of its table
record Group(String id, List<Comparison> comparisons) {

    /// Messages from octets to octets: what the targets are about.
    static final Group MESSAGES = of(
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
    static final Group HEADERS = of(
            "headers",
            Comparison.of("find and give the From", "LookupBench.typed", "LookupBench.jainTyped"),
            Comparison.of("find by a name as text", "LookupBench.byText", "LookupBench.jainByText"),
            Comparison.alone("find the last of 11 fields", "LookupBench.last"),
            Comparison.alone("find by an unknown name, in vain", "LookupBench.absent"),
            Comparison.of("read a Via", "ValueBench.via", "ValueBench.jainVia"),
            Comparison.of("read a From", "ValueBench.from", "ValueBench.jainFrom"),
            Comparison.of("read a Contact with parameters", "ValueBench.contact", "ValueBench.jainContact"));

    /// URIs.
    static final Group URIS = of(
            "uris",
            Comparison.of("read a URI", "UriBench.parse", "UriBench.jainParse"),
            Comparison.of("compare two URIs that match", "UriBench.matches", "UriBench.jainMatches"),
            Comparison.alone("hash for matching", "UriBench.matchHash"),
            Comparison.alone("address of record", "UriBench.addressOfRecord"));

    /// Session descriptions.
    static final Group SDP = of(
            "sdp",
            Comparison.of("read a telephone's offer", "SdpBench.parse", "SdpBench.jainParse"),
            Comparison.alone("read a WebRTC offer", "SdpBench.parseWebRtc"),
            Comparison.of("read, change c= and m=, write", "SdpBench.relay", "SdpBench.jainRelay"));

    /// Digest authentication.
    static final Group DIGEST = of(
            "digest",
            Comparison.alone("read and verify credentials, MD5", "DigestBench.md5"),
            Comparison.alone("read and verify credentials, SHA-256", "DigestBench.sha256"));

    /// All groups.
    static final List<Group> ALL = List.of(MESSAGES, HEADERS, URIS, SDP, DIGEST);

    private static Group of(String id, Comparison... comparisons) {
        return new Group(id, List.of(comparisons));
    }

    /// The group of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    static Group named(String id) {
        for (Group group : ALL) {
            if (group.id.equals(id)) {
                return group;
            }
        }
        throw new IllegalArgumentException("No group of benchmarks: " + id);
    }

    /// All its benchmarks, in the order of their turns.
    List<String> benchmarks() {
        return comparisons.stream()
                .flatMap(comparison -> comparison.benchmarks().stream())
                .toList();
    }
}
