package io.sidetone.sip.proxy;

import io.sidetone.sip.message.SipResponse;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// A response as the user of a response context leaves it. Keeps nothing.
final class ShownResponse {

    private static final System.Logger LOG = System.getLogger(ProxyContext.class.getName());

    private ShownResponse() {}

    /// What the user makes of a response; null for a provisional one that is dropped. Not under the lock.
    static @Nullable SipResponse of(ProxyContext context, Branch branch, SipResponse response) {
        SipResponse seen = response;
        try {
            seen = context.user.response(branch, response);
        } catch (RuntimeException | Error fault) {
            if (response.isSuccess()) {
                // The callee has answered, and only its caller can end that.
                LOG.log(Level.ERROR, "A response could not be shown", fault);
            } else {
                context.giveUp(fault);
            }
        }
        if (seen == null) {
            return response.isProvisional() ? null : response;
        }
        boolean same = seen.isProvisional() == response.isProvisional() && seen.isSuccess() == response.isSuccess();
        return same ? seen : response;
    }
}
