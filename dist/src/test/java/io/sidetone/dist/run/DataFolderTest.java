package io.sidetone.dist.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.server.Server;
import io.sidetone.server.module.SocketLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
@Timeout(60)
class DataFolderTest {

    private static final String ONLY_US = "rwx------";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Map<String, String> permissions(Path top) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.toList()) {
                String name = top.relativize(file).toString();
                all.put(name, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return all;
    }

    @Test
    void nobodyElseMayLookIntoIt() throws Exception {
        Path above = folder.resolve("var");
        try (ServerProcess server = new ServerProcess(
                new Configuration(
                        Repository.root().resolve("conf/sidetone.cfg").toString(), folder, SourceOptions.NONE),
                above.resolve("data"),
                Map.of(),
                List.of())) {
            assertThat(server.start(List.of(SocketLine.parse(List.of("udp:127.0.0.1:0"))), true))
                    .hasSize(2);

            Map<String, String> permissions = permissions(above);
            assertThat(permissions).containsEntry("", ONLY_US).containsEntry("data", ONLY_US);
            assertThat(permissions).containsKeys("data/lock", "data/" + Server.DATABASE);
            assertThat(permissions.values()).allMatch(each -> each.endsWith("------"));
        }
    }

    @Test
    void aFolderThatIsThereStaysAsItsOwnerMadeIt() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
        DataFolder.open(shared).close();
        DataFolder.open(shared).close();
        assertThat(permissions(shared)).containsEntry("", "rwxr-x---").containsEntry("lock", "rw-------");
    }
}
