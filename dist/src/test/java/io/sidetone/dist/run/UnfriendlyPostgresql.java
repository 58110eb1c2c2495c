package io.sidetone.dist.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/// Answers like a PostgreSQL that takes nobody's password. Lives on a thread of its own until its socket is
/// closed.
final class UnfriendlyPostgresql implements AutoCloseable {

    /// The number in the place of a version by which a client asks for TLS; another asks for encryption by GSS.
    private static final int TLS = 80_877_103;

    private static final int GSS = 80_877_104;
    private static final String REFUSAL =
            "SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user " + "\"u\"\0\0";

    private final Thread thread;

    UnfriendlyPostgresql(ServerSocket server) {
        thread = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    try (Socket socket = server.accept()) {
                        refuse(socket);
                    }
                }
            } catch (IOException _) {
                // The test is over.
            }
        });
    }

    private static void refuse(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        while (true) {
            int length = in.readInt();
            int version = in.readInt();
            in.skipNBytes(length - 8L);
            if (version != TLS && version != GSS) {
                break;
            }
            out.writeByte('N');
        }
        out.writeByte('E');
        out.writeInt(4 + REFUSAL.length());
        out.write(REFUSAL.getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
