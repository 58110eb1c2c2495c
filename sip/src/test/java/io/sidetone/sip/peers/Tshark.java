package io.sidetone.sip.peers;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Wireshark's dissector: reads messages from a capture file that is made here, so that it needs no rights and no
/// network.
public final class Tshark {

    private static final int RAW_IP = 101;
    private static final int SIP_PORT = 5060;
    private static final int SECONDS = 60;

    private final Path folder;

    /// Skips the test that asks if tshark is not installed.
    ///
    /// @param folder where the capture goes
    public Tshark(Path folder) {
        this.folder = folder;
        Installed.assume("tshark");
    }

    /// What tshark reads in each message, one map of field names to values for each; a field that is not there is
    /// empty, several values of one field have a bar between them.
    public List<Map<String, String>> dissect(List<byte[]> messages, String... fields) throws Exception {
        Path capture = folder.resolve("messages.pcap");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(capture))) {
            writeCapture(messages, out);
        }
        List<String> command = new ArrayList<>(List.of(
                "tshark", "-n", "-r", capture.toString(), "-T", "fields", "-E", "aggregator=|", "-E", "occurrence=a"));
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        List<Map<String, String>> packets = new ArrayList<>();
        for (String line : run(command)) {
            String[] values = line.split("\t", -1);
            Map<String, String> packet = new LinkedHashMap<>();
            for (int i = 0; i < fields.length; i++) {
                packet.put(fields[i], values[i]);
            }
            packets.add(packet);
        }
        return packets;
    }

    private List<String> run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("tshark failed: " + Files.readString(folder.resolve("errors")));
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output);
    }

    private static void writeCapture(List<byte[]> messages, DataOutputStream out) throws IOException {
        out.writeInt(0xA1B2C3D4);
        out.writeShort(2);
        out.writeShort(4);
        out.writeLong(0);
        out.writeInt(0xFFFF);
        out.writeInt(RAW_IP);
        for (byte[] message : messages) {
            int length = 28 + message.length;
            out.writeLong(0);
            out.writeInt(length);
            out.writeInt(length);
            writePacket(message, length, out);
        }
    }

    /// An IPv4 and a UDP header, both without check sums, from and to the port of SIP.
    private static void writePacket(byte[] message, int length, OutputStream packet) throws IOException {
        DataOutputStream out = new DataOutputStream(packet);
        out.writeShort(0x4500);
        out.writeShort(length);
        out.writeInt(0);
        out.writeInt(0x4011_0000);
        out.writeInt(0xC000_0201);
        out.writeInt(0xC000_0202);
        out.writeShort(SIP_PORT);
        out.writeShort(SIP_PORT);
        out.writeShort(length - 20);
        out.writeShort(0);
        out.write(message);
    }
}
