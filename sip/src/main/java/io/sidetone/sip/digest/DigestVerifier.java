package io.sidetone.sip.digest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.AuthenticationInfo;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.Text;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A server's side of digest authentication: makes challenges, checks credentials, proves itself.
///
/// Knows no users. The caller picks the credentials of its realm, finds the user by their name (which is a hash
/// if [Credentials#userhash] holds, see [DigestAlgorithm#userhash]) and hands over the secret. Thread-safe.
@Rfc(number = 3261, section = "22.1")
@Rfc(number = 7616, section = "3.4")
public final class DigestVerifier {

    private static final List<String> REQUIRED = List.of("realm", "nonce", "uri", "response");

    private final NonceFactory nonces;
    private final NonceCounts counts;
    private final DigestPolicy policy;
    private final String qopOptions;

    /// @param counts may serve several verifiers, and has to if they share the nonces
    public DigestVerifier(NonceFactory nonces, NonceCounts counts, DigestPolicy policy) {
        this.nonces = nonces;
        this.counts = counts;
        this.policy = policy;
        StringJoiner names = new StringJoiner(",");
        policy.qops().forEach(qop -> names.add(qop.text()));
        this.qopOptions = names.toString();
    }

    /// One challenge per accepted algorithm, the preferred one on top, all with one new nonce.
    ///
    /// @param binding as for [NonceFactory#create]
    /// @param stale whether the request had a right proof with a nonce that does not count any more
    @Rfc(number = 8760, section = "2.3")
    public List<Challenge> challenges(String realm, String binding, boolean stale) {
        String nonce = nonces.create(binding);
        List<Challenge> challenges = new ArrayList<>(policy.algorithms().size());
        for (DigestAlgorithm algorithm : policy.algorithms()) {
            // RFC 3261 §22.4: a server always offers qop.
            challenges.add(Challenge.digest(realm, nonce, algorithm.text(), qopOptions, stale));
        }
        return List.copyOf(challenges);
    }

    /// What can be said without knowing the user: `VALID` so far, `MALFORMED`, `UNKNOWN_ALGORITHM`, `WRONG_QOP`,
    /// `WRONG_REALM` or `WRONG_URI`. Cheap, and saves looking for users in vain; [#verify] does it again.
    public DigestVerdict check(Credentials credentials, DigestRequest request, String realm) {
        String uri = credentials.uri();
        if (uri == null || defect(credentials) != null) {
            return DigestVerdict.MALFORMED;
        }
        if (!realm.equals(credentials.realm())) {
            return DigestVerdict.WRONG_REALM;
        }
        DigestAlgorithm algorithm = DigestAlgorithm.of(credentials.algorithm());
        if (algorithm == null || !policy.algorithms().contains(algorithm)) {
            return DigestVerdict.UNKNOWN_ALGORITHM;
        }
        String name = credentials.qop();
        // RFC 3261 §22.4: clients may leave qop out as in RFC 2069; what they send is worth as much as auth.
        Qop qop = name == null ? Qop.AUTH : Qop.of(name);
        if (qop == null || !policy.qops().contains(qop)) {
            return DigestVerdict.WRONG_QOP;
        }
        return policy.uris().accepts(uri, request.uri()) ? DigestVerdict.VALID : DigestVerdict.WRONG_URI;
    }

    /// Checks everything.
    ///
    /// Not for ACK and CANCEL, which can not be challenged and repeat the credentials of their INVITE
    /// (RFC 3261 §22.1). A request that comes by a second time, such as a spiral, is a replay.
    ///
    /// @param user the user whom the credentials name, in the realm they have to be for
    /// @param binding what the challenge's nonce was bound to
    @Rfc(number = 7616, section = "3.3")
    public DigestVerdict verify(Credentials credentials, DigestRequest request, DigestUser user, String binding) {
        DigestVerdict verdict = check(credentials, request, user.realm());
        if (verdict != DigestVerdict.VALID) {
            return verdict;
        }
        DigestAlgorithm algorithm = DigestAlgorithm.of(credentials.algorithm());
        if (algorithm == null || !user.secret().serves(algorithm)) {
            return DigestVerdict.UNKNOWN_ALGORITHM;
        }
        byte[] expected = ResponseDigest.compute(algorithm, credentials, user, request.method(), request.body());
        String nonce = credentials.nonce();
        String response = credentials.response();
        if (expected == null || nonce == null || response == null) {
            return DigestVerdict.MALFORMED;
        }
        // §3.3: the digits are lower case; those who write upper case mean the same number.
        if (!MessageDigest.isEqual(expected, Text.encode(Text.lower(response)))
                || !names(credentials, user, algorithm)) {
            return DigestVerdict.WRONG_RESPONSE;
        }
        long issuedAt = nonces.issuedAt(nonce, binding);
        if (issuedAt == NonceFactory.NOT_OURS || !nonces.isFresh(issuedAt)) {
            // §3.3: stale only for who has just proven to know the secret.
            return DigestVerdict.STALE;
        }
        if (policy.counts() == DigestPolicy.CountRule.IGNORED) {
            return DigestVerdict.VALID;
        }
        // Without qop there is no count: then a nonce is good for one request.
        long count = credentials.qop() == null ? 1 : credentials.nonceCount();
        return counts.accept(nonce, count, issuedAt, nonces.newestExpired())
                ? DigestVerdict.VALID
                : DigestVerdict.NONCE_REUSED;
    }

    private static boolean names(Credentials credentials, DigestUser user, DigestAlgorithm algorithm) {
        String expected = credentials.userhash() ? algorithm.userhash(user.username(), user.realm()) : user.username();
        return expected.equals(credentials.username());
    }

    /// What is wrong with the form of credentials, in a few words for a log; null if nothing is.
    @Rfc(number = 7616, section = "3.4")
    public static @Nullable String defect(Credentials credentials) {
        if (!credentials.isDigest()) {
            return "scheme is not Digest";
        }
        Parameters parameters = credentials.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            // Which of the two is meant could be read in two ways.
            if (parameters.indexOf(parameters.name(i)) != i) {
                return "parameter stands twice";
            }
        }
        if (credentials.username() == null) {
            return "no username";
        }
        if (credentials.userhash() && parameters.contains("username*")) {
            // §3.4: a hash needs no other alphabet.
            return "userhash with username*";
        }
        for (String name : REQUIRED) {
            if (parameters.raw(name) == null) {
                return "no " + name;
            }
        }
        return qopDefect(credentials);
    }

    private static @Nullable String qopDefect(Credentials credentials) {
        if (credentials.parameters().raw("qop") == null) {
            DigestAlgorithm algorithm = DigestAlgorithm.of(credentials.algorithm());
            // RFC 3261 §22.4: session algorithms need cnonce, and cnonce needs qop.
            return algorithm != null && algorithm.isSession() ? "no qop" : null;
        }
        if (credentials.parameters().raw("cnonce") == null) {
            return "no cnonce";
        }
        return credentials.nonceCount() < 1 ? "no nc" : null;
    }

    /// The server's proof for the response to a request whose credentials were valid; empty if the client used no
    /// qop. The caller may add a `nextnonce`, though not for session algorithms.
    ///
    /// @param accepted the credentials of the request
    /// @param body the body of the response
    @Rfc(number = 7616, section = "3.5")
    public static AuthenticationInfo prove(Credentials accepted, DigestUser user, byte[] body) {
        DigestAlgorithm algorithm = DigestAlgorithm.of(accepted.algorithm());
        String qop = accepted.qop();
        String cnonce = accepted.cnonce();
        String nc = accepted.nc();
        if (algorithm == null || qop == null || cnonce == null || nc == null) {
            return AuthenticationInfo.NONE;
        }
        // §3.5: as for a request, but with an empty method and over the body of the response.
        byte[] rspauth = ResponseDigest.compute(algorithm, accepted, user, "", body);
        return rspauth == null
                ? AuthenticationInfo.NONE
                : AuthenticationInfo.NONE
                        .with("qop", qop)
                        .with("rspauth", new String(rspauth, ISO_8859_1))
                        .with("cnonce", cnonce)
                        .with("nc", nc);
    }
}
