package io.sidetone.dist.compat;

import java.util.Locale;

/// How a peer talks to the server.
enum Transport {
    UDP,
    TCP,
    TLS;

    /// How a row and a URI write it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
