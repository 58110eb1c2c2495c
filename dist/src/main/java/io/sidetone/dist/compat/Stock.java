package io.sidetone.dist.compat;

import io.sidetone.dist.child.RunningServer;
import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.compat.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server with the configuration that Debian's package of Kamailio brings: it is read where that has put it, and
/// nothing in it is changed. What a row may choose are its switches, by `-A`. Immutable.
///
/// @param root the folder that our server lives in
record Stock(Row row, Side side, Path root) implements Subject {

    /// Where the package puts it.
    static final Path FILE = Path.of("/etc/kamailio/kamailio.cfg");

    @Override
    public Running start(Path config, Path folder, int port) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        for (String name : Files.readString(config).strip().split(" +", -1)) {
            if (!name.isEmpty()) {
                options.addAll(List.of("-A", name));
            }
        }
        String socket = Names.HOST + ":" + port;
        if (side == Side.KAMAILIO) {
            if (!row.section("sql").isEmpty()) {
                options.add("--loadmodule=db_sqlite.so");
            }
            // One worker, as rows have it: several answer in any order.
            options.addAll(List.of("-n", "1", "-l", "udp:" + socket, "-l", "tcp:" + socket));
            return Kamailio.start(FILE, folder, port, options);
        }
        options.addAll(List.of("--config", FILE.toString(), "--listen", "udp:" + socket, "--listen", "tcp:" + socket));
        return ours(folder, options);
    }

    private Running ours(Path folder, List<String> options) throws IOException, InterruptedException {
        try {
            RunningServer server = new RunningServer(root, folder, "Serial", options);
            return new Running() {
                @Override
                public String logged() {
                    return "";
                }

                @Override
                public void close() {
                    server.close();
                }
            };
        } catch (CommandException e) {
            throw new IOException(e.sentence(), e);
        }
    }
}
