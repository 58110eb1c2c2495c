package io.sidetone.bench;

import java.util.Locale;

/// Calls that are placed, so many in a second. Immutable.
///
/// @param transport what the messages go by, all the way
/// @param rate calls in a second
record CallLoad(Transport transport, int rate) {

    /// What the messages of a call go by. Each has a user of its own, who is reached by it.
    enum Transport {
        UDP("bob", "u1"),
        TCP("carol", "t1");

        private final String user;
        private final String option;

        Transport(String user, String option) {
            this.user = user;
            this.option = option;
        }

        /// Who is called.
        String user() {
            return user;
        }

        /// What SIPp calls it, with one socket for all calls.
        String option() {
            return option;
        }

        /// The address of that user at a port of this machine.
        String address(int port) {
            String address = "sip:" + user + "@127.0.0.1:" + port;
            return this == UDP ? address : address + ";transport=" + name().toLowerCase(Locale.ROOT);
        }
    }

    /// The same, with fewer calls.
    CallLoad atMost(int calls) {
        return new CallLoad(transport, Math.min(rate, calls));
    }

    @Override
    public String toString() {
        return transport + ", " + Spread.show(rate) + " calls/s";
    }
}
