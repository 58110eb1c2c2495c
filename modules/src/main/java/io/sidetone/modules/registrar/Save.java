package io.sidetone.modules.registrar;

import io.sidetone.modules.registrar.FlagList.Known;
import io.sidetone.modules.registrar.Registrar.Decision;
import io.sidetone.modules.registrar.Registration.Wanted;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationException;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationTable.Verdict;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.SipDate;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// `save()`: a REGISTER becomes bindings, and is answered when they are safe. Thread-safe.
final class Save {

    static final int DONE = 1;
    static final int FAILED = -1;

    /// For how many seconds a change is waited for; the database gives up earlier.
    private static final int PATIENCE = 60;

    private static final String MEMORY_ONLY = "memory-only";
    private static final String NO_REPLY = "no-reply";
    private static final String MAX_CONTACTS = "max-contacts";
    private static final String FORCE = "force-registration";
    private static final String MATCHING = "matching-mode";
    private static final String PATH_OFF = "path-off";
    private static final String PATH_LAZY = "path-lazy";
    private static final String PATH_STRICT = "path-strict";
    private static final String PATH_RECEIVED = "path-received";
    private static final String ONLY_REQUESTED = "only-request-contacts";
    private static final String SOCKET_HEADER = "socket-header";
    private static final String MIN_EXPIRES = "min-expires";
    private static final String MAX_EXPIRES = "max-expires";

    private static final List<Known> FLAGS = List.of(
            new Known(MEMORY_ONLY, "m", false),
            new Known(NO_REPLY, "r", false),
            new Known(MAX_CONTACTS, "c", true),
            new Known(FORCE, "f", false),
            new Known(MATCHING, "M", true),
            new Known(PATH_OFF, "p0", false),
            new Known(PATH_LAZY, "p1", false),
            new Known(PATH_STRICT, "p2", false),
            new Known(PATH_RECEIVED, "v", false),
            new Known(ONLY_REQUESTED, "o", false),
            new Known(SOCKET_HEADER, "s", false),
            new Known(MIN_EXPIRES, "e", true),
            new Known(MAX_EXPIRES, "E", true));

    private final Running running;

    /// What was answered last: many are answered within a second.
    private volatile @Nullable Dated dated;

    /// A second and its date.
    private record Dated(long second, String text) {}

    Save(Running running) {
        this.running = running;
    }

    /// What became of a request: one of the two is null.
    private record Result(
            @Nullable Decision decision, @Nullable RefusedException refused) {}

    /// Processes a REGISTER.
    ///
    /// @param domain the name of the table
    /// @param given flags
    /// @param address a URI in place of that in the To
    /// @return [#DONE] or [#FAILED], or that it waits
    @Rfc(number = 3261, section = "10.3")
    int save(RoutingContext context, String domain, @Nullable String given, @Nullable String address) {
        if (!(context.received() instanceof SipRequest register)
                || !register.method().equals(Method.REGISTER)) {
            throw new ScriptError("save() is for REGISTER requests");
        }
        FlagList flags = FlagList.read(given, FLAGS);
        Registration request;
        try {
            request = request(context, register, flags, address);
        } catch (RefusedException refused) {
            return refuse(context, flags, refused);
        }
        Registrar registrar = new Registrar(rules(flags), running.random());
        LocationTable table = running.table(domain);
        CompletableFuture<Result> change = table.change(request.address(), present -> {
            try {
                Decision decision = registrar.decide(request, present, running.now());
                return new Verdict<>(new Result(decision, null), decision.after());
            } catch (RefusedException refused) {
                return new Verdict<>(new Result(null, refused), present);
            }
        });
        if (change.isDone()) {
            return finish(context, flags, request, result(change));
        }
        return context.await(() -> {
            Result result = result(change);
            return run -> finish(RoutingContext.of(run), flags, request, result);
        });
    }

    /// What became of a change; waits for it.
    private static Result result(CompletableFuture<Result> change) {
        try {
            return change.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException e) {
            boolean passing = e.getCause() instanceof LocationException failure && failure.isPassing();
            return new Result(null, new RefusedException(passing ? 503 : 500, "The database did not take it"));
        } catch (TimeoutException _) {
            return new Result(null, new RefusedException(503, "The database takes too long"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Result(null, new RefusedException(503, "The server ends"));
        }
    }

    // ---- What is asked for

    private Registration request(RoutingContext context, SipRequest register, FlagList flags, @Nullable String address)
            throws RefusedException {
        RegistrarParameters parameters = running.parameters();
        Uri user = of(register, address);
        Registration request = Registration.read(register, running.address(user), parameters.maxContact());
        if (register.has(HeaderName.REQUIRE)) {
            Registration.checkRequired(register, parameters.extensions());
        }
        if (flags.has(PATH_STRICT) && register.has(HeaderName.PATH) && !Registration.supports(register, "path")) {
            throw new RefusedException(420, "No support for found Path indicated", "Unsupported", "path");
        }
        if (parameters.push()) {
            PushNotification.check(request, parameters.pushProviders());
        }
        Flow flow = context.flow();
        Binding.Builder common = request.common()
                .edit()
                .flags(String.join(" ", context.main().flags().names()));
        String received = received(context, flags, request, common);
        if (received != null && received.length() > parameters.maxContact()) {
            throw new RefusedException(400, "Contact/received too long");
        }
        if (!flags.has(PATH_OFF) && !flags.has(PATH_LAZY) && !flags.has(PATH_STRICT)) {
            common.path(null);
        }
        common.received(received).attributes(running.avp(context, parameters.attrAvp()));
        if (flow != null) {
            common.socket(socket(flags, register, flow));
            if (request.direct() && (flow.transport().isReliable() || request.hasFlow())) {
                common.flow(running.tokens().token(flow));
            }
        }
        request = request.with(
                common.marks(flags.has(MEMORY_ONLY) ? Binding.MEMORY_ONLY : 0).build());
        checkLoops(request, user);
        return request;
    }

    /// Refuses contacts that are the user's own name: his calls would come back here again and again. Where he is
    /// reached otherwise, it does not matter what he calls himself.
    @Rfc(number = 5627, section = "5.1")
    private void checkLoops(Registration request, Uri user) throws RefusedException {
        Binding common = request.common();
        boolean reached = common.received() != null || common.flow() != null || common.path() != null;
        for (Wanted contact : request.contacts()) {
            boolean own = !reached && contact.uri().matches(user);
            if (contact.expires() != 0 && (own || isGruu(contact.uri(), request.address()))) {
                throw new RefusedException(403, "The contact is the address of record itself");
            }
        }
    }

    private boolean isGruu(Uri contact, String address) {
        try {
            Gruu.Resolved gruu = contact instanceof SipUri uri ? running.gruu(uri) : null;
            return gruu != null && gruu.address().equals(address);
        } catch (RefusedException _) {
            return false;
        }
    }

    private static Uri of(SipRequest register, @Nullable String address) throws RefusedException {
        if (address != null && !address.isEmpty()) {
            try {
                return Uri.parse(address);
            } catch (SyntaxException _) {
                throw new RefusedException(400, "Error while parsing AOR");
            }
        }
        NameAddress to = register.to();
        if (to == null) {
            throw new RefusedException(400, "To header not found");
        }
        return to.uri();
    }

    /// Where the device was seen: what the script says, or with a flag what the proxy next to the device says.
    private @Nullable String received(
            RoutingContext context, FlagList flags, Registration request, Binding.Builder common) {
        if (flags.has(PATH_RECEIVED)) {
            List<NameAddress> routes = request.common().routes();
            String seen = routes.isEmpty() || !(routes.getFirst().uri() instanceof SipUri first)
                    ? null
                    : first.parameter("received");
            if (seen != null) {
                String nat = running.location().natFlag();
                if (nat != null && !request.common().hasFlag(nat)) {
                    common.flags(String.join(" ", context.main().flags().names()) + " " + nat);
                }
                return seen;
            }
        }
        return running.avp(context, running.parameters().receivedAvp());
    }

    private String socket(FlagList flags, SipRequest register, Flow flow) {
        String name = running.parameters().socketHeader();
        HeaderField field = flags.has(SOCKET_HEADER) && !name.isEmpty() ? register.field(name) : null;
        return field == null ? SocketNames.of(flow) : field.value();
    }

    private RegistrarRules rules(FlagList flags) {
        RegistrarRules rules = running.parameters().rules(running.location());
        if (flags.isEmpty()) {
            return rules;
        }
        rules = rules.withExpires(
                flags.number(MIN_EXPIRES, rules.minExpires()),
                flags.number(MAX_EXPIRES, rules.maxExpires()),
                rules.refusesShort());
        rules = rules.withMaxContacts((int) flags.number(MAX_CONTACTS, rules.maxContacts()), flags.has(FORCE));
        String matching = flags.value(MATCHING);
        return matching == null ? rules : rules.withMatching(Matching.of(matching));
    }

    // ---- What is answered

    private int finish(RoutingContext context, FlagList flags, Registration request, Result result) {
        Decision decision = result.decision();
        if (decision == null) {
            return refuse(
                    context,
                    flags,
                    result.refused() == null ? new RefusedException(500, "Internal error") : result.refused());
        }
        running.accepted().increment();
        keepConnection(context, decision);
        if (!flags.has(NO_REPLY)) {
            SipRequest register = (SipRequest) context.received();
            SipResponse.Builder answer = context.answer(200, "OK");
            long now = running.now();
            answer(flags).write(register, request, decision, now, date(now), answer);
            context.transaction().reply(answer.build());
        }
        return DONE;
    }

    private String date(long now) {
        Dated known = dated;
        if (known == null || known.second() != now) {
            known = new Dated(now, new SipDate(Instant.ofEpochSecond(now)).text());
            dated = known;
        }
        return known.text();
    }

    private void keepConnection(RoutingContext context, Decision decision) {
        String flag = running.parameters().persistentFlag();
        Connection connection = context.flow() == null ? null : context.flow().connection();
        if (connection != null
                && !flag.isEmpty()
                && context.transaction().flags().isSet(flag)) {
            decision.touched().stream()
                    .mapToLong(Binding::expires)
                    .max()
                    .ifPresent(end -> connection.keep(Duration.ofSeconds(Math.max(0, end - running.now()))));
        }
    }

    private RegisterAnswer answer(FlagList flags) {
        RegistrarParameters parameters = running.parameters();
        return new RegisterAnswer(
                parameters.gruus() ? running.gruu() : null,
                parameters.receivedParameter(),
                flags.has(PATH_LAZY) || flags.has(PATH_STRICT),
                flags.has(ONLY_REQUESTED),
                parameters.flowTimer(),
                running.serviceRoute(),
                parameters.push() ? parameters.pushProviders() : List.of());
    }

    private int refuse(RoutingContext context, FlagList flags, RefusedException refused) {
        running.rejected().increment();
        if (!flags.has(NO_REPLY)) {
            SipResponse.Builder answer = context.answer(refused.code(), refused.phrase());
            refused.writeTo(answer);
            long again = running.parameters().retryAfter();
            if (refused.code() >= 500 && again > 0) {
                answer.set(HeaderName.RETRY_AFTER, Long.toString(again));
            }
            context.transaction().reply(answer.build());
        }
        return FAILED;
    }
}
