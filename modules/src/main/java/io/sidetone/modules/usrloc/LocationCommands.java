package io.sidetone.modules.usrloc;

import io.sidetone.server.command.Command;
import io.sidetone.server.command.Command.Parameter;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.service.LocationTable.Verdict;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What operators can have done. Thread-safe.
final class LocationCommands {

    private static final int PATIENCE = 60;
    private static final String TABLE = "table_name";
    private static final String ADDRESS = "aor";
    private static final String CONTACT = "contact";

    private final Supplier<Locations> locations;
    private final LocationParameters parameters;

    LocationCommands(Supplier<Locations> locations, LocationParameters parameters) {
        this.locations = locations;
        this.parameters = parameters;
    }

    // LONG: one command after the other.
    void define(ModuleBuilder module) {
        Parameter table = new Parameter(TABLE, false, "The table: location.");
        Parameter address = new Parameter(ADDRESS, false, "The address, user@domain.");
        Parameter contact = new Parameter(CONTACT, false, "The URI of the contact.");
        command(module, "rm", "Removes an address with all its contacts.", List.of(table, address), this::remove);
        command(
                module,
                "rm_contact",
                "Removes a contact of an address.",
                List.of(table, address, contact),
                this::removeContact);
        Parameter brief = new Parameter("brief", true, "brief, to leave out the contacts.");
        module.command(new Command(
                "usrloc:dump",
                List.of("ul_dump"),
                List.of(brief),
                "Shows all addresses with their contacts.",
                this::dump));
        module.command(new Command(
                "ul.dump",
                List.of(),
                List.of(brief),
                "Shows all addresses with their contacts, in Kamailio's form.",
                this::dumpForKamailio));
        command(module, "show_contact", "Shows the contacts of an address.", List.of(table, address), this::show);
        module.command(new Command(
                "ul.lookup",
                List.of(),
                List.of(table, address),
                "Shows the contacts of an address, in Kamailio's form.",
                this::lookUp));
        command(module, "flush", "Writes to the database what waits to be written.", List.of(), this::flush);
        command(
                module,
                "db_users",
                "Counts the addresses of a table, all of which are in memory.",
                List.of(table),
                arguments -> (long) table(arguments).users());
        command(
                module,
                "db_contacts",
                "Counts the contacts of a table, all of which are in memory.",
                List.of(table),
                arguments -> (long) table(arguments).contacts());
        command(
                module,
                "db_expired_contacts",
                "Counts the contacts of a table that have expired and are still there: none.",
                List.of(table),
                _ -> 0L);
        command(
                module,
                "add",
                "Adds a contact to an address, or changes it.",
                List.of(
                        table,
                        address,
                        contact,
                        new Parameter("expires", false, "For how many seconds; 0 for ever."),
                        new Parameter("q", true, "How much it is preferred, 0 to 1."),
                        new Parameter("flags", true, "Accepted, and means nothing."),
                        new Parameter("cflags", true, "Names of branch flags with spaces between."),
                        new Parameter("methods", true, "The methods that it takes, as bits.")),
                this::add);
        command(
                module,
                "sync",
                "Makes the table of the database what the memory is.",
                List.of(table, new Parameter(ADDRESS, true, "Only this address.")),
                this::sync);
    }

    private static void command(
            ModuleBuilder module, String name, String summary, List<Parameter> takes, Command.Action action) {
        module.command(new Command("usrloc:" + name, List.of("ul_" + name, "ul." + name), takes, summary, action));
    }

    // ---- What they do

    private @Nullable Object remove(CommandArguments arguments) throws CommandException {
        Location table = table(arguments);
        String address = address(arguments);
        boolean removed = await(table.change(
                address, present -> new Verdict<>(!present.isEmpty(), present.isEmpty() ? present : List.of())));
        if (!removed) {
            throw new CommandException(404, "AOR not found");
        }
        return "OK";
    }

    private @Nullable Object removeContact(CommandArguments arguments) throws CommandException {
        Location table = table(arguments);
        String address = address(arguments);
        String contact = arguments.text(CONTACT);
        boolean removed = await(table.change(address, present -> {
            List<Binding> after = new ArrayList<>(present);
            boolean found = after.removeIf(binding -> binding.contact().equals(contact));
            return new Verdict<>(found, found ? after : present);
        }));
        if (!removed) {
            throw new CommandException(404, "Contact not found");
        }
        return "OK";
    }

    private @Nullable Object dump(CommandArguments arguments) throws CommandException {
        boolean brief = "brief".equals(arguments.textOrNull("brief"));
        LocationDump dump = new LocationDump(parameters.dumpStore());
        List<Object> domains = new ArrayList<>();
        locations
                .get()
                .tables()
                .forEach(table -> domains.add(dump.table(
                        table,
                        brief,
                        binding -> locations.get().isPending(table.name(), binding),
                        locations.get().now())));
        return Map.of("Domains", domains);
    }

    private Object dumpForKamailio(CommandArguments arguments) throws CommandException {
        boolean brief = "brief".equals(arguments.textOrNull("brief"));
        List<Object> domains = new ArrayList<>();
        locations
                .get()
                .tables()
                .forEach(table -> domains.add(kamailioDump(table).table(table, brief)));
        return Map.of("Domains", domains);
    }

    private KamailioDump kamailioDump(LocationTable table) {
        return new KamailioDump(
                binding -> locations.get().isPending(table.name(), binding),
                locations.get().now());
    }

    private Object lookUp(CommandArguments arguments) throws CommandException {
        Location table = table(arguments);
        String address = address(arguments);
        return kamailioDump(table).address(address, bindings(table, address));
    }

    private static List<Binding> bindings(Location table, String address) throws CommandException {
        List<Binding> bindings = table.bindings(address);
        if (bindings.isEmpty()) {
            throw new CommandException(404, "AOR not found");
        }
        return bindings;
    }

    private @Nullable Object show(CommandArguments arguments) throws CommandException {
        Location table = table(arguments);
        String address = address(arguments);
        List<Binding> bindings = bindings(table, address);
        return new LocationDump(parameters.dumpStore())
                .address(
                        address,
                        bindings,
                        table.keys(address),
                        false,
                        binding -> locations.get().isPending(table.name(), binding),
                        locations.get().now());
    }

    private @Nullable Object flush(CommandArguments arguments) throws CommandException {
        await(locations.get().flush());
        return "OK";
    }

    private @Nullable Object add(CommandArguments arguments) throws CommandException {
        Location table = table(arguments);
        String contact = arguments.text(CONTACT);
        try {
            Uri.parse(contact);
        } catch (SyntaxException e) {
            throw new CommandException(400, "the contact is no URI: " + e.getMessage());
        }
        long seconds = arguments.integer("expires", 0);
        long now = locations.get().now();
        int methods = (int) arguments.integer("methods", -1);
        String flags = arguments.textOrNull("cflags");
        Binding made = Binding.of(contact, "dfjrewr12386fd6-343@opensips.mi")
                .expires(seconds <= 0 ? Binding.PERMANENT : now + seconds)
                .modified(now)
                .q(q(arguments.textOrNull("q")))
                .methods(methods == 0x7fff ? -1 : methods)
                .flags(flags == null || flags.equals("0") ? "" : flags)
                .userAgent("SIP Server MI Server")
                .build();
        await(table.change(address(arguments), present -> {
            List<Binding> after = new ArrayList<>(present);
            for (int i = 0; i < after.size(); i++) {
                if (after.get(i).contact().equals(contact)) {
                    after.set(
                            i,
                            made.edit()
                                    .id(after.get(i).id())
                                    .row(after.get(i).row())
                                    .build());
                    return new Verdict<>(true, after);
                }
            }
            after.add(made);
            return new Verdict<>(true, after);
        }));
        return "OK";
    }

    private static int q(@Nullable String text) throws CommandException {
        try {
            double q = text == null || text.isEmpty() ? -1 : Double.parseDouble(text);
            return LocationRows.q(q);
        } catch (NumberFormatException _) {
            throw new CommandException(400, "q is a number from 0 to 1");
        }
    }

    private @Nullable Object sync(CommandArguments arguments) throws CommandException {
        Location table = table(arguments);
        String address = arguments.textOrNull(ADDRESS);
        try {
            if (!locations.get().sync(table.name(), address == null ? null : address(arguments))) {
                throw new CommandException(400, "the contacts are in no database");
            }
            return "OK";
        } catch (DatabaseException e) {
            throw new CommandException(500, String.valueOf(e.getMessage()));
        }
    }

    // ---- What they are given

    private Location table(CommandArguments arguments) throws CommandException {
        Location table = locations.get().find(arguments.text(TABLE));
        if (table == null) {
            throw new CommandException(404, "Table not found");
        }
        return table;
    }

    private String address(CommandArguments arguments) throws CommandException {
        String address = arguments.text(ADDRESS);
        if (parameters.useDomain() && address.indexOf('@') < 0) {
            throw new CommandException(400, "Domain missing in AOR");
        }
        return parameters.useDomain() || address.indexOf('@') < 0
                ? address
                : address.substring(0, address.lastIndexOf('@'));
    }

    private static <T> T await(CompletableFuture<T> change) throws CommandException {
        try {
            return change.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CommandException(500, String.valueOf(e.getMessage()));
        } catch (TimeoutException _) {
            throw new CommandException(500, "the database takes too long");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandException(500, "the server ends");
        }
    }
}
