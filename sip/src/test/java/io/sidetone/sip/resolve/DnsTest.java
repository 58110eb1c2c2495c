package io.sidetone.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Resolution.Reason;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/// How the DNS is asked, what of it is believed, and what is kept.
class DnsTest extends ResolverCase {

    private static final String HOST = "sip:example.com:5060";

    private Lookup look(String uri) {
        return resolver(IPV4).resolve(uri(uri));
    }

    @Test
    void whatIsKnownIsAnsweredAtOnce() {
        server.add("_sip._udp.example.com", "SRV", "0 1 5060 a.example.com").add("a.example.com", "A", "192.0.2.1");
        assertThat(look("sip:example.com")).isInstanceOf(Lookup.Pending.class);
        assertThat(hops(IPV4, "sip:example.com")).containsExactly("UDP 192.0.2.1:5060");
        assertThat(look("sip:example.com")).isInstanceOf(Lookup.Ready.class);
        assertThat(server.queries()).doesNotHaveDuplicates();
    }

    @Test
    void nobodyBlocksWhileTheServerIsSilent() throws Exception {
        server.ignore("example.com", "A").ignore("example.com", "NAPTR");
        CountDownLatch answered = new CountDownLatch(1);
        List<Lookup> lookups = new ArrayList<>();
        Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 1_000; i++) {
                lookups.add(look(i % 2 == 0 ? HOST : "sip:example.com"));
            }
            answered.countDown();
        });
        // The servers have ten seconds each: a reader that waited for one would not be here in time.
        assertThat(answered.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(lookups).hasSize(1_000).allMatch(lookup -> lookup instanceof Lookup.Pending);
        assertThat(dns.outstanding()).isEqualTo(2);
    }

    @Test
    void aQuestionOfManyIsAskedOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        server.add("example.com", "A", "192.0.2.1").script("example.com", "A", (_, honest, _) -> {
            release.await();
            return List.of(honest.toWire());
        });
        List<Lookup> lookups = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lookups.add(look(HOST));
        }
        release.countDown();
        for (Lookup lookup : lookups) {
            assertThat(hops(await(lookup))).containsExactly("UDP 192.0.2.1:5060");
        }
        assertThat(server.queries()).containsExactly("example.com A");
        assertThat(dns.outstanding()).isZero();
    }

    @Test
    void tooManyQuestionsAtOnceAreRefused() {
        dns = dns(
                new DnsSettings(List.of(server.address()), Duration.ofSeconds(10), 1, 2, null, CacheSettings.DEFAULT));
        server.ignore("a.example", "A").ignore("b.example", "A").add("c.example", "A", "192.0.2.1");
        assertThat(look("sip:a.example:1")).isInstanceOf(Lookup.Pending.class);
        assertThat(look("sip:b.example:1")).isInstanceOf(Lookup.Pending.class);
        assertThat(reason(look("sip:c.example:1"))).isEqualTo(Reason.DNS_FAILED);
        assertThat(dns.refusals()).isEqualTo(1);
    }

    @Test
    void anExecutorThatIsClosedMakesAFailure() {
        executor.shutdown();
        assertThat(reason(look(HOST))).isEqualTo(Reason.DNS_FAILED);
        assertThat(dns.refusals()).isEqualTo(1);
    }

    @Test
    void anAnswerLivesAsLongAsItSays() {
        server.add("example.com", "A", 30, "192.0.2.1");
        assertThat(hops(IPV4, HOST)).hasSize(1);
        clock.advance(Duration.ofSeconds(29));
        assertThat(look(HOST)).isInstanceOf(Lookup.Ready.class);
        clock.advance(Duration.ofSeconds(1));
        server.remove("example.com", "A");
        server.add("example.com", "A", 30, "192.0.2.2");
        assertThat(look(HOST)).isInstanceOf(Lookup.Pending.class);
        assertThat(hops(IPV4, HOST)).containsExactly("UDP 192.0.2.2:5060");
        assertThat(server.count("example.com A")).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutLifeServesTheResolutionThatAskedForIt() {
        server.add("_sip._udp.example.com", "SRV", 0, "0 1 5060 a.example.com")
                .add("a.example.com", "A", 0, "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.com;transport=udp")).containsExactly("UDP 192.0.2.1:5060");
        assertThat(server.queries()).containsExactly("_sip._udp.example.com SRV", "a.example.com A");
        assertThat(dns.cached()).isZero();
        assertThat(look("sip:example.com;transport=udp")).isInstanceOf(Lookup.Pending.class);
    }

    @Test
    @Rfc(number = 2308, section = "5")
    void thatThereIsNothingIsKeptAsLongAsTheZoneSays() {
        assertThat(reason(look(HOST))).isEqualTo(Reason.NOT_FOUND);
        clock.advance(Duration.ofSeconds(ScriptedDns.NEGATIVE_TTL - 1));
        assertThat(look(HOST)).isInstanceOf(Lookup.Ready.class);
        assertThat(reason(look(HOST))).isEqualTo(Reason.NOT_FOUND);
        clock.advance(Duration.ofSeconds(1));
        assertThat(look(HOST)).isInstanceOf(Lookup.Pending.class);
    }

    @Test
    @Rfc(number = 2308, section = "5")
    void thatThereIsNothingIsNotKeptIfNoZoneSaysForHowLong() {
        server.fail("example.com", "A", Rcode.NXDOMAIN);
        assertThat(reason(look(HOST))).isEqualTo(Reason.NOT_FOUND);
        server.script("example.com", "A", (query, _, _) -> {
            Message answer = ScriptedDns.answerTo(query);
            answer.addRecord(
                    ScriptedDns.record("example.org", "SOA", 300, "ns.example. root.example. 1 1 1 1 300"),
                    Section.AUTHORITY);
            return List.of(answer.toWire());
        });
        assertThat(reason(look(HOST))).isEqualTo(Reason.NOT_FOUND);
        assertThat(dns.cached()).isZero();
    }

    @Test
    void aFailureIsNotAskedForAgainAtOnce() {
        server.fail("example.com", "A", Rcode.SERVFAIL);
        assertThat(reason(look(HOST))).isEqualTo(Reason.DNS_FAILED);
        assertThat(look(HOST)).isInstanceOf(Lookup.Ready.class);
        clock.advance(CacheSettings.DEFAULT.failurePause());
        assertThat(look(HOST)).isInstanceOf(Lookup.Pending.class);
    }

    @Test
    @Rfc(number = 8767, section = "5")
    void whatIsTooOldIsGivenOnlyIfSoConfigured() {
        server.add("example.com", "A", 30, "192.0.2.1");
        assertThat(hops(IPV4, HOST)).hasSize(1);
        clock.advance(Duration.ofSeconds(31));
        server.fail("example.com", "A", Rcode.SERVFAIL);
        assertThat(reason(look(HOST))).isEqualTo(Reason.DNS_FAILED);

        CacheSettings stale = new CacheSettings(
                10,
                Duration.ZERO,
                Duration.ofDays(1),
                Duration.ofMinutes(15),
                Duration.ofSeconds(5),
                Duration.ofSeconds(600));
        dns = dns(settings(stale, null));
        server.script("example.com", "A", (_, honest, _) -> List.of(honest.toWire()));
        assertThat(hops(IPV4, HOST)).hasSize(1);
        clock.advance(Duration.ofSeconds(31));
        server.fail("example.com", "A", Rcode.SERVFAIL);
        assertThat(hops(IPV4, HOST)).containsExactly("UDP 192.0.2.1:5060");
        assertThat(look(HOST)).isInstanceOf(Lookup.Ready.class);
        clock.advance(Duration.ofSeconds(601));
        assertThat(reason(look(HOST))).isEqualTo(Reason.DNS_FAILED);
    }

    @Test
    void whatDoesNotFitIntoADatagramComesOverAConnection() {
        for (int i = 1; i < 200; i++) {
            server.add("example.com", "A", "192.0.2." + i);
        }
        server.script(
                "example.com",
                "A",
                (_, honest, overTcp) -> List.of(overTcp ? honest.toWire() : ScriptedDns.truncated(honest)));
        assertThat(hops(IPV4, HOST)).hasSize(ResolverLimits.DEFAULT.hops());
        assertThat(server.queries()).containsExactly("example.com A", "example.com A tcp");
    }

    @Test
    void aConnectionThatBreaksOffIsAFailure() {
        server.script(
                "example.com",
                "A",
                (_, honest, overTcp) -> overTcp ? List.of() : List.of(ScriptedDns.truncated(honest)));
        assertThat(reason(look(HOST))).isEqualTo(Reason.DNS_FAILED);
    }

    @Test
    void aConnectionThatAnswersSomethingElseIsAFailure() {
        server.script("example.com", "A", (_, honest, overTcp) -> {
            if (!overTcp) {
                return List.of(ScriptedDns.truncated(honest));
            }
            honest.getHeader().setID(honest.getHeader().getID() ^ 1);
            return List.of(honest.toWire());
        });
        assertThat(reason(look(HOST))).isEqualTo(Reason.DNS_FAILED);
    }

    @Test
    void answersToOtherQuestionsAreAsIfTheyHadNotCome() {
        server.add("example.com", "A", "192.0.2.1").script("example.com", "A", (query, honest, _) -> {
            Message otherId = honest.clone();
            otherId.getHeader().setID(query.getHeader().getID() ^ 1);
            Message otherName = ScriptedDns.answerTo(DnsExchange.query(
                    new Question(Name.fromConstantString("example.org."), 1),
                    query.getHeader().getID()));
            otherName.addRecord(ScriptedDns.record("example.com", "A", 300, "203.0.113.1"), Section.ANSWER);
            Message aQuestion = ScriptedDns.answerTo(query);
            aQuestion.getHeader().unsetFlag(Flags.QR);
            byte[] half = Arrays.copyOf(honest.toWire(), 20);
            return List.of(
                    new byte[0],
                    new byte[1],
                    otherId.toWire(),
                    otherName.toWire(),
                    aQuestion.toWire(),
                    half,
                    honest.toWire());
        });
        assertThat(hops(IPV4, HOST)).containsExactly("UDP 192.0.2.1:5060");
    }

    @Test
    void recordsOfOtherNamesAreNotBelieved() {
        server.script("example.com", "A", (query, _, _) -> {
            Message answer = ScriptedDns.answerTo(query);
            answer.addRecord(ScriptedDns.record("other.example", "A", 300, "203.0.113.1"), Section.ANSWER);
            answer.addRecord(ScriptedDns.record("example.com", "A", 300, "203.0.113.2"), Section.ADDITIONAL);
            answer.addRecord(ScriptedDns.record("example.com", "AAAA", 300, "2001:db8::9"), Section.ANSWER);
            return List.of(answer.toWire());
        });
        assertThat(reason(look(HOST))).isEqualTo(Reason.NOT_FOUND);
        server.script("_sip._udp.example.org", "SRV", (query, _, _) -> {
                    Message answer = ScriptedDns.answerTo(query);
                    answer.addRecord(
                            ScriptedDns.record("_sip._udp.example.org", "SRV", 300, "0 1 5060 a.example.org"),
                            Section.ANSWER);
                    answer.addRecord(ScriptedDns.record("a.example.org", "A", 300, "203.0.113.3"), Section.ADDITIONAL);
                    return List.of(answer.toWire());
                })
                .add("a.example.org", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.org;transport=udp")).containsExactly("UDP 192.0.2.1:5060");
    }

    @Test
    void aliasesAreFollowedWithinAnAnswerAndBeyondIt() {
        server.add("a.example", "CNAME", 300, "b.example")
                .add("b.example", "CNAME", 20, "c.example")
                .add("c.example", "A", 300, "192.0.2.1")
                .script("half.example", "A", (query, _, _) -> {
                    Message answer = ScriptedDns.answerTo(query);
                    answer.addRecord(ScriptedDns.record("half.example", "CNAME", 300, "c.example"), Section.ANSWER);
                    return List.of(answer.toWire());
                });
        assertThat(hops(IPV4, "sip:a.example:5060")).containsExactly("UDP 192.0.2.1:5060");
        clock.advance(Duration.ofSeconds(20));
        assertThat(look("sip:a.example:5060")).isInstanceOf(Lookup.Pending.class);
        assertThat(hops(IPV4, "sip:half.example:5060")).containsExactly("UDP 192.0.2.1:5060");
        assertThat(server.queries()).contains("c.example A");
    }

    @Test
    void aliasesThatGoInARingEnd() {
        server.add("a.example", "CNAME", 300, "b.example").add("b.example", "CNAME", 300, "a.example");
        assertThat(reason(look("sip:a.example:5060"))).isEqualTo(Reason.DNS_FAILED);
        for (int i = 0; i < 100; i++) {
            String next = "n" + (i + 1) + ".example";
            String name = "n" + i + ".example";
            server.script(name, "A", (query, _, _) -> {
                Message answer = ScriptedDns.answerTo(query);
                answer.addRecord(ScriptedDns.record(name, "CNAME", 300, next), Section.ANSWER);
                return List.of(answer.toWire());
            });
        }
        assertThat(reason(look("sip:n0.example:5060"))).isEqualTo(Reason.DNS_FAILED);
        assertThat(server.queries()).hasSizeLessThan(2 * AnswerReader.MAX_ALIASES + 5);
    }

    @Test
    void thousandsOfServersCostNoMoreThanTheLimits() {
        for (int i = 0; i < 1_500; i++) {
            server.add("_sip._udp.example.com", "SRV", "0 " + i + " 5060 h" + i + ".example.com")
                    .add("h" + i + ".example.com", "A", "192.0." + i / 250 + "." + (1 + i % 250));
        }
        server.script(
                "_sip._udp.example.com",
                "SRV",
                (_, honest, overTcp) -> List.of(overTcp ? honest.toWire() : ScriptedDns.truncated(honest)));
        ResolverLimits limits = new ResolverLimits(20, 10);
        Resolution found = await(resolver(IPV4, 1, limits).resolve(uri("sip:example.com;transport=udp")));
        assertThat(hops(found)).hasSize(10);
        assertThat(server.queries().stream().filter(query -> query.endsWith(" A")))
                .hasSize(19);
        assertThat(reason(resolver(IPV4, 1, new ResolverLimits(1, 10)).resolve(uri("sip:example.com;transport=udp"))))
                .isEqualTo(Reason.LIMIT);
    }

    @Test
    void theNextServerAnswersForOneThatFailsOrIsSilent() throws Exception {
        try (ScriptedDns second = new ScriptedDns()) {
            second.add("example.com", "A", "192.0.2.1")
                    .add("example.org", "A", "192.0.2.2")
                    .add("example.net", "A", "192.0.2.3");
            server.fail("example.com", "A", Rcode.SERVFAIL).ignore("example.org", "A");
            dns = dns(impatient(server.address(), second.address()));
            assertThat(hops(IPV4, HOST)).containsExactly("UDP 192.0.2.1:5060");
            dns = dns(impatient(server.address(), second.address()));
            assertThat(hops(IPV4, "sip:example.org:5060")).containsExactly("UDP 192.0.2.2:5060");
            assertThat(server.queries()).containsExactly("example.com A", "example.org A");
            // From now on the one that has answered is the first.
            assertThat(hops(IPV4, "sip:example.net:5060")).containsExactly("UDP 192.0.2.3:5060");
            assertThat(server.queries()).doesNotContain("example.net A");
        }
    }

    @Test
    void aSilentServerIsAskedAgainAndThenGivenUp() {
        dns = dns(impatient(server.address()));
        server.ignore("example.com", "A");
        assertThat(reason(look(HOST))).isEqualTo(Reason.DNS_FAILED);
        assertThat(server.count("example.com A")).isEqualTo(2);
    }

    @Test
    void aPortWhereNobodyListensIsAFailure() throws SocketException {
        InetSocketAddress nobody;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        dns = dns(impatient(nobody));
        assertThat(reason(look(HOST))).isEqualTo(Reason.DNS_FAILED);
    }

    @Test
    void anEditOfTheFileOfHostsCountsAFewSecondsLater(@TempDir Path folder) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "192.0.2.1 gw # the old one\n");
        CountDownLatch looked = new CountDownLatch(1);
        HostsFile file = new HostsFile(
                hosts,
                clock,
                task -> executor.execute(() -> {
                    task.run();
                    looked.countDown();
                }));
        Name name = Name.fromConstantString("GW.");
        assertThat(file.addresses(name)).containsExactly(InetAddress.ofLiteral("192.0.2.1"));
        Files.writeString(hosts, "192.0.2.2 gw\n");
        Files.setLastModifiedTime(hosts, FileTime.fromMillis(1));
        assertThat(file.addresses(name)).containsExactly(InetAddress.ofLiteral("192.0.2.1"));
        clock.advance(HostsFile.INTERVAL);
        assertThat(file.addresses(name)).isNotEmpty();
        assertThat(looked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(file.addresses(name)).containsExactly(InetAddress.ofLiteral("192.0.2.2"));
    }
}
