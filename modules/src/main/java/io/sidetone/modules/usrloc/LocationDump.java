package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Bindings as commands show them. Immutable.
///
/// @param showsStore whether keys and values of contacts are shown
record LocationDump(boolean showsStore) {

    /// How many addresses a dump shows; of more, it says how many there are.
    static final int MOST = 10_000;

    /// All bindings of a table.
    ///
    /// @param brief only the addresses
    /// @param pending whether a contact waits to be written
    Map<String, @Nullable Object> table(LocationTable table, boolean brief, Predicate<Binding> pending, long now) {
        Map<String, List<Binding>> byAddress = byAddress(table);
        List<@Nullable Object> addresses = new ArrayList<>(byAddress.size());
        byAddress.forEach((address, bindings) -> addresses.add(
                address(address, brief ? List.of() : bindings, table.keys(address), brief, pending, now)));
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("name", table.name());
        shown.put("users", (long) table.users());
        shown.put("AORs", addresses);
        return shown;
    }

    /// The bindings of the first addresses of a table.
    static Map<String, List<Binding>> byAddress(LocationTable table) {
        Map<String, List<Binding>> byAddress = new LinkedHashMap<>();
        table.forEach((address, binding) -> {
            if (byAddress.size() < MOST || byAddress.containsKey(address)) {
                byAddress.computeIfAbsent(address, _ -> new ArrayList<>(1)).add(binding);
            }
        });
        return byAddress;
    }

    /// The bindings of an address.
    Map<String, @Nullable Object> address(
            String address,
            List<Binding> bindings,
            @Nullable Map<String, String> keys,
            boolean brief,
            Predicate<Binding> pending,
            long now) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("AOR", address);
        if (!brief) {
            List<@Nullable Object> contacts = new ArrayList<>(bindings.size());
            for (Binding binding : bindings) {
                contacts.add(contact(binding, pending.test(binding), now));
            }
            shown.put("Contacts", contacts);
            if (showsStore && keys != null && !keys.isEmpty()) {
                shown.put("KV-Store", new LinkedHashMap<>(keys));
            }
        }
        return shown;
    }

    private Map<String, @Nullable Object> contact(Binding binding, boolean pending, long now) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("Contact", binding.contact());
        shown.put("ContactID", Long.toString(binding.id()));
        shown.put(
                "Expires",
                binding.expires() == Binding.PERMANENT ? "permanent" : (Object) Math.max(0, binding.expires() - now));
        shown.put("Q", binding.q() == Binding.ABSENT ? "" : Double.toString(binding.q() / 1000.0));
        shown.put("Callid", binding.callId());
        shown.put("Cseq", binding.cseq());
        put(shown, "User-agent", binding.userAgent());
        put(shown, "Received", binding.received());
        put(shown, "Path", binding.path());
        shown.put("State", pending ? "CS_DIRTY" : "CS_SYNC");
        shown.put("Flags", (long) binding.marks());
        shown.put("Cflags", binding.flags());
        put(shown, "Socket", binding.socket());
        shown.put("Methods", Integer.toUnsignedLong(binding.methods()));
        put(shown, "Attr", binding.attributes());
        put(shown, "SIP_instance", LocationRows.instance(binding));
        if (binding.regId() != Binding.ABSENT) {
            shown.put("Reg-Id", (long) binding.regId());
        }
        if (showsStore) {
            put(shown, "KV-Store", binding.store());
        }
        return shown;
    }

    private static void put(Map<String, @Nullable Object> shown, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            shown.put(name, value);
        }
    }
}
