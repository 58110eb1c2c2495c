package io.sidetone.server.context;

import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A place that a request may be sent to, as long as a script can change it. Confined to the run that uses it.
///
/// The first one of a request has no URI of its own: that is the Request-URI.
public final class TargetDraft {

    private @Nullable Uri uri;
    private @Nullable Uri destination;
    private List<NameAddress> path = List.of();
    private @Nullable Flow flow;
    private List<Listener> sockets = List.of();
    private int q = Target.MOST_PREFERRED;
    private @Nullable Flags flags;
    private @Nullable Map<String, Object> attributes;
    private @Nullable TargetDraft next;
    private @Nullable Avps avps;

    /// Whether it was set since a request was sent to it.
    private boolean fresh = true;

    /// One for the Request-URI.
    public TargetDraft() {}

    /// One for another URI.
    public TargetDraft(Uri uri) {
        this.uri = uri;
    }

    /// The same, to be changed by itself.
    public TargetDraft copy() {
        TargetDraft copy = new TargetDraft();
        copy.uri = uri;
        copy.destination = destination;
        copy.path = path;
        copy.flow = flow;
        copy.sockets = sockets;
        copy.q = q;
        copy.flags = flags == null ? null : flags.copy();
        copy.attributes = attributes == null ? null : new TreeMap<>(attributes);
        copy.next = next;
        copy.fresh = false;
        return copy;
    }

    /// Takes over all that another one says, but its URI.
    public void become(TargetDraft other) {
        TargetDraft copy = other.copy();
        destination = copy.destination;
        path = copy.path;
        flow = copy.flow;
        sockets = copy.sockets;
        q = copy.q;
        flags = copy.flags;
        attributes = copy.attributes;
        next = copy.next;
        fresh = true;
    }

    /// Whether it was set since a request was sent to it: Kamailio's scripts relay from a failure route only to
    /// what is new.
    boolean isFresh() {
        return fresh;
    }

    /// A request is sent to it.
    void sent() {
        fresh = false;
    }

    /// What the Request-URI becomes; null for what it is.
    public @Nullable Uri uri() {
        return uri;
    }

    /// Sets [#uri].
    public void uri(@Nullable Uri uri) {
        this.uri = uri;
    }

    /// Where the request is sent in place of its Request-URI: `$du`; null for nowhere else.
    public @Nullable Uri destination() {
        return destination;
    }

    /// Sets [#destination]. A flow that was chosen before, and other ways to the device, count no more.
    public void destination(@Nullable Uri destination) {
        fresh = true;
        this.destination = destination;
        this.flow = null;
        this.next = null;
    }

    /// What goes on top of the Route: the Path of a binding.
    public List<NameAddress> path() {
        return path;
    }

    /// Sets [#path].
    public void path(List<NameAddress> path) {
        this.path = List.copyOf(path);
    }

    /// The connection to send by; null where the destination decides.
    public @Nullable Flow flow() {
        return flow;
    }

    /// Sets [#flow].
    public void flow(@Nullable Flow flow) {
        fresh = true;
        this.flow = flow;
    }

    /// The socket of ours to send from, the first one of several; null where the destination decides.
    public @Nullable Listener socket() {
        return sockets.isEmpty() ? null : sockets.getFirst();
    }

    /// Sets [#socket].
    public void socket(@Nullable Listener socket) {
        sockets = socket == null ? List.of() : List.of(socket);
    }

    /// The sockets of ours, one of which to send from; empty where the destination decides.
    public List<Listener> sockets() {
        return sockets;
    }

    /// Sets [#sockets].
    public void sockets(List<Listener> sockets) {
        this.sockets = List.copyOf(sockets);
    }

    /// How much it is preferred, 0 to 1000 (thousandths).
    public int q() {
        return q;
    }

    /// Sets [#q].
    public void q(int q) {
        this.q = q;
    }

    /// The flags of the branch that it becomes.
    public Flags flags() {
        if (flags == null) {
            flags = new Flags();
        }
        return flags;
    }

    /// Another way to the same device, with a URI of its own: where this one fails. Null for none.
    public @Nullable TargetDraft next() {
        return next;
    }

    /// Sets [#next]; it is not changed any more.
    public void next(@Nullable TargetDraft next) {
        this.next = next;
    }

    /// The values of the branch that it becomes: `$bavp`.
    public Avps avps() {
        if (avps == null) {
            avps = new Avps();
        }
        return avps;
    }

    /// What scripts and modules note of it by name.
    public Map<String, Object> attributes() {
        if (attributes == null) {
            attributes = new TreeMap<>();
        }
        return attributes;
    }
}
