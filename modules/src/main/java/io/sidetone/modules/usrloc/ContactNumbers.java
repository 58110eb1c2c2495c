package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import io.sidetone.sip.text.Text;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Gives bindings their numbers, as OpenSIPS numbers contacts, so that it can take over our rows: 16 bits from
/// the address, 32 for the address, 14 for the contact. Thread-safe.
final class ContactNumbers {

    private static final int CONTACT_BITS = 14;
    private static final int ADDRESS_BITS = 32;
    private static final long CONTACT_MASK = (1L << CONTACT_BITS) - 1;

    private final AtomicInteger last = new AtomicInteger();

    /// Notes that a number is taken.
    void taken(long number) {
        int address = (int) (number >>> CONTACT_BITS);
        last.accumulateAndGet(address, (a, b) -> Integer.compareUnsigned(a, b) < 0 ? b : a);
    }

    /// A number that no other binding has.
    ///
    /// @param present the bindings of the address, those included that were numbered just now
    long next(String address, List<Binding> present) {
        long hash = hash(address) & 0xffff;
        for (Binding binding : present) {
            if (binding.id() >>> (CONTACT_BITS + ADDRESS_BITS) == hash) {
                return next(binding.id() & ~CONTACT_MASK, binding.id(), present);
            }
        }
        long label = Integer.toUnsignedLong(last.incrementAndGet());
        return (hash << ADDRESS_BITS | label) << CONTACT_BITS | 1;
    }

    private static long next(long base, long from, List<Binding> present) {
        long candidate = from;
        do {
            // 0 means that there is no number yet.
            candidate = base | Math.max(1, (candidate + 1) & CONTACT_MASK);
        } while (isTaken(candidate, present));
        return candidate;
    }

    private static boolean isTaken(long number, List<Binding> present) {
        for (Binding binding : present) {
            if (binding.id() == number) {
                return true;
            }
        }
        return false;
    }

    /// The hash by which OpenSIPS finds an address: four octets at a time as one number, highest first, mixed and
    /// summed up.
    static int hash(String address) {
        byte[] octets = Text.encode(address);
        int whole = octets.length & ~3;
        int sum = 0;
        for (int i = 0; i < whole; i += 4) {
            sum += mixed((octets[i] << 24) + (octets[i + 1] << 16) + (octets[i + 2] << 8) + octets[i + 3]);
        }
        int rest = 0;
        for (int i = whole; i < octets.length; i++) {
            rest = (rest << 8) + octets[i];
        }
        sum += mixed(rest);
        return sum + (sum >>> 11) + ((sum >>> 13) + (sum >>> 23));
    }

    private static int mixed(int word) {
        return word ^ word >>> 3;
    }
}
