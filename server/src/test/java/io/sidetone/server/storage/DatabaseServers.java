package io.sidetone.server.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sidetone.server.testing.DatabaseServer;
import java.io.IOException;
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
        assumeTrue(DatabaseServer.isInstalled(engine), "needs " + DatabaseServer.program(engine));
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(engine, _ -> start(engine), DatabaseServer.class);
    }

    private static DatabaseServer start(Engine engine) {
        try {
            return DatabaseServer.start(engine);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
