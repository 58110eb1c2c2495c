package io.sidetone.server.service;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The bindings of all addresses of record, under the name that scripts give them: `location`. Thread-safe.
///
/// An address of record is a text: `user@domain`, or `user` where domains do not count.
public interface LocationTable {

    /// What a change of one address makes of its bindings. Must be quick and pure: it is called with a lock held,
    /// and when a change of the same address before it has come to its end.
    ///
    /// @param <T> what it answers to who asked for the change
    @FunctionalInterface
    interface Rule<T> {

        /// Decides.
        ///
        /// @param present the bindings that have not expired, in the order in which they came
        Verdict<T> decide(List<Binding> present);
    }

    /// What a [Rule] has decided. Immutable.
    ///
    /// @param answer for who asked
    /// @param after all bindings that there are to be; those with the number 0 are new, those with the number of
    ///     a present one take its place. The list that was given means that nothing changes
    /// @param <T> the kind of answer
    record Verdict<T>(T answer, List<Binding> after) {}

    /// Sees all bindings, one by one.
    @FunctionalInterface
    interface Visitor {

        /// Sees one. Must be quick.
        void visit(String address, Binding binding);
    }

    /// As scripts name it, and a database its table.
    String name();

    /// The bindings of an address that have not expired, in the order in which they came. Never waits.
    List<Binding> bindings(String address);

    /// Changes the bindings of one address, all or nothing. Changes of one address are made one after the other.
    ///
    /// @return completed with the answer once the change counts, and is in the database where it has to be; with
    ///     a [LocationException] if nothing was changed. Completed already when it is returned, if nothing had to
    ///     be waited for. What depends on it must not wait
    <T> CompletableFuture<T> change(String address, Rule<T> rule);

    /// Shows all bindings that have not expired.
    void forEach(Visitor visitor);

    /// Values that are kept with an address as long as it has bindings; null if it has none. A copy.
    @Nullable
    Map<String, String> keys(String address);

    /// Keeps a value with an address.
    ///
    /// @param value null to forget it
    /// @return false if the address has no bindings
    boolean key(String address, String key, @Nullable String value);

    /// How many addresses have bindings.
    int users();

    /// How many bindings there are.
    int contacts();
}
