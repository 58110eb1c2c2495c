package io.sidetone.modules.registrar;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationTable.Verdict;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Bindings that a script takes away. Thread-safe.
final class Removal {

    static final int DONE = 1;
    static final int FAILED = -1;

    private static final int PATIENCE = 60;

    private final Running running;

    Removal(Running running) {
        this.running = running;
    }

    /// Removes contacts of an address; what is null or empty does not matter.
    ///
    /// @param address a URI
    /// @param contact the URI of the contact
    /// @param nextHop the host that it is reached at
    /// @param instance the URN of the device
    /// @param flag a branch flag that it has
    int remove(
            RoutingContext context,
            String domain,
            String address,
            @Nullable String contact,
            @Nullable String nextHop,
            @Nullable String instance,
            @Nullable String flag) {
        Predicate<Binding> wanted = _ -> true;
        if (contact != null && !contact.isEmpty()) {
            wanted = wanted.and(binding -> Registered.isSame(binding, contact));
        }
        if (nextHop != null && !nextHop.isEmpty()) {
            wanted = wanted.and(binding -> Registered.isAt(binding, nextHop, null));
        }
        if (instance != null && !instance.isEmpty()) {
            String urn = instance.startsWith("<") && instance.endsWith(">")
                    ? instance.substring(1, instance.length() - 1)
                    : instance;
            wanted = wanted.and(binding -> Matching.sameInstance(binding.instance(), urn));
        }
        if (flag != null && !flag.isEmpty()) {
            wanted = wanted.and(binding -> binding.hasFlag(flag));
        }
        try {
            Set<String> addresses = Set.of(running.address(Uri.parse(address)));
            return remove(context, running.table(domain), addresses, wanted);
        } catch (SyntaxException | RefusedException _) {
            return FAILED;
        }
    }

    /// Removes all contacts that are reached at a host and port.
    ///
    /// @param address a URI; null for all users
    int removeAt(RoutingContext context, String host, long port, String domain, @Nullable String address) {
        LocationTable table = running.table(domain);
        Predicate<Binding> wanted = binding -> Registered.isAt(binding, host, Long.toString(port));
        Set<String> addresses = new LinkedHashSet<>();
        if (address != null && !address.isEmpty()) {
            try {
                addresses.add(running.address(Uri.parse(address)));
            } catch (SyntaxException | RefusedException _) {
                return FAILED;
            }
        } else {
            table.forEach((each, binding) -> {
                if (wanted.test(binding)) {
                    addresses.add(each);
                }
            });
        }
        return remove(context, table, addresses, wanted);
    }

    private static int remove(
            RoutingContext context, LocationTable table, Set<String> addresses, Predicate<Binding> wanted) {
        List<CompletableFuture<Boolean>> changes = new ArrayList<>(addresses.size());
        for (String address : addresses) {
            changes.add(table.change(address, present -> {
                List<Binding> after = new ArrayList<>(present);
                boolean removed = after.removeIf(wanted);
                return new Verdict<>(removed, removed ? after : present);
            }));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(changes.toArray(CompletableFuture[]::new));
        if (all.isDone()) {
            return all.isCompletedExceptionally() ? FAILED : DONE;
        }
        return context.await(() -> {
            all.get(PATIENCE, TimeUnit.SECONDS);
            return _ -> DONE;
        });
    }
}
