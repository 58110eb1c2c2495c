package io.sidetone.modules.usrloc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLocationTest extends LocationStoreCase {

    @TempDir
    Path folder;

    @Override
    String url() {
        return "sqlite://" + folder.resolve("test.db");
    }
}
