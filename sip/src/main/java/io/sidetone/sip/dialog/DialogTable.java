package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Counters;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.DialogReference;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.TargetDialog;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// All dialogs of this side by their names, so that requests within them find their way, and requests that point
/// at one find it. A dialog leaves by itself when it ends. Thread-safe.
///
/// @param <T> what a dialog belongs to, as a call
public final class DialogTable<T> {

    /// What is counted.
    public enum Event {
        /// A dialog came.
        ADDED,
        /// A dialog has ended.
        ENDED,
        /// A dialog was refused, as the table was full or had one of that name.
        REFUSED,
        /// A request within a dialog has found it.
        FOUND,
        /// A request within a dialog has not found it.
        NOT_FOUND
    }

    /// A dialog and what it belongs to. Immutable; the dialog is its owner's.
    ///
    /// @param <T> what a dialog belongs to
    public record Entry<T>(Dialog dialog, T owner) {}

    /// What came of looking for the dialog that an INVITE points at.
    ///
    /// @param <T> what a dialog belongs to
    public sealed interface Match<T> {
        /// It points at none.
        record Absent<T>() implements Match<T> {}

        /// It points at this one. Whether the sender may do that is still to be asked.
        record Found<T>(Entry<T> entry) implements Match<T> {}

        /// It is to be refused.
        record Refused<T>(Refusal refusal) implements Match<T> {}
    }

    private final Map<DialogId, Entry<T>> entries = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Counters<Event> counters = new Counters<>(Event.class);
    private final DialogLimits limits;

    public DialogTable(DialogLimits limits) {
        this.limits = limits;
    }

    /// How many dialogs there are.
    public int size() {
        return size.get();
    }

    /// How often something has happened.
    public long count(Event event) {
        return counters.of(event);
    }

    /// Adds a dialog, which stays until it ends. Called by the owner of the dialog.
    ///
    /// @return false if the table is full or has a dialog of that name: a new call is then to be refused
    public boolean add(Dialog dialog, T owner) {
        if (dialog.state() == Dialog.State.TERMINATED || !put(dialog, owner)) {
            counters.count(Event.REFUSED);
            return false;
        }
        counters.count(Event.ADDED);
        dialog.whenTerminated(() -> {
            entries.remove(dialog.id());
            size.decrementAndGet();
            counters.count(Event.ENDED);
        });
        return true;
    }

    private boolean put(Dialog dialog, T owner) {
        if (size.incrementAndGet() <= limits.maxDialogs()
                && entries.putIfAbsent(dialog.id(), new Entry<>(dialog, owner)) == null) {
            return true;
        }
        size.decrementAndGet();
        return false;
    }

    /// The dialog of a name; null if there is none.
    public @Nullable Entry<T> find(DialogId id) {
        return entries.get(id);
    }

    /// The dialog that a request came within; null if there is none: it is to be answered with 481, unless it is
    /// an ACK.
    @Rfc(number = 3261, section = "12.2.2")
    public @Nullable Entry<T> find(SipRequest request) {
        DialogId id = DialogId.ofServer(request);
        Entry<T> found = id == null ? null : entries.get(id);
        counters.count(found == null ? Event.NOT_FOUND : Event.FOUND);
        return found;
    }

    /// The dialog whose place an INVITE wants to take.
    ///
    /// Refused are: 400, what can not be understood; 481, no such dialog, or an early one that we have not begun;
    /// 486, one that is answered already and was to be taken only before that; 603, one that is just over.
    @Rfc(number = 3891, section = "3")
    public Match<T> replaced(SipRequest request) {
        Refusal refusal = misuse(request, Headers.REPLACES, HeaderName.JOIN);
        if (refusal != null) {
            return new Match.Refused<>(refusal);
        }
        DialogReference reference = request.first(Headers.REPLACES);
        if (reference == null) {
            return new Match.Absent<>();
        }
        Entry<T> entry = find(reference);
        refusal = unfit(entry);
        if (refusal != null || entry == null) {
            return new Match.Refused<>(refusal == null ? Refusals.noDialog() : refusal);
        }
        Dialog.State state = entry.dialog.state();
        if (state == Dialog.State.CONFIRMED && reference.isEarlyOnly()) {
            return new Match.Refused<>(Refusal.of(486, "Busy Here"));
        }
        // Who is called can not be replaced while it rings: it has nothing to be taken over.
        if (state == Dialog.State.EARLY && !entry.dialog.isInitiator()) {
            return new Match.Refused<>(Refusals.noDialog());
        }
        return new Match.Found<>(entry);
    }

    /// The dialog whose session an INVITE wants to join. Refused are: 400, what can not be understood; 481, no
    /// such dialog; 603, one that is just over. An INVITE to a conference ignores a 481 (RFC 3911 §4).
    @Rfc(number = 3911, section = "4")
    public Match<T> joined(SipRequest request) {
        Refusal refusal = misuse(request, Headers.JOIN, HeaderName.REPLACES);
        if (refusal != null) {
            return new Match.Refused<>(refusal);
        }
        DialogReference reference = request.first(Headers.JOIN);
        if (reference == null) {
            return new Match.Absent<>();
        }
        Entry<T> entry = find(reference);
        refusal = unfit(entry);
        return entry == null || refusal != null
                ? new Match.Refused<>(refusal == null ? Refusals.noDialog() : refusal)
                : new Match.Found<>(entry);
    }

    /// The dialog that a request shows its sender to take part in; null if it names none that we know, which
    /// shows nothing and forbids nothing.
    @Rfc(number = 4538, section = "4")
    public @Nullable Entry<T> target(SipRequest request) {
        TargetDialog target = isOnce(request, Headers.TARGET_DIALOG) ? request.first(Headers.TARGET_DIALOG) : null;
        return target == null ? null : entries.get(DialogId.of(target));
    }

    private @Nullable Entry<T> find(DialogReference reference) {
        DialogId id = DialogId.of(reference);
        Entry<T> exact = entries.get(id);
        return exact == null ? entries.get(id.withoutZeroTags()) : exact;
    }

    /// What is wrong with how a request points at a dialog, if it does; null if nothing is.
    private static @Nullable Refusal misuse(SipRequest request, HeaderType<?> type, HeaderName rival) {
        HeaderName name = type.known();
        if (name == null || !request.has(name)) {
            return null;
        }
        boolean fits = request.method().equals(Method.INVITE) && !request.has(rival) && isOnce(request, type);
        return fits && request.first(type) != null ? null : Refusals.badRequest(name.text());
    }

    private static boolean isOnce(SipRequest request, HeaderType<?> type) {
        int found = 0;
        for (HeaderField field : request.fields()) {
            found += field.known() == type.known() ? 1 : 0;
        }
        return found == 1;
    }

    /// Why no session can be taken or joined here; null if one can.
    private static @Nullable Refusal unfit(@Nullable Entry<?> entry) {
        if (entry == null || !entry.dialog.method().equals(Method.INVITE)) {
            return Refusals.noDialog();
        }
        return entry.dialog.state() == Dialog.State.TERMINATED ? Refusal.of(603, "Decline") : null;
    }
}
