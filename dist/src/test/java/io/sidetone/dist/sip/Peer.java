package io.sidetone.dist.sip;

import io.sidetone.sip.SipElement;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestPolicy;
import io.sidetone.sip.digest.DigestRequest;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.DigestUser;
import io.sidetone.sip.digest.DigestVerdict;
import io.sidetone.sip.digest.DigestVerifier;
import io.sidetone.sip.digest.NonceCounts;
import io.sidetone.sip.digest.NonceFactory;
import io.sidetone.sip.digest.Qop;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.Certificates;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transport.Listener;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// A server on sockets of this machine, made of the stack, that does what a test says.
final class Peer implements AutoCloseable {

    private final SipElement element;
    private final Queue<SipRequest> requests = new ConcurrentLinkedQueue<>();

    private Peer(Function<Claim, SipResponse> answer) throws IOException, TlsException {
        element = SipElement.builder()
                .tls(Certificates.load("domain"))
                .listen("udp:127.0.0.1:0")
                .listen("tcp:127.0.0.1:0")
                .listen("tls:127.0.0.1:0")
                .start(_ -> claim -> {
                    requests.add(claim.request());
                    claim.reply(answer.apply(claim));
                });
    }

    /// One that answers each request by a function of its own.
    static Peer answering(Function<Claim, SipResponse> answer) throws IOException, TlsException {
        return new Peer(answer);
    }

    /// One that answers all requests with this.
    static Peer answering(int status, String phrase) throws IOException, TlsException {
        return answering(claim -> claim.answer(status, phrase).build());
    }

    /// One that wants a password of each request first.
    static Peer asking(DigestAlgorithm algorithm, String user, String password, Function<Claim, SipResponse> answer)
            throws IOException, TlsException {
        DigestPolicy usual = DigestPolicy.DEFAULT;
        DigestVerifier verifier = new DigestVerifier(
                new NonceFactory(new byte[32], NonceFactory.DEFAULT_LIFETIME, Clock.system(), new SecureRandom()),
                new NonceCounts(100),
                new DigestPolicy(List.of(algorithm), List.of(Qop.AUTH), usual.uris(), usual.counts()));
        DigestUser known = new DigestUser(user, "here", DigestSecret.ofPassword(password));
        return answering(claim -> {
            SipRequest request = claim.request();
            Credentials proof = request.first(Headers.AUTHORIZATION);
            DigestRequest digest = new DigestRequest(request.method().name(), request.uriText(), request.body());
            if (proof != null && verifier.verify(proof, digest, known, "") == DigestVerdict.VALID) {
                return answer.apply(claim);
            }
            SipResponse.Builder challenge = claim.answer(401, "Unauthorized");
            verifier.challenges("here", "", false).forEach(one -> challenge.append(Headers.WWW_AUTHENTICATE, one));
            return challenge.build();
        });
    }

    /// What came, in order.
    Queue<SipRequest> requests() {
        return requests;
    }

    /// Its URI for a transport.
    String uri(String user, Transport transport) {
        for (Listener socket : element.listeners()) {
            if (socket.settings().transport() == transport) {
                String way = transport == Transport.UDP ? "" : ";transport=" + transport.token();
                return "sip:" + user + "@127.0.0.1:" + socket.local().getPort() + way;
            }
        }
        throw new AssertionError(transport);
    }

    /// Its URI for UDP.
    String uri(String user) {
        return uri(user, Transport.UDP);
    }

    @Override
    public void close() {
        element.close();
    }
}
