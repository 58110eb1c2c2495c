package io.sidetone.script.transform;

import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `{s.ftime}` and `{s.date2unix}`: times that are counted in seconds since 1970.
final class TimeTransformations {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT);

    private TimeTransformations() {}

    static List<TransformationDefinition> all() {
        return List.of(
                TransformationDefinition.of(
                                "s.ftime",
                                Type.STRING,
                                (value, arguments) -> formatted(
                                        Values.integer(value),
                                        new Arguments(arguments).text(0),
                                        ZoneId.systemDefault()),
                                "The time in the time zone of the machine, in a form; null if the value is no number.",
                                "86400{s.ftime,%Y} -> \"1970\"")
                        .taking(Parameter.of("form", STRING, "As strftime has it: `%Y-%m-%d %H:%M:%S`."))
                        .of(Family.KAMAILIO),
                TransformationDefinition.of(
                                "s.date2unix",
                                Type.INTEGER,
                                TextOperation.of(TimeTransformations::seconds),
                                "The time that the value of a Date header field says; null if it is none.",
                                "\"Thu, 13 Jun 2024 12:48:00 GMT\"{s.date2unix} -> 1718282880")
                        .of(Family.OPENSIPS));
    }

    static @Nullable Object formatted(@Nullable Long seconds, String form, ZoneId zone) {
        if (seconds == null) {
            return null;
        }
        try {
            return TimeForm.format(Instant.ofEpochSecond(seconds).atZone(zone), form);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable Object seconds(String text) {
        try {
            return LocalDateTime.parse(text.strip(), DATE).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
