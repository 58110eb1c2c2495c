package io.sidetone.sip.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program SIPp.
public final class Sipp {

    private Sipp() {}

    /// Starts it at a port.
    ///
    /// @param folder where it runs
    /// @param transport `udp` or `tcp`
    /// @param host the address in digits
    /// @param more what it does, and whom it calls
    public static Program start(Path folder, String transport, String host, int port, List<String> more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sipp",
                "-nostdin",
                "-t",
                transport.equals("udp") ? "u1" : "t1",
                "-i",
                host,
                "-p",
                "" + port,
                "-mp",
                "" + MediaPort.free(host, port)));
        command.addAll(more);
        return Program.start(folder, command);
    }
}
