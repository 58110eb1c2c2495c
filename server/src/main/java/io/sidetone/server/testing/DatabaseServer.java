package io.sidetone.server.testing;

import io.sidetone.server.storage.Engine;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server of PostgreSQL or MariaDB that a test or a benchmark runs: in a folder of its own, on a free port of
/// the loopback address. Thread-safe.
public final class DatabaseServer implements AutoCloseable {

    /// Of the user `sidetone`. It holds what URLs have trouble with.
    public static final String PASSWORD = "p@ss/w:rd";

    private static final int START_ATTEMPTS = 600;
    private static final String LOG = "log";

    private final Engine engine;
    private final Path folder;
    private final int port;
    private final Process program;
    private final List<String> stop;
    private final AtomicInteger databases = new AtomicInteger();

    private DatabaseServer(Engine engine, Path folder, int port, Process program, List<String> stop) {
        this.engine = engine;
        this.folder = folder;
        this.port = port;
        this.program = program;
        this.stop = stop;
    }

    /// Whether the machine has the programs.
    public static boolean isInstalled(Engine engine) {
        return find(program(engine)) != null;
    }

    /// The program that has to be installed; it stands in `peers.txt`.
    public static String program(Engine engine) {
        return engine == Engine.POSTGRESQL ? "initdb" : "mariadbd";
    }

    /// Starts a server, and waits until it lets us in.
    ///
    /// @throws IOException if it is not installed, or does not start
    public static DatabaseServer start(Engine engine) throws IOException, InterruptedException {
        Path program = find(program(engine));
        if (program == null) {
            throw new IOException(program(engine) + " is not installed");
        }
        return engine == Engine.POSTGRESQL ? postgresql(program) : mariadb(program);
    }

    /// Debian keeps programs of servers off the path of users.
    private static @Nullable Path find(String program) {
        List<Path> folders = new ArrayList<>();
        for (String folder :
                Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1)) {
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
                .findFirst()
                .orElse(null);
    }

    private static DatabaseServer postgresql(Path initdb) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sidetone-postgresql");
        List<String> as = user("postgres", folder);
        Path password = write(folder.resolve("password"), PASSWORD);
        String data = folder.resolve("data").toString();
        run(
                folder,
                as,
                initdb.toString(),
                "-D",
                data,
                "-U",
                "sidetone",
                "-A",
                "scram-sha-256",
                "--pwfile",
                password.toString(),
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync");
        int port = freePort();
        Process program = start(
                folder,
                as,
                initdb.resolveSibling("postgres").toString(),
                "-D",
                data,
                "-p",
                "" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off");
        List<String> stop = new ArrayList<>(as);
        stop.addAll(List.of(initdb.resolveSibling("pg_ctl").toString(), "-D", data, "-m", "immediate", "stop"));
        return new DatabaseServer(Engine.POSTGRESQL, folder, port, program, stop).ready("postgres");
    }

    private static DatabaseServer mariadb(Path daemon) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sidetone-mariadb");
        List<String> as = user("mysql", folder);
        String data = folder.resolve("data").toString();
        run(
                folder,
                as,
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db");
        Path users = write(
                folder.resolve("users.sql"),
                "CREATE USER 'sidetone'@'127.0.0.1' IDENTIFIED BY '" + PASSWORD
                        + "';\nGRANT ALL ON *.* TO 'sidetone'@'127.0.0.1';\n");
        int port = freePort();
        Process program = start(
                folder,
                as,
                daemon.toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--init-file=" + users,
                "--innodb-flush-log-at-trx-commit=0");
        return new DatabaseServer(Engine.MARIADB, folder, port, program, List.of()).ready("mysql");
    }

    /// What stands before a command. These servers do not run as root, and end when the test ends in any way.
    private static List<String> user(String name, Path folder) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        Files.setOwner(
                folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        return List.of("setpriv", "--reuid=" + name, "--regid=" + name, "--clear-groups", "--pdeathsig=KILL");
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process start(Path folder, List<String> as, String... command) throws IOException {
        List<String> whole = new ArrayList<>(as);
        whole.addAll(List.of(command));
        return start(folder, whole);
    }

    private static Process start(Path folder, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve(LOG).toFile()))
                .start();
    }

    private static void run(Path folder, List<String> as, String... command) throws IOException, InterruptedException {
        Process process = start(folder, as, command);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(
                    command[0] + ": " + Files.readString(folder.resolve(LOG), StandardCharsets.ISO_8859_1));
        }
    }

    private DatabaseServer ready(String database) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            try (Connection _ = connect(database)) {
                return this;
            } catch (SQLException e) {
                if (program.waitFor(50, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        String output = Files.readString(folder.resolve(LOG), StandardCharsets.ISO_8859_1);
        close();
        throw new IOException(engine.title() + " does not start: " + output);
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "sidetone");
        properties.setProperty("password", PASSWORD);
        return DriverManager.getConnection(
                "jdbc:" + (engine == Engine.POSTGRESQL ? "postgresql" : "mariadb") + "://127.0.0.1:" + port + "/"
                        + database,
                properties);
    }

    /// Performs a statement as somebody else would.
    public void perform(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Makes an empty database, and tells its name.
    public String fresh() throws SQLException {
        String name = "test" + databases.incrementAndGet();
        perform(engine == Engine.POSTGRESQL ? "postgres" : "mysql", "CREATE DATABASE " + name);
        return name;
    }

    /// The URL of a database, as an operator writes it.
    public String url(String database) {
        return url(database, port);
    }

    /// The same by another port, behind which is a relay.
    public String url(String database, int through) {
        return (engine == Engine.POSTGRESQL ? "postgres" : "mysql") + "://sidetone:" + PASSWORD + "@127.0.0.1:"
                + through + "/" + database;
    }

    /// The port that it listens on.
    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        try {
            end();
        } catch (InterruptedException e) {
            program.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void end() throws IOException, InterruptedException {
        if (!stop.isEmpty()) {
            // It has children, which it ends itself.
            Process stopping = start(folder, stop);
            boolean _ = stopping.waitFor(20, TimeUnit.SECONDS);
            stopping.destroyForcibly();
        }
        program.destroyForcibly();
        boolean _ = program.waitFor(10, TimeUnit.SECONDS);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
