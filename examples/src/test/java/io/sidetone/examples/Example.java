package io.sidetone.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.peers.Program;
import io.sidetone.sip.tls.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An example that runs as a program of its own, at free ports.
final class Example implements AutoCloseable {

    private static final int SECONDS = 30;

    private final Program program;

    private Example(Program program) {
        this.program = program;
    }

    /// Runs one that ends by itself.
    static Program program(Path folder, Class<?> example, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                example.getName()));
        command.addAll(List.of(arguments));
        return Program.start(folder, command);
    }

    /// Runs one that serves, and waits until it is ready.
    static Example start(Path folder, Class<?> example, String... arguments) throws Exception {
        Example started = new Example(program(folder, example, arguments));
        assertThat(Waiting.until(() -> started.output().contains("ready"), SECONDS))
                .as(started::output)
                .isTrue();
        return started;
    }

    /// Runs the registrar by UDP, TCP and TLS.
    static Example registrar(Path folder, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "udp:127.0.0.1:0",
                "tcp:127.0.0.1:0",
                "--certificate",
                Certificates.file("domain.pem").toString(),
                "--key",
                Certificates.file("domain-key.pem").toString(),
                "tls:127.0.0.1:0"));
        arguments.addAll(List.of(more));
        return start(folder, Registrar.class, arguments.toArray(String[]::new));
    }

    String output() {
        return program.output();
    }

    /// The port that it listens at by a transport, by IPv4.
    int port(String transport) {
        return port(transport, "127.0.0.1");
    }

    /// The port that it listens at by a transport, at an address.
    int port(String transport, String address) {
        String socket = transport + ":" + InetAddress.ofLiteral(address).getHostAddress();
        Matcher line = Pattern.compile("listening at " + Pattern.quote(socket) + ":(\\d+)")
                .matcher(output());
        assertThat(line.find()).as(this::output).isTrue();
        return Integer.parseInt(line.group(1));
    }

    @Override
    public void close() {
        program.close();
    }
}
