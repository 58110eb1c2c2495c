package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationTable.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Bindings as tests need them.
final class Bindings {

    static final long NOW = 1_800_000_000;

    private Bindings() {}

    /// One as a phone behind a NAT has it.
    static Binding usual(int number) {
        return Binding.of("sip:user" + number + "@10.0.0." + number % 256 + ":5060;ob", "1dc4d47a-8d5" + number)
                .order("1dc4d47a-8d5" + number + "@10.0.0.1", number)
                .received("sip:203.0.113." + number % 256 + ":" + (1024 + number % 60_000))
                .instance("urn:uuid:f81d4fae-7dec-11d0-a765-" + (100_000_000_000L + number), Binding.ABSENT)
                .userAgent("Phone/1." + number % 20)
                .socket("udp:192.0.2.1:5060")
                .flags("NAT SIP_PING")
                .expires(NOW + 3600)
                .modified(NOW)
                .build();
    }

    /// Adds a binding.
    static CompletableFuture<Boolean> add(LocationTable table, String address, Binding binding) {
        return table.change(address, present -> {
            List<Binding> after = new ArrayList<>(present);
            after.add(binding);
            return new Verdict<>(true, after);
        });
    }

    /// Puts another binding into the place of the first.
    static CompletableFuture<Boolean> replace(LocationTable table, String address, Binding binding) {
        return table.change(address, present -> {
            List<Binding> after = new ArrayList<>(present);
            after.set(0, binding.withId(present.getFirst().id()));
            return new Verdict<>(true, after);
        });
    }

    /// Removes all.
    static CompletableFuture<Boolean> clear(LocationTable table, String address) {
        return table.change(address, _ -> new Verdict<>(true, List.of()));
    }

    static List<String> contacts(LocationTable table, String address) {
        return table.bindings(address).stream().map(Binding::contact).toList();
    }
}
