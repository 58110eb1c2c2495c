package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.uri.SipUri;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "10.2")
@Rfc(number = 5626, section = "4")
class RegistrationTest implements RegistrationHandler {

    private final Simulation bed = TestBed.simulated(5);
    private final Agents agents = new Agents(bed);
    private final UserAgent alice =
            agents.agent(Agents.settings("alice"), UserAgentHandler.NONE, Transport.UDP, Transport.TCP);
    private final ScriptedPeer registrar;
    private final List<String> events = new ArrayList<>();

    RegistrationTest() throws IOException {
        registrar = new ScriptedPeer(bed, Transport.UDP);
    }

    @AfterEach
    void close() {
        registrar.close();
        agents.close();
    }

    @Override
    public void registered(Registration registration) {
        events.add("registered");
    }

    @Override
    public void failed(Registration registration, int statusCode, Duration retry) {
        events.add("failed " + statusCode);
    }

    @Override
    public void ended(Registration registration) {
        events.add("ended");
    }

    private static RegistrationSettings settings(ScriptedPeer at, Transport transport) {
        SipUri uri = Agents.at(at.address(), transport).withUser(null);
        return RegistrationSettings.of(uri, alicesAddress());
    }

    private static NameAddress alicesAddress() {
        return NameAddress.of(Agents.uri("sip:alice@example.com"));
    }

    private static void grant(ScriptedPeer at, SipRequest request, long seconds, String... more) {
        SipResponse.Builder response = SipResponse.answer(request, 200, "OK");
        for (Contact contact : request.all(Headers.CONTACT)) {
            NameAddress address = Objects.requireNonNull(contact.address());
            response.append(Headers.CONTACT, address.withParameter("expires", Long.toString(seconds)));
        }
        for (int i = 0; i < more.length; i += 2) {
            response.append(more[i], more[i + 1]);
        }
        at.send(response.withContentLength().build(), at.flowOf(request));
    }

    private SipRequest next(Duration limit) {
        return (SipRequest) registrar.expect(message -> message instanceof SipRequest, limit);
    }

    @Test
    @Rfc(number = 3261, section = "10.2.2")
    @Rfc(number = 3261, section = "10.2.4")
    @Rfc(number = 3608, section = "6.1")
    @Rfc(number = 5627, section = "4.2")
    void bindingsAreMadeRefreshedAndTakenBack() {
        Registration registration = alice.register(settings(registrar, Transport.UDP), this);
        SipRequest first = registrar.expectRequest("REGISTER");
        assertThat(first.uriText()).doesNotContain("@");
        assertThat(first.all(Headers.SUPPORTED)).contains("path");
        grant(registrar, first, 100, "Service-Route", "<sip:proxy.example.com;lr>");
        bed.run(Duration.ofSeconds(1));
        assertThat(registration.state()).isEqualTo(Registration.State.REGISTERED);
        assertThat(registration.bindings()).hasSize(1);
        assertThat(registration.registered()).isCompleted();
        assertThat(alice.request(Method.OPTIONS, Agents.uri("sip:b@192.0.2.1"))
                        .build()
                        .all(Headers.ROUTE))
                .isEqualTo(registration.serviceRoute())
                .hasSize(1);
        bed.run(Duration.ofSeconds(48));
        assertThat(registrar.received()).hasSize(1);
        SipRequest second = next(Duration.ofSeconds(42));
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(second.all(Headers.ROUTE)).isEmpty();
        assertThat(Objects.requireNonNull(second.cseq()).number()).isEqualTo(2);
        grant(registrar, second, 100);
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<Registration> ended = registration.unregister();
        SipRequest last = registrar.expectRequest("REGISTER");
        assertThat(last.first(Headers.EXPIRES)).isZero();
        grant(registrar, last, 0);
        bed.run(Duration.ofSeconds(1));
        assertThat(ended).isCompleted();
        assertThat(events).containsExactly("registered", "registered", "ended");
        agents.assertNothingLeft(bed, 0, alice);
    }

    @Test
    @Rfc(number = 5626, section = "4.5")
    void failuresAreTriedAgainLaterAndLater() {
        Registration registration =
                alice.register(settings(registrar, Transport.UDP).withExpires(60), this);
        SipRequest brief = registrar.expectRequest("REGISTER");
        registrar.send(
                SipResponse.answer(brief, 423, "Interval Too Brief")
                        .append(Headers.MIN_EXPIRES, 600L)
                        .build(),
                registrar.flowOf(brief));
        SipRequest longer = registrar.expectRequest("REGISTER");
        assertThat(longer.first(Headers.EXPIRES)).isEqualTo(600);
        registrar.answer(longer, 500, "Server Internal Error");
        bed.run(Duration.ofSeconds(14));
        assertThat(registration.state()).isEqualTo(Registration.State.WAITING);
        assertThat(registrar.received()).hasSize(2);
        registrar.answer(next(Duration.ofSeconds(17)), 403, "Forbidden");
        bed.run(Duration.ofSeconds(29));
        assertThat(registrar.received()).hasSize(3);
        grant(registrar, next(Duration.ofSeconds(32)), 600);
        bed.run(Duration.ofSeconds(1));
        assertThat(events).containsExactly("failed 500", "failed 403", "registered");
        CompletableFuture<Registration> _ = registration.unregister();
        bed.run(Duration.ofSeconds(40));
        assertThat(registration.state()).isEqualTo(Registration.State.ENDED);
        agents.assertNothingLeft(bed, 0, alice);
    }

    @Test
    @Rfc(number = 5626, section = "4.2")
    @Rfc(number = 5626, section = "4.2.1")
    @Rfc(number = 5626, section = "4.4")
    void aFlowIsKeptAliveAndMadeAgain() throws IOException {
        try (ScriptedPeer edge = new ScriptedPeer(bed, Transport.TCP)) {
            Registration registration = alice.register(
                    settings(edge, Transport.TCP).withOutbound("urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF", 1),
                    this);
            SipRequest first = edge.expectRequest("REGISTER");
            NameAddress contact = Objects.requireNonNull(
                    Objects.requireNonNull(first.first(Headers.CONTACT)).address());
            assertThat(contact.instance()).isEqualTo("urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF");
            assertThat(contact.regId()).isEqualTo(1);
            grant(edge, first, 3600, "Require", "outbound", "Flow-Timer", "20");
            bed.run(Duration.ofSeconds(1));
            assertThat(events).containsExactly("registered");
            edge.connections().forEach(connection -> connection.close(ClosingReason.SHUTDOWN));
            bed.run(Duration.ofSeconds(5));
            SipRequest again = edge.expectRequest("REGISTER");
            grant(edge, again, 3600, "Require", "outbound");
            bed.run(Duration.ofSeconds(1));
            assertThat(events).containsExactly("registered", "registered");
            CompletableFuture<Registration> _ = registration.unregister();
            grant(edge, edge.expectRequest("REGISTER"), 0);
            bed.run(Duration.ofSeconds(1));
            assertThat(events.getLast()).isEqualTo("ended");
        }
        agents.assertNothingLeft(bed, 0, alice);
    }
}
