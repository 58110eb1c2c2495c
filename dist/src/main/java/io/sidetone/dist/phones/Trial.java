package io.sidetone.dist.phones;

import io.sidetone.dist.child.Patience;
import io.sidetone.dist.command.CommandException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/// A call between two telephones, looked at from both ends: each step is a line, and the first one that fails
/// ends it. Confined to one thread.
final class Trial {

    /// What the caller says, in Hz.
    static final int CALLERS_TONE = 440;

    /// What the callee says, in Hz.
    static final int CALLEES_TONE = 1000;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final double HEARD_SECONDS = 1;

    /// Of the 64000 bits a second of G.711.
    private static final int ENOUGH = 32_000;

    private final PrintWriter out;
    private final Telephone caller;
    private final Account from;
    private final Telephone callee;
    private final Account to;

    Trial(PrintWriter out, Telephone caller, Account from, Telephone callee, Account to) {
        this.out = out;
        this.caller = caller;
        this.from = from;
        this.callee = callee;
        this.to = to;
    }

    /// Does all of it.
    ///
    /// @throws CommandException with the step that was not seen
    void run() throws CommandException, IOException, InterruptedException {
        see(caller::isRegistered, name(caller, from) + " is registered by " + from.transport());
        see(callee::isRegistered, name(callee, to) + " is registered by " + to.transport());
        caller.call(to.uri());
        see(
                () -> caller.answered() == 1 && callee.answered() == 1,
                from.user() + " calls " + to.user() + ", who answers");
        hear();
        caller.hold();
        see(this::isQuiet, from.user() + " holds the call, and hears " + to.user() + " no more");
        caller.resume();
        say(from.user() + " resumes the call");
        hearAgain(caller, from.user() + " hears " + to.user() + " again", CALLEES_TONE);
        hearAgain(callee, to.user() + " hears " + from.user() + " again", CALLERS_TONE);
        caller.hangUp();
        see(
                () -> caller.ended() == 1 && callee.ended() == 1,
                from.user() + " hangs up, and both telephones say that the call is over");
    }

    private static String name(Telephone telephone, Account account) {
        return account.user() + " (" + telephone.program() + ")";
    }

    private void hear() throws CommandException, IOException, InterruptedException {
        hear(caller, from.user() + " hears " + to.user(), CALLEES_TONE);
        hear(callee, to.user() + " hears " + from.user(), CALLERS_TONE);
    }

    private void hear(Telephone telephone, String what, int hertz)
            throws CommandException, IOException, InterruptedException {
        Recording before = telephone.recording();
        boolean heard = Patience.until(
                () -> {
                    Recording now = telephone.recording();
                    return now.isLonger(before, HEARD_SECONDS) && now.ends(hertz);
                },
                LIMIT);
        String strongest = telephone.recording().strongest();
        if (!heard) {
            throw failed(what + " at " + hertz + " Hz; what was heard last is " + strongest);
        }
        say(what + ": " + strongest);
    }

    private void hearAgain(Telephone telephone, String what, int hertz)
            throws CommandException, IOException, InterruptedException {
        if (telephone.received().isEmpty()) {
            hear(telephone, what, hertz);
            return;
        }
        see(() -> telephone.received().orElse(0) > ENOUGH, what + ": its telephone says so");
    }

    /// Whether for a second the caller hears nothing of the callee.
    private boolean isQuiet() throws IOException, InterruptedException {
        Recording before = caller.recording();
        Patience.pause(QUIET);
        Recording now = caller.recording();
        boolean silent = !now.isLonger(before, 0.1) || !now.ends(CALLEES_TONE);
        return silent && caller.received().orElse(0) == 0;
    }

    private void see(Patience.Condition condition, String what)
            throws CommandException, IOException, InterruptedException {
        if (!Patience.until(condition, LIMIT)) {
            throw failed(what);
        }
        say(what);
    }

    private void say(String what) {
        out.println("  seen      " + what);
        out.flush();
    }

    private CommandException failed(String what) {
        out.println("  NOT SEEN  " + what);
        out.flush();
        return CommandException.failed("not seen within " + LIMIT.toSeconds() + " seconds: " + what);
    }
}
