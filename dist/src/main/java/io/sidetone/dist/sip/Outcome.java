package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.sip.ua.RefusedException;

/// What can come of a request, as exit codes. Thread-safe: only functions.
final class Outcome {

    /// The other side has refused it, for no reason that has a code of its own.
    static final int REFUSED = ExitCode.FIRST_OF_COMMAND;

    /// Busy.
    static final int BUSY = 4;

    /// It rang, or was received, and nobody has answered.
    static final int NO_ANSWER = 5;

    /// Nothing was heard of the other side, or it can not be reached.
    static final int NO_WAY = 6;

    /// The password is missing or wrong.
    static final int NO_PASSWORD = 7;

    /// The call was answered, and then ended otherwise than by a hang-up.
    static final int BROKEN = 8;

    private Outcome() {}

    /// The exit code of a final response.
    static int of(int statusCode) {
        return switch (statusCode) {
            case 486, 600 -> BUSY;
            case 408, 480, 487 -> NO_ANSWER;
            case 401, 407 -> NO_PASSWORD;
            default -> statusCode < 300 ? ExitCode.DONE : REFUSED;
        };
    }

    /// The exit code of a request that was not granted.
    ///
    /// @param heardOf whether anything came from the other side
    static int of(RefusedException refused, boolean heardOf) {
        if (refused.response() != null) {
            return of(refused.statusCode());
        }
        return heardOf ? NO_ANSWER : NO_WAY;
    }

    /// The same in words.
    static String words(RefusedException refused, boolean heardOf, boolean withPassword) {
        String said = refused.statusCode() + " " + refused.phrase();
        if (refused.response() == null) {
            return heardOf
                    ? "no answer in time"
                    : refused.statusCode() == 408 ? "nothing was heard in time" : "can not be reached";
        }
        return of(refused.statusCode()) != NO_PASSWORD
                ? said
                : said + (withPassword ? ": the name or the password is wrong" : ": a password is needed");
    }

    /// There is no way to somebody.
    static CommandException noWay(String sentence) {
        return new CommandException(NO_WAY, sentence);
    }
}
