package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.Host;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What all requests of one server transaction have in common and no other request has. Immutable.
///
/// Keys have an order, so that a map stays fast even if somebody chooses branches whose hashes are the same.
@Rfc(number = 3261, section = "17.2.3")
final class TransactionKey implements Comparable<TransactionKey> {

    /// Begins what stands in place of a branch for a peer of RFC 2543; no branch has a space.
    private static final String OLD = "2543 ";

    /// Octets, which are one object and not two: it is kept for half a minute.
    private final byte[] branch;

    /// Null where there is none, and for an IPv4 address.
    private final @Nullable Host host;

    /// As [Host#ipv4] has it: most hosts need nothing else to be told from others.
    private final long ipv4;

    private final int port;
    private final Method method;

    private TransactionKey(String branch, @Nullable Host host, int port, Method method) {
        this.branch = Text.encode(branch);
        this.ipv4 = host == null ? Host.NO_IPV4 : host.ipv4();
        this.host = ipv4 == Host.NO_IPV4 ? host : null;
        this.port = port;
        this.method = method;
    }

    /// The key of a request, whose essentials are sound.
    ///
    /// @param method that of the request, but INVITE for an ACK, and for a CANCEL whose INVITE is looked for
    static TransactionKey of(SipRequest request, Method method) {
        Via via = request.topVia();
        if (via == null) {
            throw new IllegalArgumentException("Without a Via: " + request);
        }
        String branch = via.branch();
        return branch != null && via.hasMagicCookie()
                ? new TransactionKey(branch, via.host(), via.port(), method)
                : new TransactionKey(old(request, via), null, 0, method);
    }

    /// That of a request which belongs to no transaction.
    static TransactionKey ofNone() {
        return new TransactionKey(OLD, null, 0, Method.OPTIONS);
    }

    /// Without a unique branch it takes all that makes requests differ. The To tag is left out: that of an ACK is
    /// the response's.
    private static String old(SipRequest request, Via via) {
        NameAddress from = request.from();
        CSeq cseq = request.cseq();
        return OLD
                + request.uriText()
                + ' '
                + (from == null ? null : from.tag())
                + ' '
                + request.callId()
                + ' '
                + (cseq == null ? 0 : cseq.number())
                + ' '
                + via.host()
                + ' '
                + via.port()
                + ' '
                + via.branch();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TransactionKey that
                && Arrays.equals(branch, that.branch)
                && method.equals(that.method)
                && port == that.port
                && ipv4 == that.ipv4
                && (host == null ? that.host == null : host.equals(that.host));
    }

    /// The branch alone differs nearly always.
    @Override
    public int hashCode() {
        return Arrays.hashCode(branch) * 31 + method.hashCode();
    }

    @Override
    public int compareTo(TransactionKey other) {
        int order = Arrays.compare(branch, other.branch);
        if (order == 0) {
            order = method.name().compareTo(other.method.name());
        }
        if (order == 0) {
            order = Integer.compare(port, other.port);
        }
        if (order == 0) {
            order = Long.compare(ipv4, other.ipv4);
        }
        return order == 0 ? compare(host, other.host) : order;
    }

    /// As equality has it: addresses by their octets, names without regard to case.
    private static int compare(@Nullable Host one, @Nullable Host other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        byte[] address = one.address();
        byte[] otherAddress = other.address();
        if (address == null && otherAddress == null) {
            return String.CASE_INSENSITIVE_ORDER.compare(one.text(), other.text());
        }
        return Arrays.compare(address, otherAddress);
    }

    @Override
    public String toString() {
        return method + " " + Text.decode(branch, 0, branch.length);
    }
}
