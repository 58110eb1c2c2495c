package io.sidetone.dist.sip;

import io.sidetone.dist.command.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// A small telephone: what `./sidetone sip` runs.
public final class SipMain {

    private SipMain() {}

    /// Runs a command, and ends with its exit code. When it is interrupted, it hangs up first.
    public static void main(String[] words) {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::now, "stop"));
        int code = Program.run(
                SipCommand.of(stop),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                words);
        stop.ended();
        System.exit(code);
    }
}
