package io.sidetone.bench;

import io.sidetone.modules.usrloc.UsrlocModule;
import io.sidetone.server.service.LocationService;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationTable.Verdict;
import io.sidetone.server.testing.ScriptTest;
import java.util.List;
import java.util.Objects;

/// A server that has the module `usrloc` and nothing else. Confined to the thread that uses it.
final class ContactStore implements AutoCloseable {

    private final ScriptTest server;
    private final LocationTable table;

    private ContactStore(String parameters) {
        server = ScriptTest.of("loadmodule \"usrloc.so\"\n" + parameters + "route { exit; }\n", new UsrlocModule());
        table = Objects.requireNonNull(server.server().modules().services().find(LocationService.class))
                .table("location");
    }

    /// One without a database, and without contacts.
    static ContactStore inMemory() {
        return new ContactStore(parameter("working_mode_preset", "single-instance-no-db"));
    }

    /// One that has loaded what is in a database.
    static ContactStore loaded(String url) {
        return new ContactStore(parameter("working_mode_preset", "single-instance-sql-write-through")
                + parameter("db_url", url)
                + "modparam(\"usrloc\", \"use_domain\", 1)\n");
    }

    private static String parameter(String name, String value) {
        return "modparam(\"usrloc\", \"" + name + "\", \"" + value + "\")\n";
    }

    /// Saves the contacts of so many users.
    void save(int count) {
        for (int number = 0; number < count; number++) {
            int user = number;
            boolean _ = table.change(Contacts.address(user), _ -> new Verdict<>(true, List.of(Contacts.binding(user))))
                    .join();
        }
    }

    LocationTable table() {
        return table;
    }

    @Override
    public void close() {
        server.close();
    }
}
