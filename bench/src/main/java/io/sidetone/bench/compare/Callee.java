package io.sidetone.bench.compare;

import java.util.Locale;

/// Somebody who is called. Immutable.
///
/// @param name what the configuration of the servers calls its address, as `BOB`
/// @param scenario what it does, a file for SIPp
record Callee(String name, String scenario) {

    /// Its address at a port of this machine.
    String address(Transport transport, int port) {
        return transport.address(name.toLowerCase(Locale.ROOT), port);
    }
}
