package io.sidetone.server.context;

/// What an error route is about: `$err.class`, `$err.level`, `$err.info`, `$err.rcode`, `$err.rreason`.
/// Immutable.
///
/// @param kind 1 for what scripts do wrong, 2 for messages that cannot be read
/// @param level how bad it is, 1 being worst
/// @param info what is wrong
/// @param statusCode the code that would be answered
/// @param phrase the reason phrase that would be answered
public record RouteFailure(int kind, int level, String info, int statusCode, String phrase) {

    /// What scripts do wrong.
    public static final int SCRIPT = 1;

    /// Messages that cannot be read.
    public static final int MESSAGE = 2;
}
