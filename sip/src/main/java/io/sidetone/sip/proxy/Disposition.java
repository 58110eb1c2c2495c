package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.RequestDirective;
import io.sidetone.sip.message.SipRequest;

/// How a request is handled: what the server is set to, and what the caller wants otherwise
/// (Request-Disposition). Immutable.
///
/// @param redirect answer with the targets instead of forwarding to them
/// @param cancel cancel the other branches when one is answered
/// @param fork try more than one target
/// @param recurse follow redirections
/// @param order which targets are tried at a time
/// @param queue let the caller wait for a busy callee
@Rfc(number = 3841, section = "9.1")
public record Disposition(boolean redirect, boolean cancel, boolean fork, boolean recurse, Order order, boolean queue) {

    /// Which targets are tried at a time.
    public enum Order {
        /// Those that are preferred the same, then the next ones.
        BY_PREFERENCE,
        /// All of them.
        PARALLEL,
        /// One after the other.
        SEQUENTIAL
    }

    /// What RFC 3261 has a proxy do: fork to one group of targets after the other, and leave redirections to the
    /// caller.
    public static final Disposition DEFAULT = new Disposition(false, true, true, false, Order.BY_PREFERENCE, false);

    /// What a caller wants; what he says nothing of stays as it is. Of two directives that contradict each other
    /// the last one counts. A malformed field counts as absent.
    public Disposition of(SipRequest request) {
        Disposition result = this;
        if (request.has(HeaderName.REQUEST_DISPOSITION)) {
            for (RequestDirective directive : request.all(Headers.REQUEST_DISPOSITION)) {
                result = result.with(directive);
            }
        }
        return result;
    }

    private Disposition with(RequestDirective directive) {
        return switch (directive) {
            case PROXY -> new Disposition(false, cancel, fork, recurse, order, queue);
            case REDIRECT -> new Disposition(true, cancel, fork, recurse, order, queue);
            case CANCEL -> new Disposition(redirect, true, fork, recurse, order, queue);
            case NO_CANCEL -> new Disposition(redirect, false, fork, recurse, order, queue);
            case FORK -> new Disposition(redirect, cancel, true, recurse, order, queue);
            case NO_FORK -> new Disposition(redirect, cancel, false, recurse, order, queue);
            case RECURSE -> new Disposition(redirect, cancel, fork, true, order, queue);
            case NO_RECURSE -> new Disposition(redirect, cancel, fork, false, order, queue);
            case PARALLEL -> new Disposition(redirect, cancel, fork, recurse, Order.PARALLEL, queue);
            case SEQUENTIAL -> new Disposition(redirect, cancel, fork, recurse, Order.SEQUENTIAL, queue);
            case QUEUE -> new Disposition(redirect, cancel, fork, recurse, order, true);
            case NO_QUEUE -> new Disposition(redirect, cancel, fork, recurse, order, false);
        };
    }
}
