package io.sidetone.server.service;

/// Is told how bindings change, after they have. Calls for one address come in order. Must not wait.
public interface LocationWatcher {

    /// An address got its first binding.
    default void appeared(LocationTable table, String address) {}

    /// An address lost its last binding.
    default void vanished(LocationTable table, String address) {}

    /// A binding was added.
    default void added(LocationTable table, String address, Binding binding) {}

    /// A binding was refreshed or changed.
    default void changed(LocationTable table, String address, Binding before, Binding after) {}

    /// A binding was removed.
    ///
    /// @param expired whether its time was over
    default void removed(LocationTable table, String address, Binding binding, boolean expired) {}
}
