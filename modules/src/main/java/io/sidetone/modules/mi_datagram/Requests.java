package io.sidetone.modules.mi_datagram;

import io.sidetone.server.command.JsonRpc;
import io.sidetone.server.stats.Counter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/// Does what comes by a socket, one request after the other. Thread-safe.
public final class Requests {

    /// How long a request may be, in octets.
    public static final int LONGEST = 65_535;

    private static final System.Logger LOG = System.getLogger(Requests.class.getName());

    /// After so many failures in a row it is given up.
    private static final int FAILURES = 100;

    private final DatagramSocket socket;
    private final JsonRpc commands;
    private final Counter done;
    private final Counter refused;
    private volatile boolean ended;

    /// Not yet reading.
    ///
    /// @param done counts requests
    /// @param refused counts responses that nobody could be sent
    public Requests(DatagramSocket socket, JsonRpc commands, Counter done, Counter refused) {
        this.socket = socket;
        this.commands = commands;
        this.done = done;
        this.refused = refused;
    }

    /// Reads until it is stopped.
    public void read() {
        int failures = 0;
        while (!ended && failures < FAILURES) {
            try {
                String response = commands.answer(new String(socket.receive(), StandardCharsets.UTF_8));
                done.increment();
                if (response != null && !socket.answer((response + "\n").getBytes(StandardCharsets.UTF_8))) {
                    refused.increment();
                }
                failures = 0;
            } catch (IOException | RuntimeException e) {
                failures++;
                if (!ended) {
                    LOG.log(Level.WARNING, "datagrams: a request could not be done", e);
                }
            }
        }
    }

    /// Ends reading.
    public void stop() {
        ended = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "datagrams: the socket could not be closed", e);
        }
    }
}
