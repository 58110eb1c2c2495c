package io.sidetone.modules.mi_datagram;

import io.sidetone.server.command.JsonRpc;
import io.sidetone.server.stats.Counter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Does what comes by a socket, one request after the other. Thread-safe.
public final class Requests {

    /// How long a request may be, in octets.
    public static final int LONGEST = 65_535;

    private static final System.Logger LOG = System.getLogger(Requests.class.getName());

    /// After so many failures in a row it is given up.
    private static final int FAILURES = 100;

    private final DatagramSocket socket;
    private final Function<byte[], byte @Nullable []> answers;
    private final Counter done;
    private final Counter refused;
    private volatile boolean ended;

    /// Not yet reading.
    ///
    /// @param answers does a request; null if no response is wanted
    /// @param done counts requests
    /// @param refused counts responses that nobody could be sent
    public Requests(DatagramSocket socket, Function<byte[], byte @Nullable []> answers, Counter done, Counter refused) {
        this.socket = socket;
        this.answers = answers;
        this.done = done;
        this.refused = refused;
    }

    /// Commands as JSON-RPC, for the constructor.
    public static Function<byte[], byte @Nullable []> json(JsonRpc commands) {
        return request -> {
            String response = commands.answer(new String(request, StandardCharsets.UTF_8));
            return response == null ? null : (response + "\n").getBytes(StandardCharsets.UTF_8);
        };
    }

    /// Reads until it is stopped.
    public void read() {
        int failures = 0;
        while (!ended && failures < FAILURES) {
            try {
                byte[] response = answers.apply(socket.receive());
                done.increment();
                if (response != null && !socket.answer(response)) {
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
        if (!ended) {
            LOG.log(Level.ERROR, "datagrams: too many failures in a row, so none is read any more");
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
