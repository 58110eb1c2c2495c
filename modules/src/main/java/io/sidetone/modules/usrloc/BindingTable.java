package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/// All bindings of a table in memory, held compactly: there may be millions. Thread-safe.
///
/// Addresses are spread over stripes, each with a lock. Who only reads takes that lock for the time it takes to
/// find the address.
final class BindingTable {

    private static final int STRIPES = 64;

    /// Texts that many bindings have in common; when so many were seen, others are kept with each binding.
    private static final int MOST_SHARED = 20_000;

    private final Stripe[] stripes = new Stripe[STRIPES];
    private final Map<String, String> shared = new ConcurrentHashMap<>();
    private long looked = -1;

    BindingTable() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /// Where an address is kept.
    Place place(String address) {
        byte[] octets = Text.encode(address);
        int hash = hash(octets);
        return new Place(stripes[hash >>> 26], octets, hash);
    }

    private static int hash(byte[] octets) {
        int hash = 0;
        for (byte octet : octets) {
            hash = 31 * hash + octet;
        }
        // The top bits choose the stripe, the others the place in it.
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    /// The bindings of an address.
    List<Binding> get(String address) {
        Place place = place(address);
        place.stripe().lock.lock();
        try {
            return place.get();
        } finally {
            place.stripe().lock.unlock();
        }
    }

    /// Adds a binding that was loaded, in the place of one with the same number.
    void load(String address, Binding binding) {
        Place place = place(address);
        place.stripe().lock.lock();
        try {
            List<Binding> after = new ArrayList<>(place.get());
            after.removeIf(present -> present.id() == binding.id());
            after.add(compact(binding));
            place.put(after);
        } finally {
            place.stripe().lock.unlock();
        }
    }

    /// The same binding, which has texts in common with others.
    Binding compact(Binding binding) {
        return binding.sharing(text -> {
            String known = shared.get(text);
            if (known != null || shared.size() >= MOST_SHARED) {
                return known == null ? text : known;
            }
            String other = shared.putIfAbsent(text, text);
            return other == null ? text : other;
        });
    }

    /// Takes the addresses that have bindings which have expired since this was asked last.
    ///
    /// @param now seconds since 1970
    synchronized List<String> takeExpired(long now) {
        List<String> expired = new ArrayList<>();
        long from = looked < 0 || looked > now ? 0 : looked;
        for (Stripe stripe : stripes) {
            stripe.lock.lock();
            try {
                stripe.takeExpired(from, now, expired);
            } finally {
                stripe.lock.unlock();
            }
        }
        looked = now;
        return expired;
    }

    /// Shows all, a part of them at a time.
    void forEach(BiConsumer<String, List<Binding>> visitor) {
        for (Stripe stripe : stripes) {
            Map<String, List<Binding>> part = new LinkedHashMap<>();
            stripe.lock.lock();
            try {
                stripe.forEach(part::put);
            } finally {
                stripe.lock.unlock();
            }
            part.forEach(visitor);
        }
    }

    int users() {
        return sum(Stripe::users);
    }

    int contacts() {
        return sum(Stripe::contacts);
    }

    private int sum(ToIntFunction<Stripe> number) {
        int sum = 0;
        for (Stripe stripe : stripes) {
            stripe.lock.lock();
            try {
                sum += number.applyAsInt(stripe);
            } finally {
                stripe.lock.unlock();
            }
        }
        return sum;
    }
}
