package io.sidetone.modules.nathelper;

import io.sidetone.script.source.Dialect;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Body;
import io.sidetone.server.edit.BodyPart;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What shows that a message has come through a NAT. Thread-safe: keeps nothing.
final class NatTest {

    /// The names of the tests, in the order of their bits.
    static final List<String> NAMES = List.of(
            "private-contact",
            "diff-ip-src-via",
            "private-via",
            "private-sdp",
            "diff-port-src-via",
            "diff-ip-src-contact",
            "diff-port-src-contact",
            "carrier-grade-nat");

    private static final int PRIVATE_CONTACT = 1;
    private static final int OTHER_VIA = 2;
    private static final int PRIVATE_VIA = 4;
    private static final int PRIVATE_SDP = 8;
    private static final int OTHER_VIA_PORT = 16;
    private static final int OTHER_CONTACT = 32;
    private static final int OTHER_CONTACT_PORT = 64;
    private static final int CARRIERS = 128;

    private static final int SIP_PORT = 5060;

    private final SipMessage message;
    private final int wanted;
    private final @Nullable Flow flow;
    private final Dialect dialect;

    private NatTest(RoutingContext context, int wanted) {
        this.message = context.message();
        this.wanted = wanted;
        this.flow = context.flow();
        this.dialect = context.dialect();
    }

    /// Whether any of the tests shows one.
    static boolean shows(RoutingContext context, int wanted) {
        NatTest test = new NatTest(context, wanted);
        return test.via() || test.contacts() || test.sdp();
    }

    private boolean is(int test) {
        return (wanted & test) != 0;
    }

    @Rfc(number = 3581, section = "4")
    private boolean via() {
        Via via = message.topVia();
        if (via == null) {
            return false;
        }
        int port = via.port() == Via.NO_PORT ? SIP_PORT : via.port();
        return (is(PRIVATE_VIA) && PrivateAddresses.contain(via.host(), is(CARRIERS), dialect))
                || (is(OTHER_VIA) && isElsewhere(via.host()))
                || (is(OTHER_VIA_PORT) && flow != null && flow.remote().getPort() != port);
    }

    private boolean contacts() {
        return (is(PRIVATE_CONTACT) && any(uri -> PrivateAddresses.contain(uri.host(), is(CARRIERS), dialect)))
                || (is(OTHER_CONTACT) && any(uri -> isElsewhere(uri.host())))
                || (is(OTHER_CONTACT_PORT)
                        && any(uri -> flow != null && flow.remote().getPort() != uri.portOrDefault()));
    }

    private boolean any(Predicate<SipUri> test) {
        for (Contact contact : message.all(Headers.CONTACT)) {
            NameAddress address = contact.address();
            if (address != null && address.uri() instanceof SipUri uri && test.test(uri)) {
                return true;
            }
        }
        return false;
    }

    /// A name is never where the message came from.
    private boolean isElsewhere(Host host) {
        return flow != null
                && !Arrays.equals(host.address(), flow.remote().getAddress().getAddress());
    }

    private boolean sdp() {
        if (!is(PRIVATE_SDP) || message.bodyLength() == 0) {
            return false;
        }
        for (BodyPart part : Body.of(message).parts()) {
            if (part.is(SdpFix.TYPE)
                    && SdpFix.addresses(part.content()).stream()
                            .anyMatch(address -> PrivateAddresses.contain(address, is(CARRIERS), dialect))) {
                return true;
            }
        }
        return false;
    }
}
