package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.request;
import static io.sidetone.sip.proxy.Messages.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "16.11")
class StatelessForwardingTest {

    private final StatelessForwarding forwarding = new StatelessForwarding(
            new OwnAddresses(List.of(FakeFlow.listener(Transport.UDP, "192.0.2.1:5060")), List.of(), List.of()),
            new Random(1));

    @Test
    void retransmissionsCancelAndAckHaveTheBranchOfTheirRequest() {
        String branch = forwarding.branch(invite("sip:b@b.example"));

        assertThat(branch).startsWith(Via.MAGIC_COOKIE).hasSize(Via.MAGIC_COOKIE.length() + 16);
        assertThat(forwarding.branch(invite("sip:b@b.example", "Max-Forwards: 5")))
                .isEqualTo(branch);
        assertThat(forwarding.branch(request("CANCEL", "sip:b@b.example"))).isEqualTo(branch);
        assertThat(forwarding.branch(request("ACK", "sip:b@b.example", "To: <sip:b@b.example>;tag=1")))
                .isEqualTo(branch);
    }

    @Test
    void otherRequestsHaveOtherBranches() {
        Set<String> branches = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            branches.add(forwarding.branch(invite("sip:b", "Via: SIP/2.0/UDP c.example;branch=z9hG4bK" + i)));
            branches.add(forwarding.branch(invite("sip:b", "Via: SIP/2.0/UDP d.example;branch=z9hG4bK" + i)));
        }

        assertThat(branches).hasSize(4000);
    }

    @Test
    void aBranchOfTheFirstEditionIsNotEnough() {
        List<SipRequest> different = List.of(
                invite("sip:b", "Via: SIP/2.0/UDP c.example"),
                invite("sip:b", "Via: SIP/2.0/UDP c.example;branch=1"),
                invite("sip:c", "Via: SIP/2.0/UDP c.example;branch=1"),
                invite("sip:b", "Via: SIP/2.0/UDP c.example;branch=1", "Call-ID: 2"),
                invite("sip:b", "Via: SIP/2.0/UDP c.example;branch=1", "CSeq: 2 INVITE"),
                invite("sip:b", "Via: SIP/2.0/UDP c.example;branch=1", "From: <sip:a>;tag=2"),
                invite("sip:b", "Via: nonsense"));
        Set<String> branches = new HashSet<>();
        different.forEach(request -> branches.add(forwarding.branch(request)));

        assertThat(branches).hasSameSizeAs(different);
        assertThat(forwarding.branch(request("ACK", "sip:b", "Via: SIP/2.0/UDP c.example;branch=1")))
                .isIn(branches);
    }

    @Test
    @Rfc(number = 3261, section = "16.7")
    void aResponseGoesOnWithoutOurVia() {
        SipResponse response =
                response(180, "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1, SIP/2.0/TCP caller.example;branch=z9hG4bK2");
        SipResponse forwarded = Objects.requireNonNull(forwarding.response(response));

        assertThat(forwarded.topVia()).hasToString("SIP/2.0/TCP caller.example;branch=z9hG4bK2");
    }

    @Test
    void aResponseThatIsNotOursToForwardIsDropped() {
        assertThat(forwarding.response(response(200))).isNull();
        assertThat(forwarding.response(response(200, "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1")))
                .isNull();
        assertThat(forwarding.response(response(200, "Via: nonsense"))).isNull();
        assertThat(forwarding.response(response(200, "Via: SIP/2.0/UDP 192.0.2.1", "Via: nonsense")))
                .isNull();
    }
}
