package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.digest.DigestClient;
import io.sidetone.sip.digest.DigestRequest;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.DigestSession;
import io.sidetone.sip.digest.DigestUser;
import io.sidetone.sip.digest.Qop;
import io.sidetone.sip.header.AuthenticationInfo;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// By which names and secrets a user agent proves who it is, and what it was asked for lately: who has asked once
/// is answered beforehand. Thread-safe. Never shows a secret in text.
@Rfc(number = 3261, section = "22")
public final class CredentialStore {

    /// How many challenges are remembered; the one that was not met for longest gives way.
    public static final int MAX_SESSIONS = 1000;

    /// How often one server may ask about one request: with the nonce that was kept, and two that grew stale.
    private static final int MAX_ANSWERS = 3;

    /// Who asks, the server itself or a proxy, and by which fields.
    private record Asker(
            HeaderType<Challenge> question, HeaderType<Credentials> answer, HeaderType<AuthenticationInfo> info) {}

    private static final List<Asker> ASKERS = List.of(
            new Asker(Headers.WWW_AUTHENTICATE, Headers.AUTHORIZATION, Headers.AUTHENTICATION_INFO),
            new Asker(Headers.PROXY_AUTHENTICATE, Headers.PROXY_AUTHORIZATION, Headers.PROXY_AUTHENTICATION_INFO));

    private record Scope(String hop, Asker asker, String realm) {}

    private record Entry(DigestUser user, DigestSession session) {}

    /// How often each realm was answered for one request. Confined to the lock of the request.
    static final class Tries {
        private final Map<String, Integer> answered = new HashMap<>();

        private boolean mayAnswer(Asker asker, Challenge challenge) {
            int before = answered.merge(asker.answer.name() + " " + challenge.realm(), 1, Integer::sum);
            return before == 1 || (challenge.stale() && before <= MAX_ANSWERS);
        }
    }

    private final RandomGenerator random;
    private final Map<String, DigestUser> users = new HashMap<>();
    private final Map<Scope, Entry> sessions = new LinkedHashMap<>();
    private @Nullable String anyName;
    private @Nullable DigestSecret anySecret;

    /// @param random where client nonces come from: a `SecureRandom`, but for tests
    public CredentialStore(RandomGenerator random) {
        this.random = random;
    }

    /// Sets name and secret for a realm.
    public synchronized CredentialStore put(String realm, String username, DigestSecret secret) {
        users.put(realm, new DigestUser(username, realm, secret));
        sessions.keySet().removeIf(scope -> scope.realm.equals(realm));
        return this;
    }

    /// Sets name and secret for all realms that have none of their own. Then whoever is on the way may ask for a
    /// proof, and learns the name.
    public synchronized CredentialStore putForAll(String username, DigestSecret secret) {
        anyName = username;
        anySecret = secret;
        sessions.clear();
        return this;
    }

    private @Nullable DigestUser user(String realm) {
        DigestUser known = users.get(realm);
        String name = anyName;
        DigestSecret secret = anySecret;
        return known != null || name == null || secret == null ? known : new DigestUser(name, realm, secret);
    }

    /// Puts in what was asked for on this way before.
    ///
    /// @param hop where the request goes first
    @Rfc(number = 3261, section = "22.3")
    synchronized SipRequest prepare(SipRequest request, String hop) {
        SipRequest.Builder edit = null;
        for (Map.Entry<Scope, Entry> known : sessions.entrySet()) {
            if (known.getKey().hop.equals(hop)) {
                edit = edit == null ? request.edit() : edit;
                DigestRequest digest = new DigestRequest(request.method().name(), request.uriText(), request.body());
                edit.append(
                        known.getKey().asker.answer, known.getValue().session.answer(digest));
            }
        }
        return edit == null ? request : edit.build();
    }

    /// Takes the challenges of a 401 or 407.
    ///
    /// @return whether [#prepare] can answer all of them now, so that it is worth asking again
    @Rfc(number = 3261, section = "22.2")
    @Rfc(number = 8760, section = "2.4")
    synchronized boolean challenged(SipResponse response, String hop, Tries tries) {
        boolean answerable = false;
        for (Asker asker : ASKERS) {
            List<Challenge> challenges = response.all(asker.question);
            for (String realm : DigestClient.realms(challenges)) {
                DigestUser user = user(realm);
                Challenge challenge = user == null ? null : DigestClient.choose(challenges, realm, user.secret());
                if (user == null || challenge == null || !tries.mayAnswer(asker, challenge)) {
                    sessions.remove(new Scope(hop, asker, realm));
                    return false;
                }
                remember(new Scope(hop, asker, realm), user, challenge);
                answerable = true;
            }
        }
        return answerable;
    }

    private void remember(Scope scope, DigestUser user, Challenge challenge) {
        Entry known = sessions.remove(scope);
        if (known == null) {
            if (sessions.size() >= MAX_SESSIONS) {
                Iterator<Scope> oldest = sessions.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            known = new Entry(user, new DigestSession(challenge, user, Qop.AUTH, random));
        } else {
            known.session.challenged(challenge);
        }
        sessions.put(scope, known);
    }

    /// Takes the next nonce from a response that its server has proven to be its own.
    ///
    /// @param sent the request with its credentials
    @Rfc(number = 7616, section = "3.5")
    synchronized void accepted(SipRequest sent, SipResponse response, String hop) {
        for (Asker asker : ASKERS) {
            AuthenticationInfo info = response.first(asker.info);
            List<Credentials> proofs = info == null ? List.of() : new ArrayList<>(sent.all(asker.answer));
            for (Credentials proof : proofs) {
                Entry entry = sessions.get(new Scope(hop, asker, String.valueOf(proof.realm())));
                if (info != null && entry != null && DigestClient.isProven(info, proof, entry.user, response.body())) {
                    entry.session.accepted(info);
                }
            }
        }
    }

    @Override
    public synchronized String toString() {
        return "CredentialStore[" + users.size() + " realms]";
    }
}
