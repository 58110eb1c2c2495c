package io.sidetone.server.context;

import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.Branch;
import org.jspecify.annotations.Nullable;

/// A module that wants to know how a transaction goes on. Called in order and never two calls at once for one
/// transaction; must not wait.
public interface TransactionWatcher {

    /// A response has come for a branch, after the script has seen it.
    default void received(RoutedTransaction transaction, Branch branch, SipResponse response) {}

    /// All branches have failed, before the failure route runs.
    ///
    /// @param response the best of what came; null for none
    default void failed(RoutedTransaction transaction, int status, @Nullable SipResponse response) {}

    /// A final response has gone back to the caller.
    default void answered(RoutedTransaction transaction, SipResponse response) {}

    /// The caller has given up.
    default void cancelled(RoutedTransaction transaction) {}

    /// Nothing more happens.
    default void ended(RoutedTransaction transaction) {}
}
