package io.sidetone.bench.compare;

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
}
