package io.sidetone.modules.acc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccTablesTest extends AccTablesCase {

    @TempDir
    Path folder;

    @Override
    String freshDatabase() {
        return "sqlite://" + folder.resolve("test.db");
    }
}
