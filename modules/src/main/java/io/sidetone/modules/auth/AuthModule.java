package io.sidetone.modules.auth;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.run.Output;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import io.sidetone.server.command.Command;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleEvent;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.NonceFactory;
import io.sidetone.sip.digest.Qop;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

// LONG: what scripts set and call for digests stands in one place.
/// Module `auth`.
public final class AuthModule implements Module, Startable {

    private static final Logger LOG = System.getLogger(AuthModule.class.getName());

    private static final String ALGORITHMS = "auth.algorithms";

    private final Parameters parameters = new Parameters();
    private @Nullable ModuleEvent throttled;
    private volatile @Nullable Authenticator authenticator;
    private volatile Function<RoutingContext, @Nullable Object> username = _ -> null;
    private volatile Function<RoutingContext, @Nullable Object> password = _ -> null;
    private volatile Function<RoutingContext, @Nullable Object> rpid = _ -> null;

    /// Confined to the thread that defines the module, and from then on only read.
    @SuppressWarnings("NullAway.Init")
    private static final class Parameters {
        private ModuleParameter<String> secret;
        private ModuleParameter<Long> nonceExpire;
        private ModuleParameter<Boolean> disableNonceCheck;
        private ModuleParameter<Boolean> oneTimeNonce;
        private ModuleParameter<String> realmPrefix;
        private ModuleParameter<String> algorithms;
        private ModuleParameter<String> qop;
        private ModuleParameter<String> rpidPrefix;
        private ModuleParameter<String> rpidSuffix;
        private ModuleParameter<String> rpidAvp;
        private ModuleParameter<String> usernameSpec;
        private ModuleParameter<String> passwordSpec;
        private ModuleParameter<Boolean> calculateHa1;
        private ModuleParameter<Boolean> throttle;
        private ModuleParameter<Long> throttlePair;
        private ModuleParameter<Long> throttleUser;
        private ModuleParameter<Long> throttleAddress;
        private ModuleParameter<Long> throttleSeconds;
        private ModuleParameter<Long> throttleEntries;
    }

    /// Not yet started.
    public AuthModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("auth", "Asks who is calling, by digest authentication, and slows down who guesses passwords.");
        defineNonces(module);
        defineScriptSecrets(module);
        defineThrottle(module);
        defineChallenges(module);
        defineChecks(module);
        defineRemotePartyId(module);
        CredentialVariables.define(module);
        defineStatistics(module);
        module.provides(Authenticator.class, this::authenticator);
    }

    private void defineNonces(ModuleBuilder module) {
        parameters.secret = module.text(
                "secret",
                "",
                "What nonces are sealed with, at least 16 characters. Servers with the same secret accept each other's "
                        + "nonces. If it is empty, a random one is made at each start.");
        parameters.nonceExpire = module.integer(
                        "nonce_expire", 30, "For how many seconds a nonce may be used; then the challenge says stale.")
                .between(1, 86_400);
        parameters.disableNonceCheck = module.flag(
                "disable_nonce_check",
                false,
                "Accept the same count of a nonce again. Only for servers that share a secret and get the requests of "
                        + "one client by turns: whoever has seen credentials can use them.");
        parameters.oneTimeNonce = module.flag(
                "one_time_nonce", false, "Accept a nonce for one request only, even if the client counts its uses.");
        parameters.realmPrefix = module.text(
                "realm_prefix",
                "",
                "What is taken off the front of a realm that is made of From or To, such as 'sip.'.");
        parameters.qop = module.text(
                "qop", "auth", "What challenges offer where the script does not say it: auth, auth-int, or both.");
        String nonces = "nonces are sealed, counted and bound to what was offered";
        for (String name : List.of(
                "nonce_count",
                "nc_array_size",
                "nc_array_order",
                "otn_in_flight_no",
                "otn_in_flight_order",
                "nid_pool_no",
                "nonce_auth_max_drift",
                "auth_checks_register",
                "auth_checks_no_dlg",
                "auth_checks_in_dlg")) {
            module.ignored(name, Type.INTEGER, nonces);
        }
        module.ignored("protect_contacts", Type.INTEGER, "contacts are not part of a nonce");
        module.ignored(
                "force_stateless_reply", Type.INTEGER, "a challenge is sent as the request is: stateless or not");
        module.ignored("use_domain", Type.INTEGER, "a name in credentials may hold its domain or not");
        module.ignored("add_authinfo_hdr", Type.INTEGER, "answers carry no Authentication-Info");
        module.ignored("challenge_attr", Type.STRING, "`auth_get_www_authenticate` gives a challenge to the script");
        module.ignored("proxy_challenge_header", Type.STRING, "the field is the one that RFC 3261 names");
        module.ignored("www_challenge_header", Type.STRING, "the field is the one that RFC 3261 names");
        parameters.algorithms = module.text(
                        "auth_algorithms",
                        "",
                        "The algorithms that are offered where the script names none, such as 'SHA-256,MD5'. If it is "
                                + "empty, all of SHA-512-256, SHA-256 and MD5 that the stored secrets can be checked "
                                + "with. In Kamailio's scripts it is MD5 by itself.")
                .forKamailio("MD5")
                .or("algorithm");
    }

    private void defineScriptSecrets(ModuleBuilder module) {
        parameters.usernameSpec = module.text(
                "username_spec",
                "",
                "The variable with the name of the user, for pv_www_authorize and "
                        + "pv_proxy_authorize: $var(name) or $avp(name).");
        parameters.passwordSpec = module.text(
                "password_spec",
                "",
                "The variable with the password or hash of the user, for pv_www_authorize and "
                        + "pv_proxy_authorize: $var(name) or $avp(name).");
        parameters.calculateHa1 = module.flag(
                "calculate_ha1",
                false,
                "Whether password_spec holds a password; else it holds HA1, the hash of name, realm and password.");
    }

    private void defineThrottle(ModuleBuilder module) {
        parameters.throttle = module.flag(
                "throttle",
                true,
                "Refuse attempts for a while after too many failures; each further failure doubles the time. Who was "
                        + "let in from the same address within a day is held up by his own failures only.");
        parameters.throttlePair = module.integer(
                        "throttle_failures", 5, "Failures of one user at one address before attempts are refused.")
                .between(0, 1_000_000);
        parameters.throttleUser = module.integer(
                        "throttle_user_failures", 20, "Failures of one user anywhere before attempts are refused.")
                .between(0, 1_000_000);
        parameters.throttleAddress = module.integer(
                        "throttle_address_failures",
                        50,
                        "Failures at one address (IPv6: 64 bits of it) before attempts are refused.")
                .between(0, 1_000_000);
        parameters.throttleSeconds = module.integer(
                        "throttle_max", 300, "For how many seconds attempts are refused at the most.")
                .between(1, 86_400);
        parameters.throttleEntries = module.integer(
                        "throttle_entries",
                        65_536,
                        "How many users, addresses, and pairs of them are remembered, of each kind; about 150 octets "
                                + "each.")
                .between(16, 10_000_000);
        throttled = module.event(
                "E_AUTH_THROTTLED",
                "Attempts are refused from now on, since too many have failed.",
                "kind",
                "user",
                "ip",
                "failures",
                "seconds");
        module.command("throttled", "Lists whose attempts are refused now.", List.of(), _ -> throttledList());
        module.command(
                "unthrottle",
                "Forgets the failures of a user (name@realm), of an address, or all.",
                List.of(new Command.Parameter("who", true, "name@realm or an address; all if it is left out")),
                arguments -> {
                    FailureBrake brake = authenticator().brake();
                    return Map.of("forgotten", brake == null ? 0L : (long) brake.forget(arguments.textOrNull("who")));
                });
    }

    private List<Map<String, Object>> throttledList() {
        FailureBrake brake = authenticator().brake();
        List<Map<String, Object>> all = new ArrayList<>();
        for (FailureBrake.Refusal refusal : brake == null ? List.<FailureBrake.Refusal>of() : brake.refused()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kind", kind(refusal));
            one.put("user", refusal.user());
            one.put("ip", refusal.address());
            one.put("failures", (long) refusal.failures());
            one.put("seconds", seconds(refusal));
            all.add(one);
        }
        return all;
    }

    private static String kind(FailureBrake.Refusal refusal) {
        return switch (refusal.kind()) {
            case PAIR -> "user at address";
            case USER -> "user";
            case ADDRESS -> "address";
        };
    }

    private static long seconds(FailureBrake.Refusal refusal) {
        return Math.max(1, refusal.pause().toSeconds());
    }

    // LONG: one function of the script after the other.
    private void defineChallenges(ModuleBuilder module) {
        for (Side side : Side.values()) {
            String name = side == Side.WWW ? "www_challenge" : "proxy_challenge";
            module.function(
                            name,
                            "Answers with a challenge for each algorithm, " + side.statusCode()
                                    + ". It says stale after a check that returned -3.")
                    .in(ROUTE)
                    .returns(0, "the challenge was sent, and the script ends")
                    .returns(1, "to Kamailio's scripts: the challenge was sent")
                    .returns(-1, "it could not be sent: the request was answered before")
                    .example("if (!is_method(\"REGISTER\"))\n    " + name + "(\"example.org\", \"auth\");")
                    .with(Argument.text(
                            "realm",
                            "Empty for the domain of " + (side == Side.WWW ? "To in a REGISTER, else " : "")
                                    + "of From."))
                    .with(Argument.text(
                                    "qop",
                                    "auth, auth-int, or both with a comma; auth if it is left out. A sum of 1 for "
                                            + "auth and 2 for auth-int is known too.")
                            .optional())
                    .with(Argument.text(
                                    "algorithms",
                                    "What is offered, with commas; the strongest goes first. If it is left out, what "
                                            + "auth_algorithms says.")
                            .optional())
                    .does((context, realm, qop, algorithms) -> challenge(context, side, realm, qop, algorithms));
        }
        module.function("auth_challenge", "Does www_challenge for a REGISTER and proxy_challenge for all others.")
                .in(ROUTE)
                .returns(0, "the challenge was sent, and the script ends")
                .returns(1, "to Kamailio's scripts: the challenge was sent")
                .returns(-1, "it could not be sent: the request was answered before")
                .example("if (!has_credentials(\"example.org\"))\n    auth_challenge(\"example.org\");")
                .with(Argument.text("realm", "Empty for the domain of To in a REGISTER, else of From."))
                .with(Argument.text("flags", "As for www_challenge; auth is offered if it is left out.")
                        .optional())
                .with(Argument.text("algorithms", "As for www_challenge.").optional())
                .does((context, realm, flags, algorithms) ->
                        challenge(context, side(context), realm, flags, algorithms));
        module.function("auth_get_www_authenticate", "Puts what www_challenge would send into a variable.")
                .in(ROUTE)
                .returns(1, "it is there")
                .returns(-1, "there is no realm")
                .example("auth_get_www_authenticate(\"example.org\", \"1\", $var(challenge));")
                .with(Argument.text("realm", "Empty for the domain of To in a REGISTER, else of From."))
                .with(Argument.text("flags", "As for www_challenge."))
                .with(Argument.output("challenge", "Gets the header field, or several with line ends between."))
                .does(this::describe);
        module.function("auth_algorithm", "Says which algorithms the challenges to this request offer.")
                .in(ROUTE)
                .returns(1, "done")
                .returns(-1, "they are not known")
                .example("auth_algorithm(\"SHA-256\");")
                .with(Argument.text("algorithm", "One of `MD5`, `SHA-256`, `SHA-512-256`, or several with commas."))
                .does((context, names) -> {
                    if (AuthSettings.algorithms(names) == null) {
                        return -1;
                    }
                    context.note(ALGORITHMS, names);
                    return 1;
                });
        module.function("consume_credentials", "Takes the credentials that were found right out of the request.")
                .in(ROUTE)
                .edits()
                .returns(1, "they are gone")
                .returns(-1, "there are none")
                .example("consume_credentials();")
                .does(Authenticator::consume);
        module.function("has_credentials", "Whether the request has credentials for a realm, right or wrong.")
                .in(ROUTE)
                .returns(1, "it has")
                .returns(-1, "it has not")
                .example("if (has_credentials(\"example.org\"))\n    log(\"they say who they are\");")
                .with(Argument.text("realm", "Empty for any."))
                .does((context, realm) -> Authenticator.hasCredentials(context, realm) ? 1 : -1);
    }

    /// As what a request is asked, where the function does not say it.
    private static Side side(RoutingContext context) {
        return context.request().method().equals(Method.REGISTER) ? Side.WWW : Side.PROXY;
    }

    private int challenge(
            RoutingContext context, Side side, String realm, @Nullable String qop, @Nullable String algorithms) {
        List<DigestAlgorithm> named = algorithms(context, algorithms);
        return named == null ? -1 : authenticator().challenge(context, side, realm, qops(qop), named);
    }

    private int describe(RoutingContext context, String realm, String flags, Output output) {
        List<DigestAlgorithm> named = algorithms(context, null);
        List<Challenge> all =
                authenticator().challenges(context, Side.WWW, realm, qops(flags), named == null ? List.of() : named);
        if (all.isEmpty()) {
            return -1;
        }
        output.set(all.stream()
                .map(challenge -> Headers.WWW_AUTHENTICATE.name() + ": " + challenge)
                .collect(Collectors.joining("\r\n", "", "\r\n")));
        return 1;
    }

    private static @Nullable List<DigestAlgorithm> algorithms(RoutingContext context, @Nullable String named) {
        String said = context.note(ALGORITHMS) instanceof String before ? before : "";
        return AuthSettings.algorithms(named == null ? said : named);
    }

    /// Names with commas between, or the sum of numbers that older scripts have.
    private List<Qop> qops(@Nullable String text) {
        List<Qop> qops = new ArrayList<>();
        Long bits = text == null ? null : Values.integer(text.strip());
        String names = text;
        if (bits != null) {
            names = ((bits & 1) != 0 ? "auth," : "") + ((bits & 2) != 0 ? "auth-int" : "");
        }
        for (String name : (names == null || names.isEmpty() ? parameters.qop.value() : names).split(",", -1)) {
            Qop known = Qop.of(name.strip());
            if (known != null && !qops.contains(known)) {
                qops.add(known);
            }
        }
        if (qops.isEmpty()) {
            // RFC 3261 §22.4: a server always offers it.
            qops.add(Qop.AUTH);
        }
        return qops;
    }

    /// Adds the codes that all checks return.
    ///
    /// @param function the function
    public static <F extends FunctionBuilder<F>> F codes(F function) {
        return function.returns(1, "the credentials are right, or the request is an ACK or CANCEL")
                .returns(
                        Authenticator.INVALID_USER,
                        "there is no such user; to Kamailio's scripts: the credentials cannot be read or checked, or "
                                + "too many attempts have failed")
                .returns(Authenticator.INVALID_PASSWORD, "the password is wrong")
                .returns(
                        Authenticator.STALE_NONCE,
                        "the nonce is too old, not ours, or was used before; to Kamailio's scripts: there is no such "
                                + "user")
                .returns(
                        Authenticator.NO_CREDENTIALS,
                        "the request has no credentials for the realm; to Kamailio's scripts: the nonce is too old, "
                                + "not ours, or was used before")
                .returns(
                        Authenticator.ERROR,
                        "the credentials cannot be read or checked; to Kamailio's scripts: there are none for "
                                + "the realm")
                .returns(Authenticator.THROTTLED, "too many attempts have failed: this one was not looked at");
    }

    private void defineChecks(ModuleBuilder module) {
        for (Side side : Side.values()) {
            String name = side == Side.WWW ? "pv_www_authorize" : "pv_proxy_authorize";
            codes(module.function(
                                    name,
                                    "Checks the credentials against the variables that username_spec and password_spec "
                                            + "name.")
                            .in(Dialect.NATIVE)
                            .in(ROUTE))
                    .example("if (!" + name + "(\"example.org\"))\n    exit;")
                    .with(Argument.text("realm", "Empty for the domain of From, and of To in a REGISTER."))
                    .does((context, realm) -> check(context, side, realm));
            String given = side == Side.WWW ? "pv_www_authenticate" : "pv_proxy_authenticate";
            defineGiven(
                    side,
                    given,
                    module.function(given, "Checks the proof against a password or hash; the name in it may be any."));
            defineGiven(
                    side,
                    name,
                    module.function(name, "Checks the proof against a password or hash; the name in it may be any.")
                            .in(Dialect.KAMAILIO));
        }
        codes(module.function(
                                "pv_auth_check",
                                "Does pv_www_authenticate for a REGISTER and pv_proxy_authenticate for all others; and "
                                        + "checks, if checks say so, that From and To name the user of the "
                                        + "credentials.")
                        .in(ROUTE))
                .returns(-8, "the credentials are right, but From or To name somebody else")
                .example("if (!pv_auth_check($fd, $var(password), 0, 1)) auth_challenge($fd);")
                .with(Argument.text("realm", "The realm."))
                .with(Argument.text("password", "The password, or HA1."))
                .with(Argument.integer("flags", "1 if it is HA1 and not the password."))
                .with(Argument.integer(
                        "checks", "1 checks From, and To of a REGISTER or PUBLISH; 3 does not in calls and MESSAGE."))
                .does((context, realm, password, flags, checks) -> {
                    int code = check(context, side(context), realm, null, password, (flags & 1) == 0);
                    return code < 0 || (checks & 1) == 0 || Authorized.isSelf(context, (checks & 2) != 0) ? code : -8;
                });
    }

    private void defineGiven(Side side, String name, FunctionBuilder.With0 function) {
        codes(function.in(ROUTE))
                .example("if (!" + name + "(\"example.org\", $var(password), 0))\n    exit;")
                .with(Argument.text("realm", "Empty for the domain of From, and of To in a REGISTER."))
                .with(Argument.text("password", "The password, or HA1."))
                .with(Argument.integer("flags", "1 if it is HA1 and not the password.")
                        .optional())
                .with(Argument.text("method", "Does not matter: it is the request's.")
                        .optional())
                .does((context, realm, password, flags, _) ->
                        check(context, side, realm, null, password, flags == null || (flags & 1) == 0));
    }

    private int check(RoutingContext context, Side side, String realm) {
        Object name = username.apply(context);
        Object secret = password.apply(context);
        return check(
                context,
                side,
                realm,
                name == null ? "" : Values.text(name),
                secret == null ? "" : Values.text(secret),
                parameters.calculateHa1.value());
    }

    /// @param user null for any
    private int check(
            RoutingContext context, Side side, String realm, @Nullable String user, String password, boolean plain) {
        return switch (authenticator().begin(context, side, realm, "script:" + user)) {
            case Attempt.Decided decided -> decided.code();
            case Attempt.Open open -> {
                DigestSecret secret = secret(password, open.algorithm(), plain);
                boolean other = user != null && !user.equals(open.username()) && !user.equals(open.user());
                yield other || secret == null
                        ? authenticator().unknown(context, open, plain)
                        : authenticator()
                                .conclude(context, side, open, authenticator().verify(open, secret));
            }
        };
    }

    private static @Nullable DigestSecret secret(String password, DigestAlgorithm algorithm, boolean plain) {
        if (password.isEmpty()) {
            return null;
        }
        try {
            return plain ? DigestSecret.ofPassword(password) : DigestSecret.ofHa1(algorithm, password);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private void defineRemotePartyId(ModuleBuilder module) {
        parameters.rpidPrefix = module.text("rpid_prefix", "", "What append_rpid_hf puts in front of the URI.");
        parameters.rpidSuffix = module.text(
                "rpid_suffix",
                ";party=calling;id-type=subscriber;screen=yes",
                "What append_rpid_hf puts behind the URI.");
        parameters.rpidAvp =
                module.text("rpid_avp", "$avp(rpid)", "The variable with the URI of the user for Remote-Party-ID.");
        module.function("is_rpid_user_e164", "Whether the user part of the URI for Remote-Party-ID is a number with +.")
                .in(ROUTE)
                .returns(1, "it is")
                .returns(-1, "it is not, or there is no URI")
                .example("if (is_rpid_user_e164())\n    append_rpid_hf();")
                .does(context -> RemotePartyId.isE164(context, rpid));
        module.function("append_rpid_hf", "Adds a Remote-Party-ID with the URI that rpid_avp names.")
                .in(ROUTE, FAILURE_ROUTE, BRANCH_ROUTE)
                .edits()
                .returns(1, "it was added")
                .returns(-1, "there is no URI, or it cannot stand in a field")
                .example("append_rpid_hf(\"\", \";party=calling;screen=yes\");")
                .with(Argument.text("prefix", "Instead of rpid_prefix.").optional())
                .with(Argument.text("suffix", "Instead of rpid_suffix.").optional())
                .does((context, prefix, suffix) -> RemotePartyId.append(
                        context,
                        rpid,
                        prefix == null ? parameters.rpidPrefix.value() : prefix,
                        suffix == null ? parameters.rpidSuffix.value() : suffix));
    }

    private void defineStatistics(ModuleBuilder module) {
        for (Authenticator.Count count : Authenticator.Count.values()) {
            module.gauge(count.title(), count.description(), () -> {
                Authenticator started = authenticator;
                return started == null ? 0 : started.counters().of(count);
            });
        }
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        String secret = parameters.secret.value();
        if (!secret.isEmpty() && secret.length() < NonceFactory.MIN_KEY_OCTETS) {
            throw wrong("secret has " + secret.length() + " characters, and needs " + NonceFactory.MIN_KEY_OCTETS
                    + " at least. Make one with: openssl rand -base64 24");
        }
        List<DigestAlgorithm> algorithms = AuthSettings.algorithms(parameters.algorithms.value());
        if (algorithms == null) {
            throw wrong("auth_algorithms is '" + parameters.algorithms.value()
                    + "'. It takes SHA-512-256, SHA-256 and MD5, and each with -sess behind it.");
        }
        username = variable(context, parameters.usernameSpec);
        password = variable(context, parameters.passwordSpec);
        rpid = variable(context, parameters.rpidAvp);
        AuthSettings settings = new AuthSettings(
                secret,
                Duration.ofSeconds(parameters.nonceExpire.value()),
                !parameters.disableNonceCheck.value(),
                parameters.oneTimeNonce.value(),
                parameters.realmPrefix.value(),
                algorithms,
                parameters.throttle.value() ? brake() : null);
        authenticator = new Authenticator(settings, context.clock(), new SecureRandom(), this::raise);
    }

    private FailureBrake.Limits brake() {
        return new FailureBrake.Limits(
                parameters.throttlePair.value().intValue(),
                parameters.throttleUser.value().intValue(),
                parameters.throttleAddress.value().intValue(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(parameters.throttleSeconds.value()),
                parameters.throttleEntries.value().intValue());
    }

    private void raise(InetAddress source, List<FailureBrake.Refusal> begun) {
        for (FailureBrake.Refusal refusal : begun) {
            Objects.requireNonNull(throttled)
                    .raise(
                            kind(refusal),
                            refusal.user(),
                            refusal.address(),
                            (long) refusal.failures(),
                            seconds(refusal));
        }
        // One line for each failure, and rather of who has failed than of a user whom many try: that is not for an
        // address to answer for.
        begun.stream()
                .min(Comparator.comparing(refusal -> refusal.kind() == FailureBrake.Kind.USER))
                .ifPresent(refusal -> LOG.log(
                        Level.WARNING,
                        "Throttled {0} ({1}): {2} failures, refused for {3} s, user \"{4}\"",
                        source.getHostAddress(),
                        kind(refusal),
                        Integer.toString(refusal.failures()),
                        Long.toString(seconds(refusal)),
                        refusal.user()));
    }

    /// The variable that a parameter names; one that is always null for a parameter without any.
    private static Function<RoutingContext, @Nullable Object> variable(
            ModuleContext context, ModuleParameter<String> parameter) throws StartException {
        String written = parameter.value();
        if (written.isEmpty() || written.equals("NULL")) {
            return _ -> null;
        }
        try {
            return context.variable(written);
        } catch (StartException e) {
            throw wrong(parameter.name() + " takes a variable, such as $var(name): " + e.getMessage());
        }
    }

    private static StartException wrong(String what) {
        return new StartException(Reason.CONFIGURATION, what);
    }

    private Authenticator authenticator() {
        return Objects.requireNonNull(authenticator, "module auth was not started");
    }
}
