package io.sidetone.modules.db_sqlite;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.service.PowerSafety;
import java.util.List;
import java.util.regex.Pattern;

/// The name under which scripts load SQLite, which is always there.
public final class DbSqliteModule implements Module {

    /// What has each commit wait for the disk: FULL or EXTRA, by name or number.
    private static final Pattern SAFE = Pattern.compile("(?i)\\s*synchronous\\s*=\\s*(full|extra|2|3)\\s*");

    private static final Pattern SYNCHRONOUS = Pattern.compile("(?i)\\s*synchronous\\s*=.*");

    @Override
    public void define(ModuleBuilder module) {
        module.name("db_sqlite", "SQLite, which is always there.");
        module.ignored("alloc_limit", Type.INTEGER, "a result may have any number of rows");
        module.ignored("busy_timeout", Type.INTEGER, "a lock of another program is waited for some seconds");
        module.ignored("load_extension", Type.STRING, "extensions would run foreign code in the server");
        ModuleParameter<List<String>> pragmas = module.texts(
                "exec_pragma",
                "`synchronous=full`: what is committed survives a loss of power, too, as each commit waits"
                        + " for the disk. All else is accepted; the settings of the file are those of the server.");
        module.provides(PowerSafety.class, () -> () -> isSafe(pragmas.value()));
    }

    /// The last one counts, as if each were executed.
    private static boolean isSafe(List<String> pragmas) {
        return pragmas.stream()
                .filter(pragma -> SYNCHRONOUS.matcher(pragma).matches())
                .reduce((_, last) -> last)
                .filter(pragma -> SAFE.matcher(pragma).matches())
                .isPresent();
    }
}
