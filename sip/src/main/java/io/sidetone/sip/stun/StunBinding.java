package io.sidetone.sip.stun;

import io.sidetone.sip.base.Counters;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A server for Binding requests, such as the keep-alives of SIP: tells every client the address it is seen at,
/// and counts what came. Asks for no credentials. It has one address: who wants the response from another one
/// is refused. Thread-safe.
@Rfc(number = 8489, section = "12")
@Rfc(number = 5626, section = "8")
public final class StunBinding {

    /// What came of a datagram.
    public enum Outcome {
        /// Success.
        ANSWERED,
        /// Success for a client that is older than the magic cookie.
        ANSWERED_CLASSIC,
        /// Refused with 400: a value could not be read.
        BAD_REQUEST,
        /// Refused with 420: an attribute that has to be understood is not.
        UNKNOWN_ATTRIBUTE,
        /// A Binding indication, which only keeps a NAT's binding alive. No response.
        INDICATION,
        /// A response, or another method. No response.
        UNEXPECTED,
        /// The check sum is wrong. No response.
        BAD_FINGERPRINT,
        /// No message at all. No response.
        MALFORMED
    }

    private final @Nullable String software;
    private final Set<StunAttributeType<?>> understood;
    private final Counters<Outcome> counters = new Counters<>(Outcome.class);

    /// @param software for SOFTWARE, up to 127 characters; null to leave it out, which says less and is shorter
    public StunBinding(@Nullable String software) {
        this.software = software;
        Set<StunAttributeType<?>> types = new HashSet<>(StunAttributes.BASE);
        types.add(StunAttributes.CHANGE_REQUEST);
        understood = Set.copyOf(types);
    }

    /// The response to a datagram, to be sent to its source from where it came to; null for none.
    ///
    /// @param from the first octet of the datagram
    /// @param to behind its last octet
    /// @param source where it came from, not unresolved
    @Rfc(number = 5626, section = "3.5.2")
    public byte @Nullable [] answer(byte[] datagram, int from, int to, InetSocketAddress source) {
        StunMessage request;
        try {
            request = StunMessage.parse(datagram, from, to);
        } catch (SyntaxException _) {
            return count(Outcome.MALFORMED, null);
        }
        if (request.has(StunAttributes.FINGERPRINT) && !Fingerprint.isValid(request)) {
            return count(Outcome.BAD_FINGERPRINT, null);
        }
        if (request.method() != StunMessage.BINDING) {
            return count(Outcome.UNEXPECTED, null);
        }
        return switch (request.messageClass()) {
            case REQUEST -> answer(request, source);
            case INDICATION -> count(Outcome.INDICATION, null);
            case SUCCESS, ERROR -> count(Outcome.UNEXPECTED, null);
        };
    }

    private byte @Nullable [] answer(StunMessage request, InetSocketAddress source) {
        List<Integer> unknown = request.notUnderstood(understood);
        if (!unknown.isEmpty()) {
            return refuse(request, unknown);
        }
        if (request.has(StunAttributes.CHANGE_REQUEST)) {
            ChangeRequest change = request.first(StunAttributes.CHANGE_REQUEST);
            if (change == null) {
                return count(Outcome.BAD_REQUEST, StunBuilder.error(request, ErrorCode.BAD_REQUEST));
            }
            // DEVIATION: RFC 5780 §6.1 refuses the attribute even if it asks for nothing; old clients send it always.
            if (change.changes()) {
                return refuse(request, List.of(StunAttributes.CHANGE_REQUEST.code()));
            }
        }
        StunBuilder success = StunBuilder.success(request);
        if (request.transactionId().isClassic()) {
            // §11: it knows neither the hidden form nor attributes that are younger than it.
            return count(Outcome.ANSWERED_CLASSIC, success.add(StunAttributes.MAPPED_ADDRESS, source));
        }
        success.add(StunAttributes.XOR_MAPPED_ADDRESS, source);
        if (software != null) {
            success.add(StunAttributes.SOFTWARE, software);
        }
        if (request.has(StunAttributes.FINGERPRINT)) {
            success.fingerprint();
        }
        return count(Outcome.ANSWERED, success);
    }

    @Rfc(number = 8489, section = "6.3.1")
    private byte @Nullable [] refuse(StunMessage request, List<Integer> unknown) {
        StunBuilder error =
                StunBuilder.error(request, ErrorCode.UNKNOWN_ATTRIBUTE).add(StunAttributes.UNKNOWN_ATTRIBUTES, unknown);
        return count(Outcome.UNKNOWN_ATTRIBUTE, error);
    }

    private byte @Nullable [] count(Outcome outcome, @Nullable StunBuilder response) {
        counters.count(outcome);
        return response == null ? null : response.build().toByteArray();
    }

    /// How many datagrams have ended so.
    public long count(Outcome outcome) {
        return counters.of(outcome);
    }
}
