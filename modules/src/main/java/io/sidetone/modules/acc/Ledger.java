package io.sidetone.modules.acc;

import io.sidetone.modules.acc.LogLines.Occasion;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.module.ModuleEvent;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.base.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives entries to the backends. Thread-safe.
final class Ledger {

    private final Clock clock;
    private final boolean earlyMedia;
    private final Fields extras;
    private final Fields legs;
    private final LogLines log;
    private final Rows rows;
    private final TableShape shape;
    private final Events events;

    /// What is raised.
    record Events(ModuleEvent answered, ModuleEvent missed, Counter raised) {}

    Ledger(
            Clock clock,
            boolean earlyMedia,
            Fields extras,
            Fields legs,
            LogLines log,
            Rows rows,
            TableShape shape,
            Events events) {
        this.clock = clock;
        this.earlyMedia = earlyMedia;
        this.extras = extras;
        this.legs = legs;
        this.log = log;
        this.rows = rows;
        this.shape = shape;
        this.events = events;
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.currentTimeMillis());
    }

    boolean countsEarlyMedia() {
        return earlyMedia;
    }

    boolean usesLegs() {
        return !legs.isEmpty();
    }

    String extra(String tag) {
        return extras.declared(tag, "extra_fields");
    }

    String leg(String tag) {
        return legs.declared(tag, "leg_fields");
    }

    /// A transaction has been answered.
    ///
    /// @param table empty for the usual one
    void answered(Backend backend, Entry entry, String table) {
        switch (backend) {
            case LOG -> log.write(Occasion.ANSWERED, entry);
            case DB -> insert(entry, table.isEmpty() ? shape.answered() : table);
            case EVI -> raise(entry, false);
        }
    }

    /// A call was missed.
    void missed(Backend backend, Entry entry) {
        switch (backend) {
            case LOG -> log.write(Occasion.MISSED, entry);
            case DB -> insert(entry, shape.missed());
            case EVI -> raise(entry, true);
        }
    }

    /// An ACK has gone by.
    void acknowledged(Backend backend, Entry entry, String table) {
        if (backend == Backend.LOG) {
            log.write(Occasion.ACKNOWLEDGED, entry);
        } else {
            answered(backend, entry, table);
        }
    }

    /// A script accounts a request by itself.
    ///
    /// @throws ScriptError if there can be no table of that name
    void requested(Backend backend, Entry entry, @Nullable String table) {
        switch (backend) {
            case LOG -> log.write(Occasion.REQUESTED, entry);
            case DB -> insert(entry, TableShape.checked(table == null ? shape.answered() : table));
            case EVI -> raise(entry, entry.code() >= 300);
        }
    }

    private void insert(Entry entry, String table) {
        if (entry.legs().isEmpty()) {
            rows.add(shape.row(table, entry, Map.of(), extras, legs));
        }
        for (Map<String, String> leg : entry.legs()) {
            rows.add(shape.row(table, entry, leg, extras, legs));
        }
    }

    private void raise(Entry entry, boolean missed) {
        if (entry.legs().isEmpty()) {
            raise(entry, missed, Map.of());
        }
        for (Map<String, String> leg : entry.legs()) {
            raise(entry, missed, leg);
        }
    }

    private void raise(Entry entry, boolean missed, Map<String, String> leg) {
        List<@Nullable Object> more = new ArrayList<>();
        for (Fields.Field field : extras.of(Backend.EVI)) {
            more.add(field.name());
            more.add(entry.extras().get(field.tag()));
        }
        for (Fields.Field field : legs.of(Backend.EVI)) {
            more.add(field.name());
            more.add(leg.get(field.tag()));
        }
        events.raised.increment();
        Entry.Parties parties = entry.parties();
        Instant created = entry.created();
        (missed ? events.missed : events.answered)
                .raiseWith(
                        more,
                        parties.method(),
                        parties.fromTag(),
                        parties.toTag(),
                        parties.callId(),
                        entry.codeText(),
                        entry.reason(),
                        entry.time().getEpochSecond(),
                        entry.setup(),
                        created == null ? null : created.getEpochSecond());
    }
}
