package io.sidetone.bench;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Figures;
import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Samples;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Stage;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Verdicts;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Whether connections that keep a server waiting delay those that do not. Immutable.
record SlowGroup() implements Group {

    private static final int CLIENTS = 5000;
    private static final int QUICK_CLIENTS = 200;
    private static final int ROUNDS = 7;
    private static final int EXCHANGES = 20_000;
    private static final int QUICK_EXCHANGES = 200;

    /// What the medians of two runs differ by on a machine that is not quiet.
    private static final double NOISE = 1.2;

    /// What one figure is about.
    private record Cell(boolean slow, int percent) {}

    private static final List<Integer> PERCENTS = List.of(50, 99);

    @Override
    public String id() {
        return "slow";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        int clients = quick ? QUICK_CLIENTS : CLIENTS;
        int rounds = quick ? 1 : ROUNDS;
        int exchanges = quick ? QUICK_EXCHANGES : EXCHANGES;
        Figures<Cell> micros = new Figures<>();
        for (int round = 0; round < rounds; round++) {
            try (Stage stage = Stage.open()) {
                Child server = stage.startJava(List.of("transport-server", "TCP", "2", "0"));
                exchange(server, exchanges);
                boolean slowFirst = round % 2 == 1;
                measure(server, slowFirst ? clients : 0, exchanges, micros);
                measure(server, slowFirst ? 0 : clients, exchanges, micros);
            }
            progress.accept("without: " + micros.of(new Cell(false, 50)) + " us, with " + clients
                    + " slow connections: " + micros.of(new Cell(true, 50)) + " us");
        }
        return machine.block(
                id(),
                table(micros, clients),
                verdicts(micros),
                rounds + " rounds of fresh processes, " + Spread.show(exchanges) + " exchanges for a measurement",
                Child.JVM_FLAGS);
    }

    private static void measure(Child server, int clients, int exchanges, Figures<Cell> micros) throws IOException {
        double[] sorted;
        try (SlowClients _ = new SlowClients(clients, server.port())) {
            sorted = exchange(server, exchanges);
        }
        for (int percent : PERCENTS) {
            micros.add(new Cell(clients > 0, percent), sorted[sorted.length * percent / 100]);
        }
    }

    /// Sends requests over one connection, each when the last one was answered: what they took, in microseconds, the
    /// shortest first.
    private static double[] exchange(Child server, int exchanges) throws IOException {
        double[] micros = new double[exchanges];
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.setTcpNoDelay(true);
            byte[] request = Samples.inviteOfCall("measured");
            for (int i = 0; i < exchanges; i++) {
                long start = System.nanoTime();
                socket.getOutputStream().write(request);
                readResponse(socket.getInputStream());
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    /// Reads up to the empty line; there is no body.
    private static void readResponse(InputStream in) throws IOException {
        byte[] octets = new byte[4096];
        int count = 0;
        while (count < 4 || octets[count - 1] != '\n' || octets[count - 3] != '\n') {
            int more = in.read(octets, count, octets.length - count);
            if (more <= 0) {
                throw new EOFException("The server has closed the connection");
            }
            count += more;
        }
    }

    private static Table table(Figures<Cell> micros, int clients) {
        Table table = new Table("round trip of a request over TCP", "median: µs", "99 of 100 are below: µs");
        for (boolean slow : List.of(false, true)) {
            table.row(
                    slow ? "beside " + Spread.show(clients) + " slow connections" : "alone",
                    micros.of(new Cell(slow, 50)).toString(),
                    micros.of(new Cell(slow, 99)).toString());
        }
        return table;
    }

    private static Verdicts verdicts(Figures<Cell> micros) {
        double times = micros.median(new Cell(true, 50)) / micros.median(new Cell(false, 50));
        Verdicts verdicts = new Verdicts();
        verdicts.add(
                "beside slow connections: at most " + Spread.showRatio(NOISE) + " times the median alone",
                Spread.showRatio(times),
                times <= NOISE);
        return verdicts;
    }
}
