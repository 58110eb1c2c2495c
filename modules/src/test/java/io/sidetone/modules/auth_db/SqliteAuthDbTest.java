package io.sidetone.modules.auth_db;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuthDbTest extends AuthDbCase {

    @TempDir
    Path folder;

    @Override
    String freshDatabase() {
        return "sqlite://" + folder.resolve("test.db");
    }
}
