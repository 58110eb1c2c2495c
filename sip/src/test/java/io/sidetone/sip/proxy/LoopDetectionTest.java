package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Rfc(number = 5393, section = "4.2")
class LoopDetectionTest {

    private final Host us = host("proxy.example");
    private final OwnAddresses myself = new OwnAddresses(
            List.of(FakeFlow.listener(Transport.UDP, "192.0.2.1:5060")), List.of(), List.of(OwnAddresses.Alias.of(us)));
    private final LoopDetection loops = new LoopDetection(myself, new Random(1));

    private static Host host(String text) {
        return Messages.uri("sip:" + text).host();
    }

    /// The request as another proxy gets it from us.
    private SipRequest forwarded(SipRequest request, Host sentBy) {
        return request.edit()
                .prepend(Headers.VIA, Via.of("UDP", sentBy, 5060, LoopDetection.branch("1a2b", loops.hash(request))))
                .set(Headers.MAX_FORWARDS, 67)
                .build();
    }

    /// The request as it comes from another proxy that has changed nothing.
    private static SipRequest bounced(SipRequest request) {
        return request.edit()
                .prepend(Headers.VIA, Via.of("UDP", host("other.example"), 5060, "z9hG4bKother"))
                .set(Headers.MAX_FORWARDS, 66)
                .build();
    }

    private boolean isLoop(SipRequest request) {
        return loops.isLoop(request, loops.hash(request));
    }

    @Test
    @Rfc(number = 3261, section = "16.6")
    void aRequestThatComesBackAsItWasHasLooped() {
        SipRequest request = invite("sip:bob@biloxi.example", "Route: <sip:p.example;lr>");

        assertThat(isLoop(request)).isFalse();
        assertThat(isLoop(bounced(forwarded(request, us)))).isTrue();
        assertThat(isLoop(bounced(bounced(forwarded(request, us))))).isTrue();
        assertThat(isLoop(forwarded(request, host("192.0.2.1")))).isTrue();
    }

    @Test
    @Rfc(number = 3261, section = "16.6")
    void aRequestThatComesBackWithAnotherTargetIsASpiral() {
        SipRequest request = invite("sip:bob@biloxi.example");
        SipRequest spiral = bounced(forwarded(request, us))
                .edit()
                .uri(Messages.uri("sip:bob@desk.biloxi.example"))
                .build();

        assertThat(isLoop(spiral)).isFalse();
        assertThat(isLoop(bounced(forwarded(spiral, us)))).isTrue();
    }

    @Test
    void aBranchOfAnotherElementIsNotOurs() {
        SipRequest request = invite("sip:bob@biloxi.example");

        assertThat(isLoop(forwarded(request, host("other.example")))).isFalse();
    }

    @Test
    void nobodyElseCanMakeOurHash() {
        SipRequest request = invite("sip:bob@biloxi.example");

        assertThat(new LoopDetection(myself, new Random(2)).hash(request)).isNotEqualTo(loops.hash(request));
    }

    @Test
    void allThatDecidesWhereARequestGoesCounts() {
        List<SipRequest> different = List.of(
                invite("sip:b@b.example"),
                invite("sip:c@b.example"),
                invite("sip:b@b.example", "Route: <sip:p.example;lr>"),
                invite("sip:b@b.example", "Route: <sip:p.example;lr>, <sip:q.example;lr>"),
                invite("sip:b@b.example", "Route: <sip:q.example;lr>, <sip:p.example;lr>"),
                invite("sip:b@b.example", "Proxy-Require: foo"),
                invite("sip:b@b.example", "Proxy-Require: bar"),
                invite("sip:b@b.example", "Proxy-Authorization: Digest username=\"a\""),
                invite("sip:b@b.example", "From: <sip:a@a.example>;tag=2"),
                invite("sip:b@b.example", "To: <sip:b@b.example>;tag=2"),
                invite("sip:b@b.example", "Call-ID: other"),
                invite("sip:b@b.example", "CSeq: 2 INVITE"));
        Set<Long> hashes = new HashSet<>();
        different.forEach(request -> hashes.add(loops.hash(request)));

        assertThat(hashes).hasSameSizeAs(different);
    }

    @Test
    void cancelAndAckHaveTheHashOfTheirInvite() {
        long invite = loops.hash(invite("sip:b@b.example"));

        assertThat(loops.hash(request("CANCEL", "sip:b@b.example"))).isEqualTo(invite);
        assertThat(loops.hash(request("ACK", "sip:b@b.example"))).isEqualTo(invite);
    }

    @Test
    void whatDecidesNothingDoesNotCount() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            SipRequest request = invite(
                    "sip:user" + round + "@b.example", "Route: <sip:p.example;lr>,<sip:q" + round + ".example;lr>");
            SipRequest edited = edited(request, random);

            assertThat(loops.hash(edited)).as(edited + " in round " + round).isEqualTo(loops.hash(request));
            assertThat(isLoop(edited(bounced(forwarded(request, us)), random))).isTrue();
        }
    }

    private static SipRequest edited(SipRequest request, Random random) {
        SipRequest result = request;
        for (int edit = random.nextInt(5); edit >= 0; edit--) {
            SipRequest.Builder builder = result.edit();
            List<NameAddress> routes = new ArrayList<>(result.all(Headers.ROUTE));
            switch (random.nextInt(6)) {
                case 0 -> builder.append("X-Own", "value" + random.nextInt());
                case 1 -> builder.set(Headers.MAX_FORWARDS, random.nextInt(70));
                case 2 -> builder.set("Subject", "anything");
                case 3 -> builder.body("text/plain", new byte[random.nextInt(9)]);
                case 4 ->
                    builder.set(Headers.FROM, NameAddress.of(anyone(random)).withTag("1928301774"));
                default -> {
                    // The same routes, each in a field of its own.
                    builder.remove("Route");
                    routes.forEach(route -> builder.append(Headers.ROUTE, route));
                }
            }
            result = builder.build();
        }
        return result;
    }

    private static SipUri anyone(Random random) {
        return Messages.uri("sip:anyone" + random.nextInt() + "@a.example");
    }

    @Test
    void malformedMessagesHaveAHashToo() {
        for (String line : List.of("Via: nonsense", "From: <", "To: >", "CSeq: x", "Call-ID: a b", "Route: <<")) {
            SipRequest request = invite("sip:b@b.example", line);
            assertThat(isLoop(request)).isFalse();
        }
    }

    /// The test vector of the authors of SipHash-2-4: the key is 0 to 15, the text 0 to 14.
    @Test
    void theHashIsSipHash() {
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        for (int i = 0; i < 15; i++) {
            hash.octet(i);
        }
        assertThat(hash.finish()).isEqualTo(0xa129ca6149be45e5L);
    }
}
