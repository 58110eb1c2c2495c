package io.sidetone.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.define.Family;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void smoke() throws Exception {
        long t = System.nanoTime();
        try (Database db = Database.open(DatabaseUrl.parse("sqlite://" + folder + "/a.db"))) {
            System.out.println("open " + (System.nanoTime() - t) / 1000000);
            assertThat(db.version("location")).hasValue(1013);
            assertThat(db.table("location").family()).isEqualTo(Family.OPENSIPS);
            String sql = db.engine().upsert("subscriber", List.of("username", "domain"), List.of("password"));
            t = System.nanoTime();
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 20000; i++) {
                int n = i;
                all.add(db.submit("a" + i, s -> s.update(sql, "u" + n, "d", "p'\"; --")));
            }
            for (var f : all) assertThat(f.get()).isEqualTo(1);
            System.out.println("20000 in " + (System.nanoTime() - t) / 1000000 + " ms, transactions "
                    + db.counters().of(Database.Count.TRANSACTIONS));
            long c = db.read(s -> s.first("SELECT count(*) FROM subscriber", r -> r.number(1)));
            assertThat(c).isEqualTo(20000);
        }
    }
}
