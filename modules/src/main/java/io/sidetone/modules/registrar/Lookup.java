package io.sidetone.modules.registrar;

import io.sidetone.modules.registrar.FlagList.Known;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.Flags;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.MethodMask;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// `lookup()`: an address of record becomes the contacts that its devices have registered. Never waits.
/// Thread-safe.
final class Lookup {

    static final int FOUND = 1;
    static final int NONE = -1;
    static final int METHOD_NOT_SUPPORTED = -2;
    static final int FAILED = -3;

    private static final String NO_BRANCHES = "no-branches";
    private static final String TO_BRANCHES_ONLY = "to-branches-only";
    private static final String BRANCH = "branch";
    private static final String METHOD_FILTERING = "method-filtering";
    private static final String AGENT_FILTERING = "ua-filtering";
    private static final String CASE_INSENSITIVE = "case-insensitive";
    private static final String EXTENDED = "extended-regexp";

    private static final List<Known> FLAGS = List.of(
            new Known(NO_BRANCHES, "b", false),
            new Known(TO_BRANCHES_ONLY, "B", false),
            new Known(BRANCH, "r", false),
            new Known(METHOD_FILTERING, "m", false),
            new Known(AGENT_FILTERING, "u", true),
            new Known(CASE_INSENSITIVE, "i", false),
            new Known(EXTENDED, "e", false),
            new Known("global", "g", false),
            new Known("max-ping-latency", "y", true),
            new Known("sort-by-latency", "Y", false));

    private final Running running;

    Lookup(Running running) {
        this.running = running;
    }

    /// The contacts of one address.
    ///
    /// @param code how it went
    /// @param address the address of record
    /// @param devices what was found, the best first: of each device all ways to it, the best first
    private record Found(int code, String address, List<List<Binding>> devices) {}

    /// Puts the contacts of an address in the place of the Request-URI.
    ///
    /// @param domain the name of the table
    /// @param given flags
    /// @param address a URI in place of the Request-URI
    int lookup(RoutingContext context, String domain, @Nullable String given, @Nullable String address) {
        FlagList flags = FlagList.read(given, FLAGS);
        LocationTable table = running.table(domain);
        SipRequest request = context.request();
        Pattern agent = agent(flags);
        List<TargetDraft> branches = new ArrayList<>();
        if (flags.has(BRANCH)) {
            branches.addAll(context.more());
            context.more().clear();
        }
        Uri uri;
        try {
            uri = address == null || address.isEmpty() ? request.uri() : Uri.parse(address);
        } catch (SyntaxException _) {
            return FAILED;
        }
        Found found = find(table, uri, request, flags, agent);
        boolean toMain = !flags.has(TO_BRANCHES_ONLY);
        int added = add(context, table, found, toMain, flags.has(NO_BRANCHES));
        for (TargetDraft branch : branches) {
            if (branch.uri() != null && !(flags.has(NO_BRANCHES) && added > 0)) {
                Found more = find(table, branch.uri(), request, flags, agent);
                added += add(context, table, more, toMain && added == 0, flags.has(NO_BRANCHES));
            }
        }
        return added > 0 ? FOUND : found.code() == FOUND ? NONE : found.code();
    }

    private static @Nullable Pattern agent(FlagList flags) {
        String text = flags.value(AGENT_FILTERING);
        if (text == null) {
            return null;
        }
        int from = text.startsWith("/") ? 1 : 0;
        int to = from > 0 && text.lastIndexOf('/') > 0 ? text.lastIndexOf('/') : text.length();
        boolean insensitive = flags.has(CASE_INSENSITIVE) || text.indexOf('i', to) > 0;
        try {
            return Pattern.compile(text.substring(from, to), insensitive ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            throw new ScriptError("ua-filtering is no regular expression: " + e.getDescription());
        }
    }

    // ---- What there is

    private Found find(LocationTable table, Uri uri, SipRequest request, FlagList flags, @Nullable Pattern agent) {
        Gruu.Resolved gruu = null;
        String address;
        try {
            gruu = uri instanceof SipUri sip ? running.gruu(sip) : null;
            address = gruu == null ? running.address(uri) : gruu.address();
        } catch (RefusedException _) {
            return new Found(FAILED, "", List.of());
        }
        List<Binding> present = table.bindings(address);
        List<Binding> bindings = new ArrayList<>(present.size());
        boolean unsupported = false;
        for (Binding binding : present) {
            if (flags.has(METHOD_FILTERING) && !MethodMask.holds(binding.methods(), request.method())) {
                unsupported = true;
            } else if (agent == null || agent.matcher(binding.userAgent()).find()) {
                bindings.add(binding);
            }
        }
        if (gruu != null) {
            Binding chosen = Gruu.choose(bindings, gruu.meaning());
            bindings.removeIf(binding -> chosen == null || (binding != chosen && !sameDevice(binding, chosen)));
        }
        if (bindings.isEmpty()) {
            return new Found(unsupported ? METHOD_NOT_SUPPORTED : NONE, address, List.of());
        }
        List<List<Binding>> devices = devices(bindings);
        devices.sort(Comparator.comparing(List::getFirst, order()));
        return new Found(FOUND, address, devices);
    }

    /// Of several flows of one device one is used, else it would ring twice: an open one, the one that was
    /// registered last. The others are for when it fails.
    @Rfc(number = 5626, section = "7")
    private List<List<Binding>> devices(List<Binding> bindings) {
        List<List<Binding>> devices = new ArrayList<>(bindings.size());
        for (Binding binding : bindings) {
            List<Binding> ways = null;
            for (List<Binding> device : devices) {
                if (sameDevice(device.getFirst(), binding)) {
                    ways = device;
                }
            }
            if (ways == null) {
                ways = new ArrayList<>(1);
                devices.add(ways);
            }
            ways.add(binding);
        }
        for (List<Binding> ways : devices) {
            if (ways.size() > 1) {
                ways.sort(Comparator.comparing(this::isAlive)
                        .thenComparingLong(Binding::modified)
                        .reversed());
            }
        }
        return devices;
    }

    /// Whether two bindings are flows of one device.
    private static boolean sameDevice(Binding a, Binding b) {
        return a.regId() != Binding.ABSENT
                && b.regId() != Binding.ABSENT
                && Matching.sameInstance(a.instance(), b.instance());
    }

    /// Whether the flow of a binding is open, or it needs none.
    private boolean isAlive(Binding binding) {
        return binding.flow() == null || flow(binding) != null;
    }

    private @Nullable Flow flow(Binding binding) {
        String token = binding.flow();
        return token != null && running.tokens().target(token) instanceof FlowTokens.Target.Live(Flow flow)
                ? flow
                : null;
    }

    private Comparator<Binding> order() {
        if (running.location().newestFirst()) {
            return Comparator.comparingLong(Binding::modified).reversed();
        }
        return Comparator.comparingInt(Lookup::q).reversed();
    }

    private static int q(Binding binding) {
        return binding.q() == Binding.ABSENT ? Target.MOST_PREFERRED : binding.q();
    }

    // ---- Where it goes

    /// Adds contacts to the targets of a request.
    ///
    /// @param toMain whether the first one becomes the Request-URI
    /// @return how many
    private int add(RoutingContext context, LocationTable table, Found found, boolean toMain, boolean onlyOne) {
        int added = 0;
        for (List<Binding> device : found.devices()) {
            List<Binding> ways = device.stream().filter(this::leadsSomewhere).toList();
            if (ways.isEmpty()) {
                continue;
            }
            Binding binding = ways.getFirst();
            TargetDraft draft;
            if (toMain && added == 0) {
                context.uri(target(binding));
                draft = context.main();
            } else {
                draft = new TargetDraft(target(binding));
                context.more().add(draft);
            }
            fill(context, draft, binding);
            for (Binding other : ways.subList(1, ways.size())) {
                TargetDraft next = new TargetDraft(target(other));
                fill(context, next, other);
                draft.next(next);
                draft = next;
            }
            wake(context, table, found.address(), binding);
            added++;
            if (onlyOne) {
                break;
            }
        }
        return added;
    }

    /// RFC 5626 §7: a flow that is gone leads nowhere; the device registers again over another one.
    private boolean leadsSomewhere(Binding binding) {
        return binding.regId() == Binding.ABSENT || isAlive(binding);
    }

    private void wake(RoutingContext context, LocationTable table, String address, Binding binding) {
        if (binding.is(Binding.PUSH) && running.parameters().push()) {
            SipRequest request = context.request();
            String callId = request.callId();
            String reason = "ini-" + request.method().name();
            running.location().wake(table, address, binding, reason, callId == null ? "" : callId);
        }
    }

    /// What the Request-URI becomes: without what no Request-URI may have.
    @Rfc(number = 3261, section = "16.6")
    private Uri target(Binding binding) {
        Uri uri = PushNotification.withoutParameters(
                binding.uri(), running.parameters().pushParameters());
        return uri instanceof SipUri sip ? sip.withoutHeaders().withoutParameter("method") : uri;
    }

    @Rfc(number = 3327, section = "5.4")
    private void fill(RoutingContext context, TargetDraft draft, Binding binding) {
        draft.path(binding.routes());
        // Behind a path NAT is the matter of the proxy next to the device.
        draft.destination(draft.path().isEmpty() ? received(binding) : null);
        draft.socket(SocketNames.find(
                binding.socket(), context.core().layer().transport().listeners()));
        draft.q(q(binding));
        Flags flags = draft.flags();
        flags.names().forEach(flags::reset);
        binding.flagNames().forEach(flags::set);
        String attribute = running.parameters().attrAvp();
        String attached = binding.attributes();
        if (attribute != null && attached != null) {
            draft.attributes().put(Text.lower(attribute), attached);
        }
        Flow flow = flow(binding);
        if (flow != null && draft.path().isEmpty()) {
            draft.flow(flow);
        }
    }

    private static @Nullable Uri received(Binding binding) {
        String received = binding.received();
        try {
            return received == null ? null : Uri.parse(received);
        } catch (SyntaxException _) {
            return null;
        }
    }
}
