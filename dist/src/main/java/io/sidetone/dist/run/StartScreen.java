package io.sidetone.dist.run;

import io.sidetone.dist.command.Version;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.SentBy;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// What the operator sees when the server is ready: one screen at most.
final class StartScreen {

    private StartScreen() {}

    static void print(PrintWriter out, ServerProcess process, List<DemoUser> users) {
        out.println("Sidetone " + Version.number() + " is ready.");
        for (Listener listener : process.listeners()) {
            String own =
                    listener.settings().transport().name().toLowerCase(Locale.ROOT) + ":" + SentBy.of(listener.local());
            out.println("  listens on  " + own);
        }
        out.println("  script      " + process.configuration().file());
        out.println("  data        " + process.data());
        for (DemoUser user : users) {
            out.println("  user        " + user.address() + "  password " + user.password());
        }
        out.println("SIGHUP reads the configuration again; Ctrl-C or SIGTERM ends.");
        out.flush();
    }
}
