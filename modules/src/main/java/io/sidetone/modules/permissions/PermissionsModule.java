package io.sidetone.modules.permissions;

import io.sidetone.script.run.Output;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.Reloadable;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.sip.transport.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who may do what: by addresses in a database, which are in memory, and by rules in files. Thread-safe.
public final class PermissionsModule implements Module, Startable, Reloadable {

    private static final String DEFAULT = "default";
    private static final Pattern AVP = Pattern.compile("^\\$avp\\((?:s:)?(.*)\\)$");

    private volatile Map<String, AddressTable> tables = Map.of();
    private volatile @Nullable ModuleContext server;
    private @Nullable ModuleParameter<String> url;
    private @Nullable ModuleParameter<String> table;
    private @Nullable ModuleParameter<List<String>> partitions;
    private @Nullable ModuleParameter<String> peerTag;
    private @Nullable RuleFunctions rules;
    private final Map<String, ModuleParameter<String>> columns = new LinkedHashMap<>();

    @Override
    public void define(ModuleBuilder module) {
        module.name("permissions", "Knows by addresses and by rules in files who may do what.");
        url = module.text("db_url", "", "The database with addresses; the server's own if left out.");
        table = module.text("address_table", "address", "The table with addresses.");
        peerTag = module.text(
                "peer_tag_avp",
                "",
                "The `$avp` that gets the tag of an address that a function of Kamailio's has found.");
        partitions = module.texts("partition", "One more set of addresses: `name: db_url = URL; table_name = TABLE`.");
        for (String column : AddressReader.columns()) {
            columns.put(
                    column, module.text(column + "_col", "", "The column of that; what the schema has if left out."));
        }
        rules = new RuleFunctions(module);
        checks(module);
        older(module);
        absent(module);
        commands(module);
    }

    private void checks(ModuleBuilder module) {
        module.function("check_address", "Whether an address is in a group.")
                .with(Argument.integer("group_id", "The group; 0 for any.").between(0, Integer.MAX_VALUE))
                .with(Argument.text("ip", "The address."))
                .with(Argument.integer("port", "The port; 0 for any.").between(0, 65_535))
                .with(Argument.text("proto", "The transport, or `any`."))
                .with(Argument.output("context_info", "Takes what the table says of it.")
                        .optional())
                .with(Argument.text("pattern", "A text that the pattern of the table has to fit.")
                        .optional())
                .with(Argument.text("partition", "Which set of addresses.").optional())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(-2, "there is no such group")
                .example("if (check_address(4, \"192.0.2.1\", 5060, \"udp\", $avp(info), \"text\")) { exit; }")
                .does((_, group, ip, port, protocol, info, text, partition) ->
                        check(partition == null ? DEFAULT : partition, group, ip, port, protocol, info, text));
        module.function("check_source_address", "Whether the address that the message came from is in a group.")
                .with(Argument.integer("group_id", "The group; 0 for any.").between(0, Integer.MAX_VALUE))
                .with(Argument.output("context_info", "Takes what the table says of it.")
                        .optional())
                .with(Argument.text("pattern", "A text that the pattern of the table has to fit.")
                        .optional())
                .with(Argument.text("partition", "Which set of addresses.").optional())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(-2, "there is no such group")
                .example("if (check_source_address(1)) { exit; }")
                .does((context, group, info, text, partition) -> {
                    Flow flow = context.flow();
                    return flow == null
                            ? -1
                            : check(
                                    partition == null ? DEFAULT : partition,
                                    group,
                                    flow.source(),
                                    flow.remote().getPort(),
                                    flow.transport().name(),
                                    info,
                                    text);
                });
        module.function("get_source_group", "Gives the group of the address that the message came from.")
                .with(Argument.output("var", "Takes the group."))
                .with(Argument.text("partition", "Which set of addresses.").optional())
                .returns(1, "it has one")
                .returns(-1, "it has none")
                .example("if (get_source_group($var(group))) { exit; }")
                .does((context, result, partition) -> group(context, result, partition == null ? DEFAULT : partition));
    }

    /// Those of Kamailio.
    private void older(ModuleBuilder module) {
        module.function("allow_source_address", "Whether the address that the message came from is in a group.")
                .with(Argument.integer("group_id", "The group; 1 if left out.")
                        .between(0, Integer.MAX_VALUE)
                        .optional())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(-2, "there is no such group")
                .example("if (allow_source_address(1)) { exit; }")
                .does((context, group) -> {
                    Flow flow = context.flow();
                    long wanted = group == null ? 1 : group;
                    return flow == null
                            ? -1
                            : check(
                                    DEFAULT,
                                    wanted,
                                    flow.source(),
                                    flow.remote().getPort(),
                                    "any",
                                    tag(context),
                                    null);
                });
        module.function("allow_source_address_group", "Gives the group of the address that the message came from.")
                .returns(1, "it is the group")
                .returns(-1, "the address is in none")
                .example("$var(group) = allow_source_address_group();")
                .does(context -> {
                    Flow flow = context.flow();
                    return flow == null
                            ? -1
                            : group(flow.source(), flow.remote().getPort());
                });
        module.function("allow_address_group", "Gives the group of an address.")
                .with(Argument.text("ip_addr", "The address."))
                .with(Argument.integer("port", "The port; 0 for any.").between(0, 65_535))
                .returns(1, "it is the group")
                .returns(-1, "the address is in none")
                .example("$var(group) = allow_address_group(\"192.0.2.1\", 0);")
                .does((_, ip, port) -> group(ip, port));
        module.function("allow_address", "Whether an address is in a group.")
                .with(Argument.integer("group_id", "The group.").between(0, Integer.MAX_VALUE))
                .with(Argument.text("ip_addr", "The address."))
                .with(Argument.integer("port", "The port; 0 for any.").between(0, 65_535))
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(-2, "there is no such group")
                .example("if (allow_address(1, \"192.0.2.1\", 0)) { exit; }")
                .does((context, group, ip, port) -> check(DEFAULT, group, ip, port, "any", tag(context), null));
    }

    /// Takes the tag of an address; null where nobody wants it.
    private @Nullable Output tag(RoutingContext context) {
        String written = peerTag == null ? "" : peerTag.value();
        if (written.isEmpty()) {
            return null;
        }
        String name = AVP.matcher(written).replaceFirst("$1");
        return new Output() {
            @Override
            public @Nullable Object get() {
                return context.transaction().avps().first(name);
            }

            @Override
            public void set(@Nullable Object value) {
                if (value != null) {
                    context.transaction().avps().push(name, value);
                }
            }
        };
    }

    /// What older scripts may set.
    private static void absent(ModuleBuilder module) {
        module.ignored("load_backends", Type.INTEGER, "what scripts use is loaded");
        module.ignored("db_mode", Type.INTEGER, "addresses are kept in memory");
        module.ignored("max_subnets", Type.INTEGER, "there may be as many as there are");
        module.ignored("subnet_match_mode", Type.INTEGER, "an address counts before a network that it is in");
        module.ignored("reload_delta", Type.INTEGER, "addresses may be read again at any time");
        module.ignored("trusted_cleanup_interval", Type.INTEGER, "what was read before is forgotten at once");
        module.ignored("peer_tag_mode", Type.INTEGER, "the first that fits counts");
        module.ignored("address_file", Type.STRING, "addresses are in the database");
        module.ignored("ip_addr_col", Type.STRING, "the column is that of the schema");
    }

    private AddressTable table(String partition) {
        AddressTable found = tables.get(partition);
        if (found == null) {
            throw new ScriptError("there is no partition '" + partition + "'");
        }
        return found;
    }

    private int check(
            String partition,
            long group,
            String ip,
            long port,
            String protocol,
            @Nullable Output info,
            @Nullable String text) {
        AddressTable addresses = table(partition);
        AddressTable.Entry entry = addresses.find(group, ip, port, protocol.toLowerCase(Locale.ROOT), text);
        if (entry == null) {
            return addresses.hasGroup(group) ? -1 : -2;
        }
        if (info != null) {
            info.set(entry.info());
        }
        return 1;
    }

    private int group(String ip, long port) {
        AddressTable.Entry entry = table(DEFAULT).find(AddressTable.ANY, ip, port, "any", null);
        return entry == null ? -1 : Math.clamp(entry.group(), 1, Integer.MAX_VALUE);
    }

    private int group(RoutingContext context, Output result, String partition) {
        Flow flow = context.flow();
        AddressTable.Entry entry = flow == null
                ? null
                : table(partition)
                        .find(
                                AddressTable.ANY,
                                flow.source(),
                                flow.remote().getPort(),
                                flow.transport().name().toLowerCase(Locale.ROOT),
                                null);
        if (entry == null) {
            return -1;
        }
        result.set(entry.group());
        return 1;
    }

    private void commands(ModuleBuilder module) {
        Command.Parameter partition = new Command.Parameter("partition", true, "Which set; all if left out.");
        module.command(new Command(
                "permissions:address_reload",
                List.of("address_reload", "permissions.addressReload"),
                List.of(partition),
                "Reads addresses again, and forgets the rules of files; what cannot be read stays as it was.",
                arguments -> {
                    try {
                        reload(arguments.textOrNull("partition"));
                    } catch (StartException e) {
                        throw new CommandException(500, String.valueOf(e.getMessage()));
                    }
                    return null;
                }));
        module.command(new Command(
                "permissions:address_dump",
                List.of(
                        "address_dump",
                        "permissions.addressDump",
                        "permissions:subnet_dump",
                        "subnet_dump",
                        "permissions.subnetDump"),
                List.of(partition),
                "Lists the addresses.",
                this::dump));
    }

    private Object dump(CommandArguments arguments) throws CommandException {
        String wanted = arguments.textOrNull("partition");
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        tables.forEach((name, addresses) -> {
            if (wanted == null || wanted.equals(name)) {
                for (AddressTable.Entry entry : addresses.all()) {
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    json.put("partition", name);
                    json.put("grp", entry.group());
                    json.put("ip", entry.network());
                    json.put("mask", (long) entry.length());
                    json.put("port", entry.port());
                    json.put("proto", entry.protocol());
                    json.put("pattern", entry.pattern());
                    json.put("context_info", entry.info());
                    all.add(json);
                }
            }
        });
        return all;
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        server = context;
        Objects.requireNonNull(rules).in(context.scriptFolder());
        reload();
    }

    @Override
    public void reload() throws StartException {
        reload(null);
    }

    /// All sets are read before one of them counts.
    ///
    /// @param only the set that is read; null for all
    private synchronized void reload(@Nullable String only) throws StartException {
        ModuleContext context = Objects.requireNonNull(server);
        Map<String, AddressTable> read = new LinkedHashMap<>();
        if (only != null) {
            read.putAll(tables);
        }
        Map<String, String> named = new LinkedHashMap<>();
        columns.forEach((column, parameter) -> named.put(column, parameter.value()));
        String usualUrl = Objects.requireNonNull(url).value();
        String usualTable = Objects.requireNonNull(table).value();
        List<Partition> all = new ArrayList<>(List.of(new Partition(DEFAULT, usualUrl, usualTable)));
        for (String each : Objects.requireNonNull(partitions).value()) {
            all.add(Partition.parse(each, usualUrl, usualTable));
        }
        all.removeIf(each -> only != null && !each.name().equals(only));
        if (all.isEmpty()) {
            throw new StartException(Reason.CONFIGURATION, "there is no partition '" + only + "'");
        }
        for (Partition each : all) {
            try {
                read.put(each.name(), AddressReader.read(context.database(each.url()), each.table(), named));
            } catch (DatabaseException e) {
                throw new StartException(Reason.DATABASE, "permissions: " + e.getMessage(), e);
            } catch (IllegalArgumentException e) {
                throw new StartException(Reason.CONFIGURATION, "permissions: " + e.getMessage(), e);
            }
        }
        tables = Map.copyOf(read);
        Objects.requireNonNull(rules).clear();
    }
}
