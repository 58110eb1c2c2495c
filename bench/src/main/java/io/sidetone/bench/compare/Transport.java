package io.sidetone.bench.compare;

import java.util.Locale;

/// What the messages of a scenario go by. Immutable.
public enum Transport {
    UDP("u1"),
    TCP("t1"),
    /// SIPp as Debian has it knows no TLS: a [TlsBridge] stands between.
    TLS("t1");

    private final String option;

    Transport(String option) {
        this.option = option;
    }

    /// What SIPp calls it, with one socket for all calls.
    String option() {
        return option;
    }

    /// As sockets name it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The address of a user at a port of this machine.
    String address(String user, int port) {
        String address = "sip:" + user + "@127.0.0.1:" + port;
        return this == UDP ? address : address + ";transport=" + word();
    }
}
