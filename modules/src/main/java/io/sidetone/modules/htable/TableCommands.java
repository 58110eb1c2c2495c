package io.sidetone.modules.htable;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.storage.DatabaseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The commands of the module. Thread-safe.
final class TableCommands {

    private static final String OK = "Ok. Key set to new value.";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Command.Parameter TABLE = new Command.Parameter("htable", false, "The name of the table.");
    private static final Command.Parameter KEY = new Command.Parameter("key", false, "The name of the entry.");
    private static final Command.Parameter VALUE = new Command.Parameter("value", false, "The value.");
    private static final Command.Parameter EXPIRE = new Command.Parameter(
            "expire", false, "How many seconds it lives; 0 for always, as in a table without autoexpire.");

    private final Map<String, HashTable> tables;
    private final Storage storage;

    /// What is behind a table in memory.
    interface Storage {

        /// Loads a table anew.
        void load(HashTable table) throws DatabaseException;

        /// Writes a table.
        void save(HashTable table) throws DatabaseException;
    }

    TableCommands(Map<String, HashTable> tables, Storage storage) {
        this.tables = tables;
        this.storage = storage;
    }

    void define(ModuleBuilder module) {
        command(module, "get", "Shows an entry.", List.of(TABLE, KEY), arguments -> {
            String key = key(arguments);
            HashTable.Entry entry = table(arguments).entry(key);
            if (entry == null) {
                throw new CommandException(500, "Key name doesn't exist in htable.");
            }
            return Map.of("item", item(key, entry));
        });
        command(module, "delete", "Takes an entry away.", List.of(TABLE, KEY), arguments -> {
            if (!table(arguments).remove(key(arguments))) {
                throw new CommandException(500, "Key name doesn't exist in htable.");
            }
            return "Ok. Key deleted.";
        });
        setting(module);
        whole(module);
    }

    private void setting(ModuleBuilder module) {
        command(module, "sets", "Sets an entry to a text.", List.of(TABLE, KEY, VALUE), arguments -> {
            table(arguments).set(key(arguments), arguments.text("value"));
            return OK;
        });
        command(module, "seti", "Sets an entry to a number.", List.of(TABLE, KEY, VALUE), arguments -> {
            table(arguments).set(key(arguments), arguments.integer("value", 0));
            return OK;
        });
        command(module, "setex", "Says how long an entry lives.", List.of(TABLE, KEY, EXPIRE), arguments -> {
            if (!table(arguments).expire(key(arguments), arguments.integer("expire", 0))) {
                throw new CommandException(500, "Key name doesn't exist in htable.");
            }
            return OK;
        });
        command(
                module,
                "setxs",
                "Sets an entry to a text and says how long it lives.",
                List.of(TABLE, KEY, VALUE, EXPIRE),
                arguments -> {
                    table(arguments).set(key(arguments), arguments.text("value"), arguments.integer("expire", 0));
                    return OK;
                });
        command(
                module,
                "setxi",
                "Sets an entry to a number and says how long it lives.",
                List.of(TABLE, KEY, VALUE, EXPIRE),
                arguments -> {
                    table(arguments).set(key(arguments), arguments.integer("value", 0), arguments.integer("expire", 0));
                    return OK;
                });
    }

    private void whole(ModuleBuilder module) {
        command(module, "dump", "Shows all entries of a table.", List.of(TABLE), arguments -> {
            List<Object> all = new ArrayList<>();
            table(arguments).all().forEach((name, entry) -> {
                Map<String, Object> slot = new LinkedHashMap<>();
                slot.put("entry", (long) all.size());
                slot.put("size", 1L);
                slot.put("slot", List.of(item(name, entry)));
                all.add(slot);
            });
            return all;
        });
        command(module, "flush", "Takes all entries of a table away.", List.of(TABLE), arguments -> {
            table(arguments).clear();
            return "Ok. Table flushed.";
        });
        command(
                module,
                "reload",
                "Loads a table from the database anew.",
                List.of(TABLE),
                arguments -> stored(arguments, storage::load));
        command(
                module,
                "store",
                "Writes a table to the database.",
                List.of(TABLE),
                arguments -> stored(arguments, storage::save));
        command(module, "listTables", "Lists the tables.", List.of(), _ -> {
            List<Object> all = new ArrayList<>();
            tables.forEach((name, table) -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("name", name);
                one.put("dbtable", table.definition().table());
                one.put("dbmode", table.definition().saves() ? 1L : 0L);
                one.put("expire", table.definition().autoexpire());
                one.put("updateexpire", table.definition().renews() ? 1L : 0L);
                one.put("size", (long) table.size());
                all.add(one);
            });
            return all;
        });
        command(module, "stats", "Counts the entries of each table.", List.of(), _ -> {
            List<Object> all = new ArrayList<>();
            tables.forEach((name, table) -> all.add(Map.of("name", name, "all", (long) table.size())));
            return all;
        });
    }

    private interface Step {
        void of(HashTable table) throws DatabaseException;
    }

    private String stored(CommandArguments arguments, Step step) throws CommandException {
        HashTable table = table(arguments);
        if (table.definition().table().isEmpty()) {
            throw new CommandException(500, "No database htable");
        }
        try {
            step.of(table);
            return "Ok.";
        } catch (DatabaseException e) {
            throw new CommandException(500, String.valueOf(e.getMessage()));
        }
    }

    private static void command(
            ModuleBuilder module,
            String name,
            String description,
            List<Command.Parameter> parameters,
            Command.Action action) {
        module.command(new Command("htable." + name, List.of(), parameters, description, arguments -> {
            try {
                return action.run(arguments);
            } catch (ScriptError e) {
                throw new CommandException(500, e.reason());
            }
        }));
    }

    private HashTable table(CommandArguments arguments) throws CommandException {
        HashTable table = tables.get(arguments.text("htable"));
        if (table == null) {
            throw new CommandException(500, "No such htable");
        }
        return table;
    }

    /// A name of digits alone may have `s:` in front.
    private static String key(CommandArguments arguments) throws CommandException {
        String key = arguments.text("key");
        return key.startsWith("s:") ? key.substring(2) : key;
    }

    private static Map<String, Object> item(String name, HashTable.Entry entry) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", name);
        item.put("value", entry.value());
        item.put("flags", entry.value() instanceof Long ? 0L : 2L);
        item.put(
                "expire",
                entry.ends() == 0
                        ? "NEVER"
                        : TIME.format(Instant.ofEpochMilli(entry.ends()).atZone(ZoneId.systemDefault())));
        return item;
    }
}
