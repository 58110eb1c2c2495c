package io.sidetone.bench.base;

import java.io.IOException;

/// The ports of this machine. Thread-safe: only functions.
public final class Ports {

    private Ports() {}

    /// A port of the loopback address that is free for datagrams and for connections. To be used at once: what is to be
    /// free later, too, is a [ReservedPort].
    public static int free() throws IOException {
        try (ReservedPort port = ReservedPort.any()) {
            return port.number();
        }
    }
}
