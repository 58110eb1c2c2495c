package io.sidetone.modules.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestClient;
import io.sidetone.sip.digest.DigestRequest;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.DigestUser;
import io.sidetone.sip.digest.Qop;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import java.util.List;

/// A phone that answers challenges, for tests.
public final class Phone {

    /// What requests are for where nothing else is said.
    public static final String URI = "sip:example.org";

    private final ScriptTest test;
    private final ScriptedPeer peer;
    private int sequence;

    /// A phone at an address of its own.
    public Phone(ScriptTest test) {
        this(test, test.peer());
    }

    /// A phone behind the address of another.
    public Phone(ScriptTest test, ScriptedPeer peer) {
        this.test = test;
        this.peer = peer;
    }

    ScriptedPeer peer() {
        return peer;
    }

    /// Sends a request and gives the final response to it.
    public SipResponse send(String method, String... lines) {
        sequence++;
        String[] all = new String[lines.length + 3];
        System.arraycopy(lines, 0, all, 0, lines.length);
        all[lines.length] = "uri " + URI;
        all[lines.length + 1] = "CSeq: " + sequence + " " + method;
        all[lines.length + 2] = "To: <sip:alice@example.org>";
        peer.send(test.request(peer, method, all), test.address());
        return (SipResponse) peer.expect(SipResponse.class::isInstance, ScriptedPeer.LIMIT);
    }

    /// What a REGISTER is challenged with.
    public List<Challenge> challenges() {
        SipResponse response = send("REGISTER");
        assertThat(response.statusCode()).isEqualTo(401);
        return response.all(Headers.WWW_AUTHENTICATE);
    }

    /// The answer to the challenge of an algorithm.
    public static Credentials answer(
            List<Challenge> challenges, DigestAlgorithm algorithm, String name, String password, int nc) {
        Challenge challenge = challenges.stream()
                .filter(one -> algorithm.text().equals(one.algorithm()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(algorithm + " was not offered: " + challenges));
        return answer(challenge, "REGISTER", name, password, nc);
    }

    /// The answer to a challenge.
    public static Credentials answer(Challenge challenge, String method, String name, String password, int nc) {
        String realm = challenge.realm();
        DigestUser user = new DigestUser(name, realm == null ? "" : realm, DigestSecret.ofPassword(password));
        return DigestClient.answer(challenge, user, new DigestRequest(method, URI), Qop.AUTH, "c" + nc, nc);
    }

    /// Sends a REGISTER with credentials.
    public SipResponse register(Credentials credentials) {
        return send("REGISTER", "Authorization: " + credentials.text());
    }

    /// The return code of the script's check for a REGISTER with credentials: 200 or what the script says.
    public int code(Credentials credentials) {
        return code(register(credentials));
    }

    /// The return code that a response shows.
    public static int code(SipResponse response) {
        var field = response.field("X-Code");
        if (field == null) {
            throw new AssertionError("no code: " + response);
        }
        return Integer.parseInt(field.value());
    }

    /// Is challenged and answers with SHA-256.
    public int code(String name, String password) {
        return code(answer(challenges(), DigestAlgorithm.SHA_256, name, password, 1));
    }
}
