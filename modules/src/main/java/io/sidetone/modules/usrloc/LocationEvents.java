package io.sidetone.modules.usrloc;

import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleEvent;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationWatcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of the module. Thread-safe.
final class LocationEvents implements LocationWatcher {

    private final ModuleEvent addressInsert;
    private final ModuleEvent addressDelete;
    private final ModuleEvent insert;
    private final ModuleEvent update;
    private final ModuleEvent delete;
    private final ModuleEvent expire;
    private final ModuleEvent refresh;

    LocationEvents(ModuleBuilder module) {
        addressInsert = module.event("E_UL_AOR_INSERT", "An address got its first contact.", "domain", "aor");
        addressDelete = module.event("E_UL_AOR_DELETE", "An address lost its last contact.", "domain", "aor");
        insert = contactEvent(module, "E_UL_CONTACT_INSERT", "A contact was added.");
        update = contactEvent(module, "E_UL_CONTACT_UPDATE", "A contact was refreshed or changed.");
        delete = contactEvent(module, "E_UL_CONTACT_DELETE", "A contact was removed, or its time is over.");
        expire = contactEvent(
                module, "E_UL_CONTACT_EXPIRE", "The time of a contact is over; E_UL_CONTACT_DELETE follows.");
        refresh = contactEvent(
                module,
                "E_UL_CONTACT_REFRESH",
                "A device has to be woken by a push notification.",
                "reason",
                "req_callid");
    }

    private static ModuleEvent contactEvent(ModuleBuilder module, String name, String summary, String... more) {
        List<String> attributes = new ArrayList<>(List.of(
                "domain",
                "aor",
                "uri",
                "received",
                "path",
                "qval",
                "user_agent",
                "socket",
                "bflags",
                "expires",
                "callid",
                "cseq",
                "attr",
                "latency",
                "shtag"));
        attributes.addAll(List.of(more));
        return module.event(name, summary, attributes.toArray(String[]::new));
    }

    private static void raise(
            ModuleEvent event, LocationTable table, String address, Binding binding, @Nullable Object... more) {
        if (!event.isHeard()) {
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        values.add(table.name());
        values.add(address);
        values.add(binding.contact());
        values.add(text(binding.received()));
        values.add(text(binding.path()));
        values.add((long) binding.q());
        values.add(binding.userAgent());
        values.add(binding.socket());
        values.add(binding.flags());
        values.add(binding.expires());
        values.add(binding.callId());
        values.add(binding.cseq());
        values.add(text(binding.attributes()));
        values.add(0L);
        values.add("");
        for (Object each : more) {
            values.add(each);
        }
        event.raise(values.toArray());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public void appeared(LocationTable table, String address) {
        addressInsert.raise(table.name(), address);
    }

    @Override
    public void vanished(LocationTable table, String address) {
        addressDelete.raise(table.name(), address);
    }

    @Override
    public void added(LocationTable table, String address, Binding binding) {
        raise(insert, table, address, binding);
    }

    @Override
    public void changed(LocationTable table, String address, Binding before, Binding after) {
        raise(update, table, address, after);
    }

    @Override
    public void removed(LocationTable table, String address, Binding binding, boolean expired) {
        if (expired) {
            raise(expire, table, address, binding);
        }
        raise(delete, table, address, binding);
    }

    void wake(LocationTable table, String address, Binding binding, String reason, String callId) {
        raise(refresh, table, address, binding, reason, callId);
    }
}
