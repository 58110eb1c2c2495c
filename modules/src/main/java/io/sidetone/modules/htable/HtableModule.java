package io.sidetone.modules.htable;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleEvent;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Module `htable`. Thread-safe.
public final class HtableModule implements Module, Startable {

    private static final System.Logger LOG = System.getLogger(HtableModule.class.getName());

    /// Their names are known when the script is loaded, and not before.
    private final Map<String, HashTable> tables = new ConcurrentHashMap<>();

    private final Parameters parameters = new Parameters();
    private volatile @Nullable StoredTable stored;
    private volatile @Nullable ModuleContext running;

    /// Confined to the thread that defines the module, and from then on only read.
    @SuppressWarnings("NullAway.Init")
    private static final class Parameters {
        private ModuleParameter<List<TableDefinition>> tables;
        private ModuleParameter<String> dbUrl;
        private ModuleParameter<String> name;
        private ModuleParameter<String> nameKind;
        private ModuleParameter<String> valueKind;
        private ModuleParameter<String> value;
        private ModuleParameter<String> ends;
        private ModuleParameter<String> suffix;
        private ModuleParameter<Boolean> dbExpires;
        private ModuleParameter<Long> interval;
        private ModuleParameter<Long> most;
        private ModuleEvent ready;
        private ModuleEvent expired;
    }

    /// Not yet started.
    public HtableModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("htable", "Tables in memory that all messages share: `$sht(table=>name)`.");
        parameters.tables = module.parameter(
                "htable",
                "A table: `ipban=>size=8;autoexpire=300;initval=0;updateexpire=1;dbtable=htable;dbmode=1;`.",
                List.<TableDefinition>of(),
                Type.STRING,
                true,
                (before, given) -> {
                    List<TableDefinition> all = new ArrayList<>(before);
                    all.add(TableDefinition.of((String) given));
                    return List.copyOf(all);
                });
        parameters.dbUrl =
                module.text("db_url", "", "The database of tables with `dbtable`; empty for the server's own.");
        parameters.name = module.text("key_name_column", "key_name", "The column of names.");
        parameters.nameKind =
                module.text("key_type_column", "key_type", "The column that is 1 where a name has several values.");
        parameters.valueKind = module.text("value_type_column", "value_type", "The column that is 1 for numbers.");
        parameters.value = module.text("key_value_column", "key_value", "The column of values.");
        parameters.ends = module.text("expires_column", "expires", "The column of ends, in seconds since 1970.");
        parameters.suffix = module.text(
                "array_size_suffix", "::size", "What stands behind a name for how many values it has in the database.");
        parameters.dbExpires = module.flag("db_expires", false, "Whether ends are read and written.");
        parameters.interval = module.integer(
                        "timer_interval", 20, "After how many seconds is looked each time for what has ended.")
                .between(1, 86_400);
        parameters.most = module.integer("max_entries", 1_000_000, "The most entries of one table.")
                .between(1, Integer.MAX_VALUE);
        module.ignored("fetch_rows", Type.INTEGER, "rows are read one by one");
        module.ignored("timer_procs", Type.INTEGER, "there are no processes");
        module.ignored("enable_dmq", Type.INTEGER, "tables are not told to other servers");
        module.ignored("dmq_init_sync", Type.INTEGER, "tables are not told to other servers");
        module.ignored("dmq_peer_id", Type.STRING, "tables are not told to other servers");
        module.ignored("event_callback", Type.STRING, "events run event routes");
        module.ignored("event_callback_mode", Type.INTEGER, "events run event routes");
        parameters.ready = module.event("htable:mod-init", "The server has started: tables can be filled.");
        parameters.expired = module.event(
                "htable:expired", "An entry has ended: `htable:expired:NAME` for each table.", "key", "value");
        TableVariables variables = new TableVariables(tables);
        variables.define(module);
        new TableFunctions(variables, tables).define(module);
        new TableCommands(tables, new TableCommands.Storage() {
                    @Override
                    public void load(HashTable table) throws DatabaseException {
                        HtableModule.this.load(table);
                    }

                    @Override
                    public void save(HashTable table) throws DatabaseException {
                        Objects.requireNonNull(stored).save(table.definition(), table.all());
                    }
                })
                .define(module);
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        running = context;
        boolean database = parameters.tables.value().stream()
                .anyMatch(table -> !table.table().isEmpty());
        try {
            if (database) {
                stored = stored(context.database(parameters.dbUrl.value()));
            }
            for (TableDefinition definition : parameters.tables.value()) {
                HashTable table = table(definition, context);
                if (!definition.table().isEmpty()) {
                    load(table);
                }
                if (tables.putIfAbsent(definition.name(), table) != null) {
                    throw new ScriptError("there are two tables " + definition.name());
                }
            }
        } catch (DatabaseException e) {
            throw new StartException(Reason.DATABASE, "htable: " + e.getMessage(), e);
        } catch (IllegalArgumentException | ScriptError e) {
            throw new StartException(Reason.CONFIGURATION, "htable: " + e.getMessage(), e);
        }
        context.every(
                Duration.ofSeconds(parameters.interval.value()),
                () -> tables.values().forEach(HashTable::sweep));
        parameters.ready.raise();
    }

    private HashTable table(TableDefinition definition, ModuleContext context) {
        ModuleEvent ended = parameters.expired.as("htable:expired:" + definition.name(), List.of("key", "value"));
        return new HashTable(
                definition, context.clock(), parameters.most.value(), (name, value) -> ended.raise(name, value));
    }

    private StoredTable stored(Database database) {
        return new StoredTable(
                database,
                new StoredTable.Columns(
                        parameters.name.value(),
                        parameters.nameKind.value(),
                        parameters.valueKind.value(),
                        parameters.value.value(),
                        parameters.ends.value()),
                parameters.suffix.value(),
                parameters.dbExpires.value());
    }

    private void load(HashTable table) throws DatabaseException {
        long now = Objects.requireNonNull(running).clock().currentTimeMillis();
        table.replace(Objects.requireNonNull(stored).load(table.definition(), now));
    }

    /// Tables with `dbmode` are written back.
    @Override
    public void stop() {
        StoredTable database = stored;
        for (HashTable table : new TreeMap<>(tables).values()) {
            if (database != null
                    && table.definition().saves()
                    && !table.definition().table().isEmpty()) {
                try {
                    database.save(table.definition(), table.all());
                } catch (DatabaseException e) {
                    LOG.log(Level.WARNING, "The table " + table.definition().name() + " was not written", e);
                }
            }
        }
    }
}
