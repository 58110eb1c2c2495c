package io.sidetone.modules.db_sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.testing.ScriptTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbSqliteModuleTest {

    /// Looks how its connection was opened.
    private static final class Looking implements Module, Startable {

        private String synchronous = "";

        @Override
        public void define(ModuleBuilder module) {
            module.name("looking", "Looks at the database.");
        }

        @Override
        public void start(ModuleContext context) throws StartException {
            try {
                Database database = context.database("");
                synchronous = database.write(session -> session.query("PRAGMA synchronous", row -> row.text(1, ""))
                        .getFirst());
            } catch (DatabaseException e) {
                throw new StartException(StartException.Reason.DATABASE, e.getMessage(), e);
            }
        }

        @Override
        public void stop() {}
    }

    /// 1 is NORMAL and 2 is FULL.
    @ParameterizedTest
    @CsvSource({"synchronous=full,2", "Synchronous = 2,2", "synchronous=normal,1", "journal_mode=wal,1"})
    void eachCommitWaitsForTheDiskIfAScriptSaysSoWhereverItDoes(String pragma, String expected) {
        Looking looking = new Looking();
        String script = """
                loadmodule "looking.so"
                loadmodule "db_sqlite.so"
                modparam("db_sqlite", "exec_pragma", "cache_size=-2000")
                modparam("db_sqlite", "exec_pragma", "%s")
                route { exit; }
                """.formatted(pragma);

        try (ScriptTest _ = ScriptTest.of(script, looking, new DbSqliteModule())) {
            assertThat(looking.synchronous).isEqualTo(expected);
        }
    }
}
