package io.sidetone.modules.auth;

import io.sidetone.script.source.Dialect;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.base.Counters;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestPolicy;
import io.sidetone.sip.digest.DigestPolicy.CountRule;
import io.sidetone.sip.digest.DigestPolicy.UriRule;
import io.sidetone.sip.digest.DigestRequest;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.DigestUser;
import io.sidetone.sip.digest.DigestVerdict;
import io.sidetone.sip.digest.DigestVerifier;
import io.sidetone.sip.digest.NonceCounts;
import io.sidetone.sip.digest.NonceFactory;
import io.sidetone.sip.digest.Qop;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Asks who is calling, and checks the answer. Knows no users: who does calls [#begin], finds the secret, and
/// calls [#verify] and [#conclude], or [#unknown]. Thread-safe; never waits.
///
/// Nothing that goes back to the caller tells an unknown user from a wrong password, and the same work is done
/// for both. Nonces are looked at before users are: who was not challenged here costs no look into a database,
/// and is told `stale` whoever he names.
@Rfc(number = 3261, section = "22")
public final class Authenticator {

    /// The credentials are right.
    public static final int AUTHORIZED = 1;
    /// There is no such user.
    public static final int INVALID_USER = -1;
    /// The password is wrong.
    public static final int INVALID_PASSWORD = -2;
    /// The nonce is too old, not ours, or was used before.
    public static final int STALE_NONCE = -3;
    /// The request has no credentials for the realm.
    public static final int NO_CREDENTIALS = -4;
    /// The credentials cannot be read, or something else went wrong.
    public static final int ERROR = -5;
    /// Too many have failed: these were not looked at.
    public static final int THROTTLED = -6;

    /// What is counted.
    enum Count {
        CHALLENGED("challenges", "Challenges that were sent."),
        AUTHORIZED("authorized", "Requests whose credentials were right."),
        WRONG_PASSWORD("wrong_passwords", "Requests with a wrong password."),
        UNKNOWN_USER("unknown_users", "Requests in the name of nobody."),
        STALE("stale_nonces", "Requests with a nonce that was too old, not ours, or used before."),
        UNUSABLE("unusable_credentials", "Requests with credentials that cannot be read, or answer no offer of ours."),
        THROTTLED("throttled", "Requests that were not looked at, since too many before had failed.");

        private final String title;
        private final String description;

        Count(String title, String description) {
            this.title = title;
            this.description = description;
        }

        String title() {
            return title;
        }

        String description() {
            return description;
        }
    }

    private static final String STALE_NOTE = "auth.stale";

    /// Longer ones are nobody's: databases have room for 64 characters.
    private static final int LONGEST_NAME = 255;

    private static final int SECRET_OCTETS = 32;

    private final AuthSettings settings;
    private final DigestVerifier verifier;
    private final Offers offers;
    private final @Nullable FailureBrake brake;
    private final BiConsumer<InetAddress, List<FailureBrake.Refusal>> refusals;
    private final DigestSecret storedDecoy;
    private final DigestSecret plainDecoy;
    private final Counters<Count> counters = new Counters<>(Count.class);
    private final List<Supplier<Set<DigestAlgorithm>>> sources = new CopyOnWriteArrayList<>();

    /// @param random a `SecureRandom`, but for tests
    /// @param refusals is told what the brake refuses from now on, if anything, and who has brought it about
    Authenticator(
            AuthSettings settings,
            Clock clock,
            RandomGenerator random,
            BiConsumer<InetAddress, List<FailureBrake.Refusal>> refusals) {
        this.settings = settings;
        this.refusals = refusals;
        byte[] key = Arrays.copyOf(
                Text.encode(settings.secret()),
                Math.max(SECRET_OCTETS, settings.secret().length()));
        if (settings.secret().isEmpty()) {
            random.nextBytes(key);
        }
        NonceFactory nonces = new NonceFactory(key, settings.nonceLifetime(), clock, random);
        NonceCounts counts = new NonceCounts(NonceCounts.DEFAULT_LIMIT);
        verifier = new DigestVerifier(
                nonces,
                counts,
                new DigestPolicy(
                        List.of(DigestAlgorithm.values()),
                        List.of(Qop.AUTH, Qop.AUTH_INT),
                        UriRule.ANY,
                        settings.counted() ? CountRule.ONCE : CountRule.IGNORED));
        offers = new Offers(nonces, counts);
        FailureBrake.Limits limits = settings.brake();
        brake = limits == null ? null : new FailureBrake(limits, clock);
        byte[] nobody = new byte[SECRET_OCTETS];
        random.nextBytes(nobody);
        String hex = HexFormat.of().formatHex(nobody);
        storedDecoy = DigestSecret.ofHa1(DigestAlgorithm.MD5, hex.substring(SECRET_OCTETS))
                .withHa1(DigestAlgorithm.SHA_256, hex)
                .withHa1(DigestAlgorithm.SHA_512_256, hex);
        plainDecoy = DigestSecret.ofPassword(hex);
    }

    Counters<Count> counters() {
        return counters;
    }

    /// The brake; null if it is off.
    @Nullable
    FailureBrake brake() {
        return brake;
    }

    /// Says what some users' secrets can be checked with: where a script names no algorithms, only those are
    /// offered that serve all.
    ///
    /// @param verifiable is asked for each challenge
    public void addSource(Supplier<Set<DigestAlgorithm>> verifiable) {
        sources.add(verifiable);
    }

    // ---- Checking

    /// The code that a script is told: Kamailio's scripts know other numbers.
    ///
    /// @param code one of the constants, or another one, which stays as it is
    public static int told(RoutingContext context, int code) {
        if (context.dialect() != Dialect.KAMAILIO) {
            return code;
        }
        return switch (code) {
            case INVALID_USER -> -3;
            case STALE_NONCE -> -4;
            case NO_CREDENTIALS -> -5;
            case ERROR, THROTTLED -> -1;
            default -> code;
        };
    }

    /// Says what can be said without knowing users. Its codes are as scripts are told them.
    ///
    /// @param realm empty for the domain of To in a REGISTER, of From in other requests
    /// @param against what the credentials will be checked against: the same ones are right again in one script
    public Attempt begin(RoutingContext context, Side side, String realm, String against) {
        Method method = context.request().method();
        if (method.equals(Method.ACK) || method.equals(Method.CANCEL)) {
            // §22.1: they cannot be challenged, so they are let through.
            return new Attempt.Decided(AUTHORIZED);
        }
        SipRequest request = (SipRequest) context.received();
        String wanted = realm(request, side, realm);
        if (wanted == null) {
            return decided(context, ERROR, Count.UNUSABLE);
        }
        Credentials credentials = find(request, side, wanted);
        if (credentials == null) {
            return hasUnreadable(request, side)
                    ? decided(context, ERROR, Count.UNUSABLE)
                    : new Attempt.Decided(told(context, NO_CREDENTIALS));
        }
        if (Authorized.of(context).contains(new Authorized(side, credentials, against))) {
            return new Attempt.Decided(AUTHORIZED);
        }
        return begin(context, request, credentials, against);
    }

    private Attempt begin(RoutingContext context, SipRequest request, Credentials credentials, String against) {
        String name = credentials.username();
        DigestAlgorithm algorithm = DigestAlgorithm.of(credentials.algorithm());
        String nonce = credentials.nonce();
        String realm = credentials.realm();
        String qop = credentials.qop();
        boolean whole = qop != null && Qop.of(qop) == Qop.AUTH_INT;
        DigestRequest covered = whole
                ? new DigestRequest(request.method().name(), request.uriText(), request.body())
                : new DigestRequest(request.method().name(), request.uriText());
        if (name == null
                || name.isEmpty()
                || name.length() > LONGEST_NAME
                || nonce == null
                || realm == null
                || algorithm == null
                || credentials.userhash()
                || verifier.check(credentials, covered, realm) != DigestVerdict.VALID) {
            return decided(context, ERROR, Count.UNUSABLE);
        }
        Flow flow = context.flow();
        InetAddress source = flow == null ? null : flow.remote().getAddress();
        if (brake != null && source != null && brake.refuses(name + "@" + realm, source)) {
            return decided(context, THROTTLED, Count.THROTTLED);
        }
        String binding = offers.bindingOf(nonce, algorithm);
        if (binding == null || (settings.oneTime() && credentials.nonceCount() > 1)) {
            return decided(context, STALE_NONCE, Count.STALE);
        }
        return new Attempt.Open(credentials, algorithm, covered, binding, against, source);
    }

    private Attempt decided(RoutingContext context, int code, Count count) {
        counters.count(count);
        context.note(STALE_NOTE, code == STALE_NONCE);
        return new Attempt.Decided(told(context, code));
    }

    /// Whether the proof is right; a right one has used its count of the nonce up.
    public DigestVerdict verify(Attempt.Open attempt, DigestSecret secret) {
        DigestUser user = new DigestUser(attempt.username(), attempt.realm(), secret);
        return verifier.verify(attempt.credentials(), attempt.request(), user, attempt.binding());
    }

    /// What the function of the script returns for a verdict. Counts, and keeps what was right.
    public int conclude(RoutingContext context, Side side, Attempt.Open attempt, DigestVerdict verdict) {
        return switch (verdict) {
            case VALID -> {
                counters.count(Count.AUTHORIZED);
                if (brake != null && attempt.source() != null) {
                    brake.succeeded(attempt.username() + "@" + attempt.realm(), attempt.source());
                }
                RoutedTransaction transaction = context.transaction();
                new Authorized(side, attempt.credentials(), attempt.against())
                        .keep(transaction, Authorized.of(context));
                yield AUTHORIZED;
            }
            case STALE, NONCE_REUSED -> {
                counters.count(Count.STALE);
                context.note(STALE_NOTE, true);
                yield told(context, STALE_NONCE);
            }
            case WRONG_RESPONSE -> failed(context, attempt, INVALID_PASSWORD, Count.WRONG_PASSWORD);
            case MALFORMED, UNKNOWN_ALGORITHM, WRONG_QOP, WRONG_REALM, WRONG_URI -> {
                counters.count(Count.UNUSABLE);
                context.note(STALE_NOTE, false);
                yield told(context, ERROR);
            }
        };
    }

    /// What the function of the script returns where there is no such user. As much is computed as for a wrong
    /// password.
    ///
    /// @param plain whether users' secrets are passwords, and not hashes of them
    public int unknown(RoutingContext context, Attempt.Open attempt, boolean plain) {
        verify(attempt, plain ? plainDecoy : storedDecoy);
        return failed(context, attempt, INVALID_USER, Count.UNKNOWN_USER);
    }

    private int failed(RoutingContext context, Attempt.Open attempt, int code, Count count) {
        counters.count(count);
        context.note(STALE_NOTE, false);
        if (brake != null && attempt.source() != null) {
            refusals.accept(
                    attempt.source(), brake.failed(attempt.username() + "@" + attempt.realm(), attempt.source()));
        }
        return told(context, code);
    }

    /// Whether a request has credentials for a realm.
    ///
    /// @param realm empty for any
    static boolean hasCredentials(RoutingContext context, String realm) {
        for (Side side : Side.values()) {
            for (Credentials credentials : context.received().all(side.credentials())) {
                if (realm.isEmpty() || isFor(credentials, realm)) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable Credentials find(SipRequest request, Side side, String realm) {
        Credentials first = null;
        for (Credentials credentials : request.all(side.credentials())) {
            if (credentials.isDigest() && isFor(credentials, realm)) {
                DigestAlgorithm algorithm = DigestAlgorithm.of(credentials.algorithm());
                if (algorithm != null && offers.include(algorithm)) {
                    return credentials;
                }
                first = first == null ? credentials : first;
            }
        }
        return first;
    }

    private static boolean isFor(Credentials credentials, String realm) {
        String given = credentials.realm();
        return given != null && Text.equalsIgnoreCase(given, realm);
    }

    private static boolean hasUnreadable(SipRequest request, Side side) {
        HeaderName name = HeaderName.of(side.credentials().name());
        for (HeaderField field : request.fields()) {
            if (field.known() == name && field.error(side.credentials()) != null) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String realm(SipRequest request, Side side, String given) {
        if (!given.isEmpty()) {
            return given;
        }
        NameAddress address =
                side == Side.WWW && request.method().equals(Method.REGISTER) ? request.to() : request.from();
        if (address == null || !(address.uri() instanceof SipUri uri)) {
            return null;
        }
        String host = Text.lower(uri.host().text());
        String prefix = settings.realmPrefix();
        return !prefix.isEmpty() && host.startsWith(prefix) ? host.substring(prefix.length()) : host;
    }

    // ---- Asking

    /// Answers with a challenge for each algorithm.
    ///
    /// @param realm as for [#begin]
    /// @param qops the qualities of protection, at least one
    /// @param algorithms what is offered; empty for what is usual
    /// @return 0, which ends the script, in Kamailio's scripts 1; -1 if it could not be sent
    @Rfc(number = 8760, section = "2.3")
    int challenge(RoutingContext context, Side side, String realm, List<Qop> qops, List<DigestAlgorithm> algorithms) {
        int done = context.dialect() == Dialect.KAMAILIO ? 1 : 0;
        List<Challenge> challenges = challenges(context, side, realm, qops, algorithms);
        if (challenges.isEmpty()) {
            return context.reply(400, "Bad Request") ? done : -1;
        }
        SipResponse.Builder answer = context.answer(side.statusCode(), side.phrase());
        challenges.forEach(challenge -> answer.append(side.challenges(), challenge));
        counters.count(Count.CHALLENGED);
        return context.transaction().reply(answer.build()) ? done : -1;
    }

    /// What a request is challenged with.
    ///
    /// @return none if there is no realm
    List<Challenge> challenges(
            RoutingContext context, Side side, String realm, List<Qop> qops, List<DigestAlgorithm> algorithms) {
        String wanted = realm((SipRequest) context.received(), side, realm);
        boolean stale = Boolean.TRUE.equals(context.note(STALE_NOTE));
        return wanted == null
                ? List.of()
                : offers.challenges(wanted, algorithms.isEmpty() ? usual() : algorithms, qops, stale);
    }

    /// What is offered where nothing is said: what was set, else what all sources can check, the strongest first.
    List<DigestAlgorithm> usual() {
        if (!settings.algorithms().isEmpty()) {
            return settings.algorithms();
        }
        List<DigestAlgorithm> all = new ArrayList<>(AuthSettings.STRONGEST_FIRST);
        sources.forEach(source -> all.retainAll(source.get()));
        return all.isEmpty() ? List.of(DigestAlgorithm.MD5) : all;
    }

    /// Takes the credentials that were found right out of the request.
    ///
    /// @return 1; -1 if there are none
    static int consume(RoutingContext context) {
        List<Authorized> all = Authorized.of(context);
        if (all.isEmpty()) {
            return -1;
        }
        SipRequest.Builder edit = context.request().edit();
        for (Authorized one : all) {
            edit.removeIf(field -> field.isNamed(one.side().credentials().name())
                    && one.credentials().equals(field.first(one.side().credentials())));
        }
        context.message(edit.build());
        return 1;
    }
}
