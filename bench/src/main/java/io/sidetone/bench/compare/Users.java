package io.sidetone.bench.compare;

import io.sidetone.sip.text.Text;

/// The users of the scenarios, and their passwords. Thread-safe: only functions.
final class Users {

    /// How many there are.
    static final int COUNT = 5000;

    /// The domain of them all.
    static final String DOMAIN = "127.0.0.1";

    private Users() {}

    static String name(int number) {
        return "user" + (100_000 + number);
    }

    static String password(int number) {
        return "secret-" + name(number);
    }

    /// All of them as SIPp reads them: name and password, one after the other.
    static byte[] csv() {
        StringBuilder text = new StringBuilder("SEQUENTIAL\n");
        for (int number = 0; number < COUNT; number++) {
            text.append(name(number)).append(';').append(password(number)).append('\n');
        }
        return Text.encode(text.toString());
    }
}
