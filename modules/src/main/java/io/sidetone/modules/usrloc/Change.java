package io.sidetone.modules.usrloc;

import io.sidetone.server.service.LocationTable.Rule;
import java.util.concurrent.CompletableFuture;

/// A change of the bindings of one address on its way. Immutable, but for what it is completed with.
///
/// @param address the address of record
/// @param rule what is made of its bindings
/// @param done completed when it counts
/// @param regardless whether it counts also if a database does not take it: what has expired is gone
/// @param <T> the kind of answer
record Change<T>(String address, Rule<T> rule, CompletableFuture<T> done, boolean regardless) {

    Change(String address, Rule<T> rule, boolean regardless) {
        this(address, rule, new CompletableFuture<>(), regardless);
    }
}
