package io.sidetone.dist.compat;

import io.sidetone.dist.child.RunningServer;
import io.sidetone.dist.child.ThrowAwayKeys;
import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.compat.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A server with the configuration that Debian's package of Kamailio brings: it is read where that has put it, and
/// nothing in it is changed. What a row may choose are its switches, by `-A`. Immutable.
///
/// @param root the folder that our server lives in
record Stock(Row row, Side side, Path root) implements Subject {

    /// Where the package puts it.
    static final Path FILE = Path.of("/etc/kamailio/kamailio.cfg");

    @Override
    public Running start(Path config, Path folder, Names names) throws IOException, InterruptedException {
        List<String> switches = List.of(Files.readString(config).strip().split(" +", -1));
        List<String> options = new ArrayList<>();
        switches.stream().filter(name -> !name.isEmpty()).forEach(name -> options.addAll(List.of("-A", name)));
        String socket = names.value("SERVER");
        List<String> sockets = new ArrayList<>(List.of("udp:" + socket, "tcp:" + socket));
        List<String> launcher = List.of();
        if (switches.contains("WITH_TLS")) {
            sockets.add("tls:" + names.value("SECURE"));
            launcher = withKeys(Path.of(names.value("CERTIFICATE")));
        }
        for (String each : sockets) {
            options.addAll(List.of(side == Side.KAMAILIO ? "-l" : "--listen", each));
        }
        if (side == Side.KAMAILIO) {
            if (!row.section("sql").isEmpty()) {
                options.add("--loadmodule=db_sqlite.so");
            }
            // One worker, as rows have it: several answer in any order.
            options.addAll(List.of("-n", "1"));
            return Kamailio.start(launcher, FILE, folder, names.port("SERVER"), options);
        }
        options.addAll(List.of("--config", FILE.toString()));
        return ours(launcher, folder, options);
    }

    /// What comes before a command, so that it finds keys where the files of the package look for them. Only the
    /// command sees them there.
    private static List<String> withKeys(Path certificate) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(Objects.requireNonNull(certificate.getParent()));
        for (Path file : List.of(FILE, FILE.resolveSibling("tls.cfg"))) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        new ThrowAwayKeys(certificate, folder.resolve("kamailio-selfsigned.key")).make(folder, Names.HOST);
        return List.of(
                "unshare",
                "--mount",
                "--map-root-user",
                "sh",
                "-c",
                "mount --bind \"$0\" \"$1\" && shift && exec \"$@\"",
                folder.toString(),
                String.valueOf(FILE.getParent()));
    }

    private Running ours(List<String> launcher, Path folder, List<String> options)
            throws IOException, InterruptedException {
        try {
            RunningServer server = new RunningServer(launcher, root, folder, RunningServer.BRIEF, options);
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
