package io.sidetone.server.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The servers that tests share: each is started when the first test needs it, and stopped after the last one. A
/// test registers it as an extension, and gets the [DatabaseServer] as a parameter. Immutable.
public final class DatabaseServers implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(DatabaseServers.class);

    private final Engine engine;

    /// Servers of PostgreSQL or MariaDB.
    public DatabaseServers(Engine engine) {
        this.engine = engine;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DatabaseServer.class;
    }

    /// The server. Skips the test if the program is not installed; it stands in `peers.txt`.
    @Override
    public DatabaseServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String program = engine == Engine.POSTGRESQL ? "initdb" : "mariadbd";
        List<Path> found = find(program);
        assumeTrue(!found.isEmpty(), "needs " + program);
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(engine, _ -> start(engine, found.getFirst()), DatabaseServer.class);
    }

    private static DatabaseServer start(Engine engine, Path program) {
        try {
            return engine == Engine.POSTGRESQL ? DatabaseServer.postgresql(program) : DatabaseServer.mariadb(program);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Debian keeps programs of servers off the path of users.
    private static List<Path> find(String program) {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            folders.add(Path.of(folder));
        }
        folders.add(Path.of("/usr/sbin"));
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> each = Files.list(versions)) {
                each.sorted().map(version -> version.resolve("bin")).forEach(folders::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .toList();
    }
}
