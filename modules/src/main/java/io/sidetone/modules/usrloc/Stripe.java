package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import io.sidetone.sip.text.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A part of the addresses of a table, with their own lock, hash table, and ring of seconds in which they expire.
/// Everything but [#lock] is guarded by that lock.
final class Stripe {

    /// How many seconds the ring has: what expires later passes by until its time has come.
    private static final int SECONDS = 512;

    private static final int SMALLEST = 16;

    final ReentrantLock lock = new ReentrantLock();

    /// Changes that wait for the one before them, by their address; the one that is under way is not among them.
    final Map<String, ArrayDeque<Change<?>>> underWay = new HashMap<>();

    private final @Nullable AddressRecord[] ring = new AddressRecord[SECONDS];
    private @Nullable AddressRecord[] places = new AddressRecord[SMALLEST];

    /// Values of addresses that have any.
    private final Map<String, Map<String, String>> keys = new HashMap<>();

    private int users;
    private int contacts;

    int users() {
        return users;
    }

    int contacts() {
        return contacts;
    }

    /// The bindings of an address; empty if there is none.
    List<Binding> get(byte[] address, int hash) {
        AddressRecord found = find(address, hash);
        return found == null ? List.of() : found.bindings();
    }

    private @Nullable AddressRecord find(byte[] address, int hash) {
        AddressRecord found = places[hash & (places.length - 1)];
        while (found != null && !found.isOf(hash, address)) {
            found = found.next;
        }
        return found;
    }

    /// Sets the bindings of an address; none removes it.
    void put(byte[] address, int hash, List<Binding> after) {
        AddressRecord record = find(address, hash);
        if (after.isEmpty()) {
            if (record != null) {
                remove(record);
            }
            return;
        }
        if (record == null) {
            record = add(new AddressRecord(address, hash));
        } else {
            unlink(record);
        }
        contacts += after.size() - record.count();
        record.bindings(after);
        link(record);
    }

    private AddressRecord add(AddressRecord record) {
        if (users >= places.length) {
            grow();
        }
        int place = record.hash & (places.length - 1);
        record.next = places[place];
        places[place] = record;
        users++;
        return record;
    }

    private void grow() {
        @Nullable AddressRecord[] larger = new AddressRecord[2 * places.length];
        for (AddressRecord first : places) {
            AddressRecord record = first;
            while (record != null) {
                AddressRecord next = record.next;
                int place = record.hash & (larger.length - 1);
                record.next = larger[place];
                larger[place] = record;
                record = next;
            }
        }
        places = larger;
    }

    private void remove(AddressRecord record) {
        unlink(record);
        int place = record.hash & (places.length - 1);
        AddressRecord before = places[place];
        if (before == record) {
            places[place] = record.next;
        } else {
            while (before != null && before.next != record) {
                before = before.next;
            }
            if (before != null) {
                before.next = record.next;
            }
        }
        users--;
        contacts -= record.count();
        keys.remove(text(record));
    }

    // ---- What expires

    private void link(AddressRecord record) {
        long first = record.firstExpiry();
        if (first == AddressRecord.NEVER) {
            return;
        }
        record.due(first);
        int second = (int) (first % SECONDS);
        AddressRecord head = ring[second];
        record.later = head;
        if (head != null) {
            head.earlier = record;
        }
        ring[second] = record;
    }

    private void unlink(AddressRecord record) {
        if (record.due() == 0) {
            return;
        }
        if (record.earlier == null) {
            ring[(int) (record.due() % SECONDS)] = record.later;
        } else {
            record.earlier.later = record.later;
        }
        if (record.later != null) {
            record.later.earlier = record.earlier;
        }
        record.earlier = null;
        record.later = null;
        record.due(0);
    }

    /// Takes the addresses whose first binding has expired. They are waited for no more until they are [#put]
    /// again.
    ///
    /// @param from the first second that was not looked at yet
    /// @param now seconds since 1970
    void takeExpired(long from, long now, List<String> into) {
        for (long second = Math.max(from, now - SECONDS + 1); second <= now; second++) {
            AddressRecord record = ring[(int) (second % SECONDS)];
            while (record != null) {
                AddressRecord later = record.later;
                if (record.due() <= now) {
                    unlink(record);
                    into.add(text(record));
                }
                record = later;
            }
        }
    }

    // ---- Values

    boolean has(byte[] address, int hash) {
        return find(address, hash) != null;
    }

    @Nullable
    Map<String, String> keys(String address) {
        return keys.get(address);
    }

    void key(String address, String key, @Nullable String value) {
        if (value == null) {
            keys.computeIfPresent(address, (_, all) -> {
                all.remove(key);
                return all.isEmpty() ? null : all;
            });
        } else {
            keys.computeIfAbsent(address, _ -> new HashMap<>(2)).put(key, value);
        }
    }

    // ---- All of them

    /// A copy of all, so that who looks at them does not hold the lock.
    List<AddressRecord> all() {
        List<AddressRecord> all = new ArrayList<>(users);
        for (AddressRecord first : places) {
            for (AddressRecord record = first; record != null; record = record.next) {
                all.add(record);
            }
        }
        return all;
    }

    void forEach(BiConsumer<String, List<Binding>> visitor) {
        for (AddressRecord record : all()) {
            visitor.accept(text(record), record.bindings());
        }
    }

    private static String text(AddressRecord record) {
        return Text.decode(record.address, 0, record.address.length);
    }
}
