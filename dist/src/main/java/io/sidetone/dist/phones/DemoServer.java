package io.sidetone.dist.phones;

import io.sidetone.dist.child.RunningServer;
import io.sidetone.dist.command.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `run --demo` in a process of its own, on free ports of this machine. Confined to one thread.
final class DemoServer implements AutoCloseable {

    static final String DOMAIN = RunningServer.HOST;

    private final RunningServer server;

    /// Starts one, and waits until it is ready.
    ///
    /// @param home the folder that the program lives in
    /// @param folder for what it keeps
    /// @param more options
    DemoServer(Path home, Path folder, List<String> more) throws CommandException, IOException, InterruptedException {
        List<String> options = new ArrayList<>(
                List.of("--demo", "--listen", "udp:" + DOMAIN + ":0", "--listen", "tcp:" + DOMAIN + ":0"));
        options.addAll(more);
        server = new RunningServer(home, folder, RunningServer.BRIEF, options);
    }

    /// How somebody reaches it.
    Account account(String user, String transport) throws CommandException {
        String password = server.find("user +" + user + "@\\S+ +password (\\S+)");
        return new Account(user, DOMAIN, password, transport, port(transport));
    }

    /// Where it listens.
    int port(String transport) throws CommandException {
        return server.port(transport);
    }

    @Override
    public void close() {
        server.close();
    }
}
