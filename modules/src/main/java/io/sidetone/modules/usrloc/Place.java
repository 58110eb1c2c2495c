package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import java.util.List;

/// Where the bindings of an address are kept in a [BindingTable]. Its methods need the lock of the [Stripe].
final class Place {

    private final Stripe stripe;
    private final byte[] address;
    private final int hash;

    Place(Stripe stripe, byte[] address, int hash) {
        this.stripe = stripe;
        this.address = address;
        this.hash = hash;
    }

    /// The part of the table; needs no lock.
    Stripe stripe() {
        return stripe;
    }

    List<Binding> get() {
        return stripe.get(address, hash);
    }

    void put(List<Binding> after) {
        stripe.put(address, hash, after);
    }

    boolean isThere() {
        return stripe.has(address, hash);
    }
}
