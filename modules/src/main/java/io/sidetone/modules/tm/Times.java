package io.sidetone.modules.tm;

import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.sip.transaction.TimerSettings;
import java.time.Duration;

/// The times that scripts set. One family counts them in seconds and the other in milliseconds, under other names;
/// where both are set, the milliseconds count. Thread-safe once the module is defined.
final class Times {

    private final ModuleParameter<Long> seconds;
    private final ModuleParameter<Long> ringingSeconds;
    private final ModuleParameter<Long> t1;
    private final ModuleParameter<Long> t2;
    private final ModuleParameter<Long> milliseconds;
    private final ModuleParameter<Long> ringingMilliseconds;
    private final ModuleParameter<Long> inviteLifetime;
    private final ModuleParameter<Long> otherLifetime;
    private final ModuleParameter<Boolean> renews;

    Times(ModuleBuilder module) {
        seconds = module.integer("fr_timeout", 30, "Seconds to wait for a final reply, and for the ACK to a failure.")
                .between(1, 3600)
                .changeable();
        ringingSeconds = module.integer("fr_inv_timeout", 120, "Seconds that a callee may ring.")
                .between(1, 86_400)
                .changeable();
        t1 = module.integer("T1_timer", 500, "Milliseconds to the first retransmission.")
                .or("retr_timer1")
                .between(1, 60_000)
                .changeable();
        t2 = module.integer("T2_timer", 4000, "The most milliseconds between two retransmissions.")
                .or("retr_timer2")
                .between(1, 600_000)
                .changeable();
        milliseconds = module.integer("fr_timer", 0, "Milliseconds to wait for a final reply; 0 for `fr_timeout`.")
                .between(0, 3_600_000)
                .changeable();
        ringingMilliseconds = module.integer(
                        "fr_inv_timer", 0, "Milliseconds that a callee may ring; 0 for `fr_inv_timeout`.")
                .between(0, 86_400_000)
                .changeable();
        inviteLifetime = module.integer(
                        "max_inv_lifetime",
                        0,
                        "Milliseconds after which an INVITE is given up, however often a callee says that he "
                                + "rings; 0 for no such limit.")
                .between(0, 86_400_000)
                .changeable();
        renews = module.flag(
                        "restart_fr_on_each_reply",
                        true,
                        "Whether each provisional reply lets a callee ring anew; else the first does, and replies "
                                + "with higher codes from 180 on.")
                .changeable();
        otherLifetime = module.integer(
                        "max_noninv_lifetime",
                        0,
                        "Milliseconds after which any other request is given up; 0 for no such limit.")
                .between(0, 86_400_000)
                .changeable();
    }

    /// The timers of transactions where a script says nothing else.
    TimerSettings timers() {
        Duration first = Duration.ofMillis(t1.value());
        Duration longest = Duration.ofMillis(Math.max(t1.value(), t2.value()));
        long timeout = milliseconds.value();
        return TimerSettings.of(first, longest, TimerSettings.DEFAULT.t4())
                .withTimeout(timeout > 0 ? Duration.ofMillis(timeout) : Duration.ofSeconds(seconds.value()));
    }

    /// How long a callee may ring.
    Duration ringing() {
        long ringing = ringingMilliseconds.value();
        return ringing > 0 ? Duration.ofMillis(ringing) : Duration.ofSeconds(ringingSeconds.value());
    }

    /// Whether who says again that he rings may ring as long again.
    boolean renews() {
        return renews.value();
    }

    /// How long a request may take in all.
    ///
    /// @return zero for no limit
    Duration lifetime(boolean invite) {
        return Duration.ofMillis((invite ? inviteLifetime : otherLifetime).value());
    }
}
