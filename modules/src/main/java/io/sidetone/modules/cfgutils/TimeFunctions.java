package io.sidetone.modules.cfgutils;

import io.sidetone.script.run.Output;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Functions for times. Thread-safe: only functions.
final class TimeFunctions {

    private TimeFunctions() {}

    static void define(ModuleBuilder module, LongSupplier millis) {
        module.function("get_accurate_time", "Gives the time since 1970.")
                .with(Argument.output("sec", "Takes the seconds."))
                .with(Argument.output("usec", "Takes the microseconds beside them."))
                .with(Argument.output("str_sec_usec", "Takes both as a decimal number.")
                        .optional())
                .returns(1, "done")
                .example("get_accurate_time($var(sec), $var(usec));")
                .does((_, seconds, micros, text) -> now(millis.getAsLong(), seconds, micros, text));
        module.function("ts_usec_delta", "Gives how far two times are from each other, in microseconds.")
                .with(Argument.integer("t1_sec", "Seconds of the one."))
                .with(Argument.integer("t1_usec", "Microseconds of the one."))
                .with(Argument.integer("t2_sec", "Seconds of the other."))
                .with(Argument.integer("t2_usec", "Microseconds of the other."))
                .with(Argument.output("delta_str", "Takes the difference as text.")
                        .optional())
                .with(Argument.output("delta_int", "Takes the difference as a number.")
                        .optional())
                .returns(1, "done")
                .example("ts_usec_delta($var(s), 300, 10, $var(us), $var(delta));")
                .does((_, sec1, usec1, sec2, usec2, text, number) -> {
                    long delta = Math.abs((sec1 - sec2) * 1_000_000 + usec1 - usec2);
                    if (text != null) {
                        text.set(Long.toString(delta));
                    }
                    if (number != null) {
                        number.set(delta);
                    }
                    return 1;
                });
        module.function("check_time_rec", "Whether a time is one of those that recur.")
                .with(Argument.text(
                        "time_string",
                        "zone|dtstart|dtend|duration|freq|until|interval|byday|bymday|byyday|"
                                + "byweekno|bymonth, and several of them with `&`, `/`, `!` and parentheses."))
                .with(Argument.integer("timestamp", "Seconds since 1970; the time now if left out.")
                        .optional())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .returns(-2, "the text cannot be read")
                .example("if (check_time_rec(\"Europe/Bucharest|20120101T000000|20130101T000000\")) { exit; }")
                .does((_, text, given) -> {
                    Instant time =
                            given == null ? Instant.ofEpochMilli(millis.getAsLong()) : Instant.ofEpochSecond(given);
                    try {
                        return new TimeExpression(text, time).isTrue() ? 1 : -1;
                    } catch (IllegalArgumentException _) {
                        return -2;
                    }
                });
    }

    private static int now(long millis, Output seconds, Output micros, @Nullable Output text) {
        seconds.set(millis / 1_000);
        micros.set(millis % 1_000 * 1_000);
        if (text != null) {
            text.set(String.format(Locale.ROOT, "%d.%06d", millis / 1_000, millis % 1_000 * 1_000));
        }
        return 1;
    }
}
