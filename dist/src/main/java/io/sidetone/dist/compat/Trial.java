package io.sidetone.dist.compat;

import io.sidetone.dist.child.Patience;
import io.sidetone.dist.child.Ports;
import io.sidetone.dist.compat.row.Row;
import io.sidetone.dist.compat.row.Step;
import io.sidetone.sip.resolve.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One row on one server: starts the server, plays the flow, writes down what is seen. Confined to one thread.
final class Trial {

    private static final Pattern WITHIN = Pattern.compile("(.*?) within (\\d+)");
    private static final Pattern COMMA = Pattern.compile(", ?(?=<)");
    private static final int TRYING = 100;
    private static final long USUAL_LIMIT = 2_000;
    private static final String USUAL_SETTLE = "250";

    /// How long after that what nobody awaits may still come, such as rows of the accounts: on a busy machine
    /// processes stand still for seconds.
    private static final Duration LATE = Duration.ofSeconds(4);

    private final Row row;
    private final Path folder;
    private final Names names = new Names();
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Map<String, List<String>> missed = new LinkedHashMap<>();

    /// @param folder an empty one
    /// @param odd whether its ports are odd
    Trial(Row row, Path folder, boolean odd) throws IOException {
        this.row = row;
        this.folder = folder;
        for (String name : List.of("SERVER", "SECURE", "OTHER", "ALICE", "BOB", "CAROL", "DAVE", "NOBODY")) {
            int port = Ports.quiet(odd);
            while (names.knows(port)) {
                port = Ports.quiet(odd);
            }
            names.port(name, port);
        }
        names.text("FOLDER", folder.toString());
        names.text("CERTIFICATE", folder.resolve("etc/kamailio-selfsigned.pem").toString());
        names.text("DATABASE", folder.resolve("trial.sqlite").toString());
    }

    /// What is seen, when it is as expected or nothing more is to come.
    ///
    /// @throws IOException if the server does not start, or the flow cannot be played
    String run(Subject subject, String expected) throws IOException, InterruptedException {
        Path config = Files.writeString(
                folder.resolve("trial.cfg"),
                names.filled(row.isStock() ? row.head("switches", "") : Preamble.of(row) + row.section("config")));
        prepare();
        try (Subject.Running server = subject.start(config, folder, names)) {
            open();
            for (Step step : Step.parse(row.section("flow"))) {
                play(step);
            }
            Patience.pause(Duration.ofMillis(Long.parseLong(row.head("settle", USUAL_SETTLE))));
            boolean _ = Patience.until(() -> names.normal(seen(server.logged())).equals(expected), LATE);
            return names.normal(seen(server.logged()));
        } finally {
            for (Peer peer : peers.values()) {
                peer.close();
            }
        }
    }

    private void open() throws IOException {
        Set<String> manual = row.words("manual");
        for (String name : List.of("alice", "bob", "carol", "dave")) {
            peers.put(name, new Peer(name, names, transport(name), manual.contains(name)));
        }
    }

    private Transport transport(String peer) {
        for (Transport transport : Transport.values()) {
            if (row.words("peers").contains(peer + "/" + transport.token())) {
                return transport;
            }
        }
        return Transport.UDP;
    }

    private void play(Step step) throws IOException, InterruptedException {
        if (step.kind() == Step.Kind.WAIT) {
            Patience.pause(Duration.ofMillis(Long.parseLong(step.text())));
            return;
        }
        Peer peer = peers.get(step.peer());
        if (peer == null) {
            throw new IllegalArgumentException("there is no peer " + step.peer());
        }
        switch (step.kind()) {
            case SEND -> {
                if (!peer.send(step.text(), step.more())) {
                    note(step.peer(), "has no dialog for " + step.text());
                }
            }
            case ANSWER -> {
                if (!peer.answer(step.text(), step.more())) {
                    note(step.peer(), "has nothing to answer");
                }
            }
            default -> {
                Matcher within = WITHIN.matcher(step.text());
                boolean limited = within.matches();
                String what = limited ? within.group(1) : step.text();
                if (!peer.await(what, limited ? Long.parseLong(within.group(2)) : USUAL_LIMIT)) {
                    note(step.peer(), "waits in vain for " + what);
                }
            }
        }
    }

    private void note(String peer, String what) {
        missed.computeIfAbsent(peer, _ -> new ArrayList<>()).add(what);
    }

    // ---- What is seen

    private String seen(String logged) {
        StringBuilder text = new StringBuilder();
        peers.forEach((name, peer) -> {
            StringBuilder lines = new StringBuilder();
            peer.received().stream()
                    .filter(packet ->
                            packet.status() != TRYING || row.words("show").contains("100"))
                    .forEach(packet -> line(packet, "", lines));
            if (row.words("show").contains("again")) {
                peer.repeated().forEach(packet -> line(packet, " again", lines));
            }
            missed.getOrDefault(name, List.of())
                    .forEach(what -> lines.append("  ").append(what).append('\n'));
            if (!lines.isEmpty()) {
                text.append(name).append('\n').append(lines);
            }
        });
        String log = shown(logged);
        if (row.words("show").contains("log") && !log.isEmpty()) {
            text.append("log\n").append(log);
        }
        String found = query();
        if (!found.isEmpty()) {
            text.append("database\n").append(found);
        }
        return text.toString();
    }

    private static String shown(String logged) {
        StringBuilder text = new StringBuilder();
        for (String line : logged.lines().toList()) {
            if (!line.isBlank()) {
                text.append("  ")
                        .append(line.strip().replaceAll("(timestamp|created|setuptime)=\\d+", "$1=*"))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private void line(Packet packet, String suffix, StringBuilder out) {
        Set<String> show = row.words("show");
        out.append("  ");
        if (packet.isRequest()) {
            out.append(packet.method()).append(' ').append(packet.uri());
        } else {
            out.append(packet.status()).append(' ').append(packet.method());
            if (show.contains("reason") && packet.status() != 100) {
                out.append(' ').append(packet.reason());
            }
        }
        out.append(suffix).append('\n');
        for (String name : show) {
            // Whether values share a line has no meaning.
            List<String> values = packet.all(name).stream()
                    .flatMap(value -> COMMA.splitAsStream(value))
                    .toList();
            // Nor has the order of what is registered.
            boolean anyOrder = packet.method().equals("REGISTER") && !packet.isRequest();
            (anyOrder ? values.stream().sorted() : values.stream())
                    .forEach(value -> out.append("    ")
                            .append(name)
                            .append(": ")
                            .append(value)
                            .append('\n'));
        }
        if (show.contains("body")) {
            packet.body()
                    .lines()
                    .forEach(each -> out.append("    | ").append(each).append('\n'));
        }
    }

    // ---- The database

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + names.value("DATABASE"));
    }

    private void prepare() throws IOException {
        if (row.section("sql").isEmpty()) {
            return;
        }
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            // Else who writes while we read is refused, and Kamailio does not try again.
            statement.execute("PRAGMA journal_mode=WAL");
            for (String each : names.filled(row.section("sql")).split(";\n", -1)) {
                if (each.isBlank()) {
                    continue;
                }
                statement.executeUpdate(each);
            }
        } catch (SQLException e) {
            throw new IOException("the database of the row: " + e.getMessage(), e);
        }
    }

    private String query() {
        if (row.section("query").isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(row.section("query"))) {
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    cells.add(found.getString(i) == null ? "null" : found.getString(i));
                }
                text.append("  ").append(String.join(" | ", cells)).append('\n');
            }
        } catch (SQLException e) {
            text.append("  ")
                    .append(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        return text.toString();
    }
}
