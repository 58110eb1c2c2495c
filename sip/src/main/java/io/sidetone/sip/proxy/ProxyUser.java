package io.sidetone.sip.proxy;

import io.sidetone.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// Who has a request forwarded, and may look at all that comes of it. Called in order, never two calls at once
/// for one [ProxyContext], and never under its lock. If one of them throws, all branches are given up and the
/// caller gets a 500; but a 2xx goes on as it came.
public interface ProxyUser {

    /// Nothing to be seen or changed.
    ProxyUser NONE = new ProxyUser() {};

    /// A branch is about to be sent, and its next hop is not looked for yet.
    ///
    /// @param request what is to be sent, but for our Via
    /// @return what is sent instead; null gives the branch up, as if it had never been
    default @Nullable ForwardedRequest branch(Branch branch, ForwardedRequest request) {
        return request;
    }

    /// A response has come, provisional ones included; our Via is taken off.
    ///
    /// @return what goes on instead: a provisional one for a provisional one, a 2xx for a 2xx, another final one
    ///     for another; what is of another kind is not looked at. Null drops a provisional one and leaves a final
    ///     one as it was
    default @Nullable SipResponse response(Branch branch, SipResponse response) {
        return response;
    }

    /// Whether [#failed] is to be called. Asked under the lock.
    default boolean hearsOfFailedBranches() {
        return false;
    }

    /// A branch has failed, be it by a response or without one. Until this returns it counts as under way, so that
    /// [ProxyContext#inject] asks others beside those that still ring, or in place of the last one.
    ///
    /// @param status of its final response, 408 if nobody answered in time
    default void failed(ProxyContext context, Branch branch, int status) {}

    /// All branches have ended and none with a 2xx. Somebody must now call [ProxyContext#forward],
    /// [ProxyContext#respond] or [ProxyContext#respondBest]; nothing is sent until then.
    ///
    /// @param status the status code of the best response, 408 if there was none
    default void failure(ProxyContext context, int status) {
        context.respondBest();
    }

    /// A final response has gone back: what came, or what somebody has said in its place.
    default void answered(ProxyContext context, SipResponse response) {}

    /// The caller has given up, and the branches are cancelled.
    default void cancelled(ProxyContext context) {}

    /// Nothing more happens, but for a 2xx of an INVITE that comes late.
    default void ended(ProxyContext context) {}

    /// Whether [#response] is to be called for a 2xx that comes after [#ended]. Asked once, right behind that: the
    /// transactions of a request linger for half a minute, and whoever wants to hear nothing is not kept so long.
    default boolean hearsOfLateResponses() {
        return true;
    }
}
