package io.sidetone.server.context;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Task;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.service.TlsDomains;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.Outlet;
import io.sidetone.sip.proxy.RecordRoute;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One message in one route block: what functions and variables of modules get. Confined to its run.
///
/// The message is immutable; an edit puts another one in its place, which the next line of the script sees.
public final class RoutingContext {

    private static final CharClass BREAKING = CharClass.CONTROL.without(CharClass.of("\t"));

    private final ServerCore core;
    private final RouteKind kind;
    private final RoutedTransaction transaction;
    private final @Nullable Flow flow;
    private SipMessage received;
    private final TargetDraft main;
    private final List<TargetDraft> more;
    private final @Nullable Branch branch;
    private SipMessage message;
    private @Nullable Run run;
    private final @Nullable Flow leaving;
    private @Nullable RouteFailure failure;
    private @Nullable List<ReplyField> replyFields;
    private @Nullable ReplyBody replyBody;
    private @Nullable Object @Nullable [] notes;
    private @Nullable RecordRoute recordRoute;
    private boolean loose;

    /// What counts of the lists of destinations; null for what counts where nobody says otherwise.
    private @Nullable Set<Blacklist> blacklists;

    private @Nullable Host advertisedHost;
    private int advertisedPort;

    /// A header field that the next reply of ours gets.
    public record ReplyField(String name, String value) {

        /// Whether a text can stand in one line of a message.
        static boolean isText(String text) {
            return !BREAKING.containsAny(text);
        }

        /// @throws ScriptError if the value would not stay in its line
        public ReplyField {
            if (!isText(value)) {
                throw new ScriptError("a header field cannot hold control characters");
            }
        }
    }

    /// The body that the next reply of ours gets.
    ///
    /// @param type its Content-Type; null where a reply field says it
    /// @param content its octets as text, see [io.sidetone.script.value.Octets]
    public record ReplyBody(@Nullable String type, String content) {}

    private RoutingContext(Builder from) {
        this.core = from.transaction.core();
        this.kind = from.kind;
        this.transaction = from.transaction;
        this.message = from.message;
        this.received = Objects.requireNonNullElse(from.message.received(), from.message);
        this.flow = from.flow;
        this.main = from.main;
        this.more = new ArrayList<>(from.more);
        this.branch = from.branch;
        this.leaving = from.leaving;
    }

    /// Starts to describe one. Confined to the thread that uses it.
    ///
    /// @param kind the block that it is for
    /// @param message what its blocks see
    public static Builder of(RouteKind kind, RoutedTransaction transaction, SipMessage message) {
        return new Builder(kind, transaction, message);
    }

    /// What a context is made of.
    public static final class Builder {

        private final RouteKind kind;
        private final RoutedTransaction transaction;
        private final SipMessage message;
        private @Nullable Flow flow;
        private @Nullable Branch branch;
        private @Nullable Flow leaving;
        private TargetDraft main = new TargetDraft();
        private List<TargetDraft> more = List.of();

        private Builder(RouteKind kind, RoutedTransaction transaction, SipMessage message) {
            this.kind = kind;
            this.transaction = transaction;
            this.message = message;
        }

        /// The flow that the message has come by.
        public Builder flow(@Nullable Flow flow) {
            this.flow = flow;
            return this;
        }

        /// The way that the message is about to leave by.
        Builder leaving(Flow way) {
            this.leaving = way;
            return this;
        }

        /// The branch that the message belongs to.
        public Builder branch(Branch branch) {
            this.branch = branch;
            return this;
        }

        /// Where it is to go so far.
        public Builder targets(TargetDraft main, List<TargetDraft> more) {
            this.main = main;
            this.more = more;
            return this;
        }

        /// The context.
        public RoutingContext build() {
            return new RoutingContext(this);
        }
    }

    // ---- Whose it is

    /// What all messages share.
    public ServerCore core() {
        return core;
    }

    /// The kind of the block that the host has started.
    public RouteKind kind() {
        return kind;
    }

    /// What the script is written in, where the families do different things under one name.
    public Dialect dialect() {
        return transaction.version().dialect();
    }

    /// What the blocks of one transaction share. It is there also where no transaction was made yet, and then it
    /// lives as long as the run.
    public RoutedTransaction transaction() {
        return transaction;
    }

    /// The branch in a branch route and for a response; else null.
    public @Nullable Branch branch() {
        return branch;
    }

    /// The run of the script that this is the context of.
    public Run run() {
        return Objects.requireNonNull(run);
    }

    /// Ties a run to this. To be called once, by who makes the run.
    public Run attach(Run made) {
        run = made;
        return made;
    }

    /// The context that a run of the script is for.
    public static RoutingContext of(Run run) {
        return (RoutingContext) run.context();
    }

    /// Makes the run wait: a function that may wait returns what this returns, at once.
    public int await(Task task) {
        return run().await(task);
    }

    // ---- The message

    /// The message as it is now, edits included.
    public SipMessage message() {
        return message;
    }

    /// The message as it came.
    public SipMessage received() {
        return received;
    }

    /// Lets a message count as the one that came: all its fields are as received, and none as added.
    ///
    /// @param applied a message that was read, not edited
    public void applied(SipMessage applied) {
        received = applied;
        message = applied;
    }

    /// Puts an edited message in the place of the one that was there.
    public void message(SipMessage edited) {
        message = edited;
    }

    /// Whether the message is a request.
    public boolean isRequest() {
        return message instanceof SipRequest;
    }

    /// The request as it is now.
    ///
    /// @throws ScriptError if the message is a response
    public SipRequest request() {
        if (message instanceof SipRequest request) {
            return request;
        }
        throw new ScriptError("the message is no request");
    }

    /// The response as it is now.
    ///
    /// @throws ScriptError if the message is a request
    public SipResponse response() {
        if (message instanceof SipResponse response) {
            return response;
        }
        throw new ScriptError("the message is no response");
    }

    /// The flow that the message has come by; null for a message of our own.
    public @Nullable Flow flow() {
        return flow;
    }

    // ---- Where it goes

    /// The target whose URI is the Request-URI.
    public TargetDraft main() {
        return main;
    }

    /// The other targets, in the order in which they were added. Can be changed.
    public List<TargetDraft> more() {
        return more;
    }

    /// Sets the Request-URI: `$ru`. What was found out about the old one, flows and a path, counts no more; the
    /// destination stays.
    ///
    /// @throws ScriptError if the message is a response
    public void uri(Uri uri) {
        message = request().edit().uri(uri).build();
        main.flow(null);
        main.path(List.of());
        main.next(null);
    }

    /// The way that the message is about to leave by, in the block that runs before that; else null.
    public @Nullable Flow leaving() {
        return leaving;
    }

    /// What keeps us on the way of later requests; null for nothing.
    public @Nullable RecordRoute recordRoute() {
        return recordRoute;
    }

    /// Stays on the way of later requests. What it says of us shows only when the request is sent; until then
    /// there is a placeholder in the message.
    @Rfc(number = 3261, section = "16.6")
    public void recordRoute(RecordRoute route) {
        SipRequest.Builder edited = request().edit();
        if (recordRoute != null) {
            edited.removeIf(field -> field.hasSlots() && field.known() == HeaderName.RECORD_ROUTE);
        }
        message = edited.prepend(route.field(HeaderName.RECORD_ROUTE)).build();
        recordRoute = route;
    }

    /// The same context goes on in another block: what was decided there counts here.
    void follow(RoutingContext before) {
        loose = before.loose;
        recordRoute = before.recordRoute;
        blacklists = before.blacklists;
        advertisedHost = before.advertisedHost;
        advertisedPort = before.advertisedPort;
    }

    /// What the request says of us in place of what the socket does that it is sent from.
    ///
    /// @param host null for that of the socket
    /// @param port 0 for that of the socket
    public void advertise(@Nullable Host host, int port) {
        advertisedHost = host;
        advertisedPort = port;
    }

    /// The host that [#advertise] has set; null for none.
    public @Nullable Host advertisedHost() {
        return advertisedHost;
    }

    /// The port that [#advertise] has set; 0 for none.
    public int advertisedPort() {
        return advertisedPort;
    }

    /// The lists of destinations that nothing of this is sent to.
    public Set<Blacklist> blacklists() {
        return blacklists == null ? core.blacklists().usual() : blacklists;
    }

    /// Lets a list of destinations count, or not count any more.
    public void blacklist(Blacklist list, boolean counts) {
        Set<Blacklist> changed = new HashSet<>(blacklists());
        boolean _ = counts ? changed.add(list) : changed.remove(list);
        blacklists = Set.copyOf(changed);
    }

    /// How the request may leave that a branch of this becomes.
    Outlet outlet(TargetDraft draft) {
        List<Listener> sockets = draft.sockets();
        Set<Blacklist> lists = blacklists();
        TlsDomains tls = core.settings().get().tls();
        OptionalInt onSend = transaction.version().route(RouteKind.ONSEND_ROUTE, null);
        Outlet outlet = lists.isEmpty() && advertisedHost == null && advertisedPort == 0
                ? sockets.isEmpty() ? Outlet.ANY : Outlet.ANY.withSockets(sockets)
                : new Outlet(
                        sockets,
                        advertisedHost,
                        advertisedPort,
                        lists.isEmpty() ? null : core.blacklists().allowed(lists, request()),
                        null,
                        null);
        Outlet shown =
                onSend.isEmpty() ? outlet : outlet.seenBy(way -> transaction.leaves(this, way, onSend.getAsInt()));
        return tls == null ? shown : secured(shown, tls, draft);
    }

    /// What is set for the branch alone goes before what all have.
    private Outlet secured(Outlet outlet, TlsDomains tls, TargetDraft draft) {
        Function<NextHop, @Nullable TlsContext> certificates = tls.client(name -> {
            Object own = draft.avps().first(name);
            return own == null ? transaction.avps().first(name) : own;
        });
        return certificates == null ? outlet.withoutTls() : outlet.withCertificates(certificates);
    }

    /// Whether the Route of the request was looked at, so that what is left of it says where the request goes.
    public boolean isLooselyRouted() {
        return loose;
    }

    /// Says that the Route was looked at.
    public void looselyRouted() {
        loose = true;
    }

    // ---- Replies

    /// Starts a reply to the request as it was received, with all that replies get.
    ///
    /// @param code 100 to 699
    /// @throws ScriptError if there is nothing to be replied to, or the code or the phrase cannot be sent
    public SipResponse.Builder answer(int code, String phrase) {
        if (!(received instanceof SipRequest original) || original.method().equals(Method.ACK)) {
            throw new ScriptError("there is no request to be replied to");
        }
        if (code < 100 || code > 699 || !ReplyField.isText(phrase)) {
            throw new ScriptError("no reply can be '" + code + " " + phrase + "'");
        }
        SipResponse.Builder answer = core.layer().answer(transaction.asked(original), code, phrase);
        for (ReplyField field : replyFields()) {
            answer.append(field.name(), field.value());
        }
        if (code / 100 == 3) {
            redirect(answer);
        }
        String server = core.settings().get().serverHeader();
        if (server != null) {
            answer.append(HeaderName.SERVER, server);
        }
        ReplyBody body = replyBody;
        if (body != null) {
            byte[] octets = Octets.of(body.content());
            return body.type() == null ? answer.content(octets) : answer.body(body.type(), octets);
        }
        return answer;
    }

    /// Who asks is told the targets that a script has set, if it says no Contact itself.
    private void redirect(SipResponse.Builder answer) {
        boolean said = replyFields().stream().anyMatch(field -> HeaderName.of(field.name()) == HeaderName.CONTACT);
        if (said || !(message instanceof SipRequest edited) || !(received instanceof SipRequest original)) {
            return;
        }
        if (!edited.uri().equals(original.uri())) {
            answer.append(Headers.CONTACT, NameAddress.of(edited.uri()));
        }
        for (TargetDraft draft : more) {
            Uri uri = draft.uri();
            if (uri != null) {
                answer.append(Headers.CONTACT, NameAddress.of(uri));
            }
        }
    }

    /// Replies to the request: as a transaction if it is one, else without.
    ///
    /// @return false if it was answered or let go already, or is an ACK, which nobody answers (RFC 3261 section
    ///     17)
    /// @throws ScriptError if there is nothing to be replied to, or the code or the phrase cannot be sent
    public boolean reply(int code, String phrase) {
        if (received instanceof SipRequest ack && ack.method().equals(Method.ACK)) {
            return false;
        }
        return transaction.reply(answer(code, phrase).build());
    }

    // ---- What replies get

    /// Adds a header field to the replies that are sent from now on.
    public void addToReplies(String name, String value) {
        replyFields = replyFields == null ? new ArrayList<>(1) : replyFields;
        replyFields.add(new ReplyField(name, value));
    }

    /// The header fields that replies get.
    public List<ReplyField> replyFields() {
        return replyFields == null ? List.of() : replyFields;
    }

    /// Sets the body of the replies that are sent from now on; null for none.
    public void replyBody(@Nullable ReplyBody body) {
        replyBody = body;
    }

    /// The body that replies get; null for none.
    public @Nullable ReplyBody replyBody() {
        return replyBody;
    }

    /// Forgets them.
    public void clearReplyFields() {
        replyFields = null;
    }

    // ---- What goes wrong

    /// What an error route is about; null in other blocks.
    public @Nullable RouteFailure failure() {
        return failure;
    }

    /// Says what an error route is about.
    public void failure(RouteFailure failure) {
        this.failure = failure;
    }

    // ---- Notes of modules

    /// What a module keeps with the message while it is handled; keys are those of the module.
    public @Nullable Object note(String key) {
        return Notes.get(notes, key);
    }

    /// Keeps something with the message while it is handled.
    public void note(String key, Object value) {
        notes = Notes.put(notes, key, value);
    }
}
