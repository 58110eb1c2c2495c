package io.sidetone.modules.acc;

import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.stats.Counter;
import java.lang.System.Logger.Level;
import java.util.Map;

/// Writes records to the log, a line each. Thread-safe.
final class LogLines {

    private static final System.Logger LOG = System.getLogger(LogLines.class.getName());

    private static final int LONGEST = 65_535;

    private final ModuleParameter<Long> level;
    private final Fields extras;
    private final Fields legs;
    private final Counter written;

    /// What a line is about.
    enum Occasion {
        ANSWERED("ACC: transaction answered: "),
        MISSED("ACC: call missed: "),
        ACKNOWLEDGED("ACC: request acknowledged: "),
        REQUESTED("ACC: request accounted: ");

        private final String text;

        Occasion(String text) {
            this.text = text;
        }
    }

    LogLines(ModuleParameter<Long> level, Fields extras, Fields legs, Counter written) {
        this.level = level;
        this.extras = extras;
        this.legs = legs;
        this.written = written;
    }

    void write(Occasion occasion, Entry entry) {
        written.increment();
        Level at = level();
        if (LOG.isLoggable(at)) {
            LOG.log(at, "{0}", line(occasion, entry));
        }
    }

    private String line(Occasion occasion, Entry entry) {
        StringBuilder line = new StringBuilder(occasion.text);
        line.append("timestamp=").append(entry.time().getEpochSecond());
        if (entry.created() != null) {
            line.append(";created=").append(entry.created().getEpochSecond());
            line.append(";setuptime=").append(entry.setup());
        }
        Entry.Parties parties = entry.parties();
        add(line, "method", parties.method());
        add(line, "from_tag", parties.fromTag());
        add(line, "to_tag", parties.toTag());
        add(line, "call_id", parties.callId());
        add(line, "code", entry.codeText());
        add(line, "reason", entry.reason());
        for (Fields.Field field : extras.of(Backend.LOG)) {
            add(line, field.name(), entry.extras().getOrDefault(field.tag(), ""));
        }
        for (Map<String, String> leg : entry.legs()) {
            for (Fields.Field field : legs.of(Backend.LOG)) {
                add(line, field.name(), leg.getOrDefault(field.tag(), ""));
            }
        }
        line.setLength(Math.min(line.length(), LONGEST));
        return line.toString();
    }

    /// Nothing that a caller writes begins another line.
    private static void add(StringBuilder line, String name, String value) {
        line.append(';').append(name).append('=');
        value.chars().forEach(octet -> line.append(octet < ' ' || octet == 0x7f ? ' ' : (char) octet));
    }

    private Level level() {
        long wanted = level.value();
        if (wanted < 0) {
            return Level.ERROR;
        }
        return wanted <= 1 ? Level.WARNING : wanted <= 3 ? Level.INFO : Level.DEBUG;
    }
}
