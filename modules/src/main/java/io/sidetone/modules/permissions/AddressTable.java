package io.sidetone.modules.permissions;

import io.sidetone.script.value.Glob;
import io.sidetone.script.value.Network;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Addresses and subnets with their groups, found by prefix: one look for each length of prefix that there is.
/// Immutable once it is made.
final class AddressTable {

    /// Any group, port or protocol.
    static final int ANY = 0;

    /// One row.
    ///
    /// @param group 0 is in all groups
    /// @param network the address or subnet
    /// @param length of its prefix, in bits
    /// @param port 0 for any
    /// @param protocol in lower case; `any` for any, `none` for a row that never fits
    /// @param pattern what is given has to fit, as shells know it; null for anything
    /// @param info what goes into the variable; null for nothing
    record Entry(
            long group,
            String network,
            int length,
            long port,
            String protocol,
            @Nullable String pattern,
            @Nullable String info) {}

    /// The longest prefix first: an address counts before a network that it is in.
    private final Map<Integer, Map<ByteBuffer, List<Entry>>> byLength = new TreeMap<>(Comparator.reverseOrder());
    private final List<Entry> all;

    /// @throws IllegalArgumentException if an address is none
    AddressTable(List<Entry> entries) {
        all = List.copyOf(entries);
        for (Entry entry : entries) {
            byte[] octets = Network.octets(entry.network());
            if (octets == null || entry.length() < 0 || entry.length() > octets.length * 8) {
                throw new IllegalArgumentException(
                        "'" + entry.network() + "/" + entry.length() + "' is no address or subnet");
            }
            // An IPv6 prefix and an IPv4 one of the same length are told apart by their octets.
            byLength.computeIfAbsent(entry.length(), _ -> new HashMap<>())
                    .computeIfAbsent(masked(octets, entry.length()), _ -> new ArrayList<>(1))
                    .add(entry);
        }
    }

    private static ByteBuffer masked(byte[] octets, int length) {
        byte[] masked = octets.clone();
        for (int bit = length; bit < masked.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return ByteBuffer.wrap(masked).asReadOnlyBuffer();
    }

    /// The first row that fits; null if none does.
    ///
    /// @param group 0 for any
    /// @param port 0 for any
    /// @param protocol `any` for any
    /// @param text what patterns have to fit; null for nothing, which fits all
    @Nullable
    Entry find(long group, String address, long port, String protocol, @Nullable String text) {
        byte[] octets = Network.octets(address);
        if (octets == null) {
            return null;
        }
        for (Map.Entry<Integer, Map<ByteBuffer, List<Entry>>> each : byLength.entrySet()) {
            if (each.getKey() > octets.length * 8) {
                continue;
            }
            for (Entry entry : each.getValue().getOrDefault(masked(octets, each.getKey()), List.of())) {
                if (fits(entry, group, port, protocol, text)) {
                    return entry;
                }
            }
        }
        return null;
    }

    private static boolean fits(Entry entry, long group, long port, String protocol, @Nullable String text) {
        String pattern = entry.pattern();
        return (group == ANY || entry.group() == ANY || entry.group() == group)
                && (port == ANY || entry.port() == ANY || entry.port() == port)
                && !entry.protocol().equals("none")
                && (entry.protocol().equals("any")
                        || protocol.equalsIgnoreCase("any")
                        || entry.protocol().equalsIgnoreCase(protocol))
                && (pattern == null || pattern.isEmpty() || text == null || new Glob(pattern).matches(text));
    }

    /// Whether a group has any row.
    boolean hasGroup(long group) {
        return group == ANY || all.stream().anyMatch(entry -> entry.group() == group || entry.group() == ANY);
    }

    /// All rows.
    List<Entry> all() {
        return all;
    }
}
