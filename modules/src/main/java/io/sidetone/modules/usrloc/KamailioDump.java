package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Bindings in the form in which Kamailio's commands show them. Immutable.
///
/// @param pending whether a contact waits to be written
/// @param now seconds since 1970
record KamailioDump(Predicate<Binding> pending, long now) {

    private static final String NOT_SET = "[not set]";

    /// All bindings of a table.
    ///
    /// @param brief only the addresses
    Map<String, Object> table(LocationTable table, boolean brief) {
        List<Object> addresses = new ArrayList<>();
        LocationDump.byAddress(table)
                .forEach((address, bindings) ->
                        addresses.add(brief ? Map.of("AoR", address) : Map.of("Info", address(address, bindings))));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("Domain", table.name());
        shown.put("AoRs", addresses);
        shown.put("Stats", Map.of("Records", (long) table.users()));
        return Map.of("Domain", shown);
    }

    /// The bindings of an address.
    Map<String, Object> address(String address, List<Binding> bindings) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("AoR", address);
        shown.put(
                "Contacts",
                bindings.stream()
                        .map(binding -> Map.of("Contact", contact(binding)))
                        .toList());
        return shown;
    }

    private Map<String, Object> contact(Binding binding) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("Address", binding.contact());
        shown.put(
                "Expires",
                binding.expires() == Binding.PERMANENT ? "permanent" : (Object) Math.max(0, binding.expires() - now));
        shown.put("Q", BigDecimal.valueOf(binding.q() == Binding.ABSENT ? -1000 : binding.q(), 3));
        shown.put("Call-ID", binding.callId());
        shown.put("CSeq", binding.cseq());
        shown.put("User-Agent", text(binding.userAgent()));
        shown.put("Received", text(binding.received()));
        shown.put("Path", text(binding.path()));
        shown.put("State", pending.test(binding) ? "CS_DIRTY" : "CS_SYNC");
        shown.put("Flags", (long) binding.marks());
        shown.put("CFlags", binding.flags().isEmpty() ? (Object) 0L : binding.flags());
        shown.put("Socket", text(binding.socket()));
        shown.put("Methods", Integer.toUnsignedLong(binding.methods()));
        shown.put("Ruid", Long.toString(binding.id()));
        shown.put("Instance", text(LocationRows.instance(binding)));
        shown.put("Reg-Id", binding.regId() == Binding.ABSENT ? 0L : (long) binding.regId());
        shown.put("Last-Modified", binding.modified());
        return shown;
    }

    private static String text(@Nullable String value) {
        return value == null || value.isEmpty() ? NOT_SET : value;
    }
}
