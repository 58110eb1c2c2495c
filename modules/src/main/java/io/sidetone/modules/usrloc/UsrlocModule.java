package io.sidetone.modules.usrloc;

import io.sidetone.script.run.Output;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationService;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationWatcher;
import io.sidetone.server.stats.Counter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The module `usrloc`: keeps where users are, in memory and in a database.
public final class UsrlocModule implements Module, Startable {

    private static final Duration EXPIRY = Duration.ofSeconds(1);

    private @Nullable LocationParameters parameters;
    private @Nullable LocationEvents events;
    private @Nullable Counter expired;
    private volatile @Nullable Locations locations;

    /// A module that is not started.
    public UsrlocModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("usrloc", "Keeps the contacts of users, in memory and in a database.");
        LocationParameters set = new LocationParameters(module);
        parameters = set;
        events = new LocationEvents(module);
        expired = module.counter("location-expires", "Contacts of the table location whose time was over.");
        module.gauge("location-users", "Addresses with contacts in the table location.", () -> usual(true));
        module.gauge("location-contacts", "Contacts in the table location.", () -> usual(false));
        module.gauge("registered_users", "Addresses with contacts in all tables.", this::users);
        module.gauge("pending_writes", "Contacts that wait to be written to the database.", () -> {
            Locations open = locations;
            return open == null ? 0 : open.pending();
        });
        module.provides(LocationService.class, this::locations);
        new LocationCommands(this::locations, set).define(module);
        defineKeys(module);
    }

    private Locations locations() {
        return Objects.requireNonNull(locations, "the module usrloc has not started");
    }

    private long usual(boolean users) {
        Locations open = locations;
        Location table = open == null ? null : open.find(Locations.USUAL);
        return table == null ? 0 : users ? table.users() : table.contacts();
    }

    private long users() {
        Locations open = locations;
        return open == null
                ? 0
                : open.tables().stream().mapToLong(LocationTable::users).sum();
    }

    private void defineKeys(ModuleBuilder module) {
        module.function("ul_add_key", "Keeps a value with an address as long as it has contacts.")
                .with(Argument.text("domain", "The name of the table."))
                .with(Argument.text("aor", "The address, user@domain."))
                .with(Argument.text("key", "The name of the value."))
                .with(Argument.text("value", "The value; nothing to forget it.").optional())
                .returns(1, "it is kept")
                .returns(-1, "the address has no contacts")
                .example("ul_add_key(\"location\", \"$tU@$td\", \"language\", \"en\");")
                .does((_, domain, aor, key, value) -> key(domain, aor, key, value));
        module.function("ul_del_key", "Forgets a value of an address.")
                .with(Argument.text("domain", "The name of the table."))
                .with(Argument.text("aor", "The address, user@domain."))
                .with(Argument.text("key", "The name of the value."))
                .returns(1, "it is forgotten")
                .returns(-1, "the address has no contacts")
                .example("ul_del_key(\"location\", \"$tU@$td\", \"language\");")
                .does((_, domain, aor, key) -> key(domain, aor, key, null));
        module.function("ul_get_key", "Reads a value of an address.")
                .with(Argument.text("domain", "The name of the table."))
                .with(Argument.text("aor", "The address, user@domain."))
                .with(Argument.text("key", "The name of the value."))
                .with(Argument.output("destination", "The variable that it is written to."))
                .returns(1, "it was found")
                .returns(-1, "the address has no contacts, or no such value")
                .example("ul_get_key(\"location\", \"$tU@$td\", \"language\", $var(language));")
                .does(this::readKey);
    }

    private int key(String domain, String address, String key, @Nullable String value) {
        String kept = value == null || value.isEmpty() ? null : value;
        return locations().table(domain).key(plain(address), key, kept) ? 1 : -1;
    }

    private int readKey(RoutingContext context, String domain, String address, String key, Output destination) {
        Map<String, String> keys = locations().table(domain).keys(plain(address));
        String value = keys == null ? null : keys.get(key);
        if (value == null) {
            return -1;
        }
        destination.set(value);
        return 1;
    }

    /// An address without scheme, and without domain where that does not count.
    private String plain(String address) {
        String plain = address.startsWith("sip:") ? address.substring(4) : address;
        int at = plain.lastIndexOf('@');
        return locations().usesDomain() || at < 0 ? plain : plain.substring(0, at);
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        LocationParameters set = Objects.requireNonNull(parameters);
        Locations open = Locations.open(set, Objects.requireNonNull(events), context);
        locations = open;
        Counter over = Objects.requireNonNull(expired);
        open.watch(new LocationWatcher() {
            @Override
            public void removed(LocationTable table, String address, Binding binding, boolean wasExpired) {
                if (wasExpired && table.name().equals(Locations.USUAL)) {
                    over.increment();
                }
            }
        });
        context.every(EXPIRY, open::expire);
        context.every(Duration.ofSeconds(set.interval()), () -> open.flush().join());
    }

    @Override
    public void stop() {
        Locations open = locations;
        if (open != null) {
            open.close();
        }
    }
}
