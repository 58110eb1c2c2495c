package io.sidetone.modules.usrloc;

import java.util.concurrent.CompletableFuture;

/// Keeps bindings where they survive the process. Thread-safe.
interface LocationStore {

    /// Keeps nothing.
    LocationStore NONE = new LocationStore() {
        @Override
        public CompletableFuture<?> write(String address, Difference change) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean keeps() {
            return false;
        }
    };

    /// Whether it keeps anything.
    default boolean keeps() {
        return true;
    }

    /// Takes a change of one address, all of it or nothing. Does not wait.
    ///
    /// @return completed when the change is safe, or with what went wrong
    CompletableFuture<?> write(String address, Difference change);
}
