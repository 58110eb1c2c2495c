package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An address of record that has bindings. Guarded by the lock of its [Stripe].
///
/// There may be millions: it is its own link in the hash table and in the ring of what expires, and an only
/// binding stands alone.
final class AddressRecord {

    /// The time of a record whose bindings never expire.
    static final long NEVER = Long.MAX_VALUE;

    final byte[] address;
    final int hash;

    /// The next one in the same place of the hash table.
    @Nullable
    AddressRecord next;

    /// Neighbours in the ring of what expires; null at its ends.
    @Nullable
    AddressRecord earlier;

    @Nullable
    AddressRecord later;

    /// When the first of its bindings expires, in seconds since 1970; 0 while that is never, or not waited for.
    private int due;

    /// A [Binding], or an array of them.
    private Object bindings = new Binding[0];

    AddressRecord(byte[] address, int hash) {
        this.address = address;
        this.hash = hash;
    }

    boolean isOf(int otherHash, byte[] other) {
        return hash == otherHash && Arrays.equals(address, other);
    }

    /// All of them, in the order in which they came.
    List<Binding> bindings() {
        return bindings instanceof Binding only ? List.of(only) : List.of((Binding[]) bindings);
    }

    void bindings(List<Binding> after) {
        bindings = after.size() == 1 ? after.getFirst() : after.toArray(new Binding[0]);
    }

    int count() {
        return bindings instanceof Binding[] several ? several.length : 1;
    }

    /// When the first of them expires; [#NEVER] if none does.
    long firstExpiry() {
        long first = NEVER;
        for (Binding binding : bindings()) {
            if (binding.expires() != Binding.PERMANENT) {
                first = Math.min(first, binding.expires());
            }
        }
        return first;
    }

    /// When it is waited for; 0 if it is not.
    long due() {
        return Integer.toUnsignedLong(due);
    }

    void due(long second) {
        due = (int) second;
    }
}
