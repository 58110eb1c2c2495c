package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All dialogs that one INVITE has made: a proxy on the way may have forked it, and each that answers is a dialog
/// of its own.
///
/// The first 2xx lets the owner wait for [io.sidetone.sip.transaction.TimerSettings#linger] and then call
/// [#close]. Confined to its owner's lock.
@Rfc(number = 3261, section = "13.2.2")
public final class DialogSet {

    /// What a response to the INVITE means.
    public sealed interface Outcome {
        /// It tells of progress and makes no dialog.
        record Progress() implements Outcome {}

        /// It belongs to an early dialog.
        ///
        /// @param created whether it has made the dialog
        record Early(Dialog dialog, boolean created) implements Outcome {}

        /// The first 2xx of a dialog: it wants an ACK.
        ///
        /// @param first whether it is the first of all, with which the time until [DialogSet#close] begins. Of
        ///     further ones the owner keeps what it likes, and ends the rest with BYE
        record Confirmed(Dialog dialog, boolean first) implements Outcome {}

        /// A 2xx that came before: it wants its ACK once more.
        record Repeated(Dialog dialog) implements Outcome {}

        /// A 2xx of one dialog too many. It is not kept: the owner sends ACK and BYE, and nothing else.
        record Surplus(Dialog dialog) implements Outcome {}

        /// The INVITE has failed. All early dialogs have ended.
        record Failed(int statusCode) implements Outcome {}

        /// The response is of no use, and nothing has changed; of a dialog between two sides the other one may be
        /// told.
        record Unusable(Refusal refusal) implements Outcome {}
    }

    private final SipRequest invite;
    private final boolean overTls;
    private final int maxForks;
    private final Map<String, Dialog> dialogs = new LinkedHashMap<>();
    private boolean answered;
    private boolean closed;

    /// @param invite as it was sent; it is kept without its body until the set is forgotten
    /// @param overTls whether it was sent over TLS
    public DialogSet(SipRequest invite, boolean overTls, DialogLimits limits) {
        this.invite = invite.edit().withoutBody().build();
        this.overTls = overTls;
        this.maxForks = limits.maxForks();
    }

    /// The INVITE without its body, as the ACK of each dialog wants it.
    public SipRequest invite() {
        return invite;
    }

    /// All dialogs that have not ended, in the order in which they came.
    public List<Dialog> dialogs() {
        dialogs.values().removeIf(DialogSet::hasEnded);
        return List.copyOf(dialogs.values());
    }

    /// Takes a response to the INVITE.
    @Rfc(number = 3261, section = "13.2.2.4")
    public Outcome receive(SipResponse response) {
        if (response.statusCode() >= 300) {
            endEarly();
            return new Outcome.Failed(response.statusCode());
        }
        DialogId id = DialogId.ofClient(response);
        if (id == null) {
            return new Outcome.Unusable(Refusal.of(502, "Bad Gateway"));
        }
        // A provisional response without a tag makes no dialog (§12.1); a 2xx of RFC 2543 has no other.
        if (response.statusCode() == 100
                || (response.isProvisional() && id.remoteTag().isEmpty())) {
            return new Outcome.Progress();
        }
        Dialog known = dialogs.get(id.remoteTag());
        return known == null ? receiveNew(id.remoteTag(), response) : receiveKnown(known, response);
    }

    private Outcome receiveKnown(Dialog dialog, SipResponse response) {
        if (dialog.state() == Dialog.State.EARLY) {
            dialog.receive(response);
            return response.isSuccess() ? confirmed(dialog) : new Outcome.Early(dialog, false);
        }
        // Late provisional responses change nothing any more.
        return response.isSuccess() ? new Outcome.Repeated(dialog) : new Outcome.Progress();
    }

    private Outcome receiveNew(String remoteTag, SipResponse response) {
        if (closed && response.isProvisional()) {
            return new Outcome.Progress();
        }
        return switch (Dialog.ofResponse(invite, response, overTls)) {
            case Dialog.Creation.Refused(Refusal refusal) -> new Outcome.Unusable(refusal);
            case Dialog.Creation.Created(Dialog dialog) -> {
                if (dialogs.size() >= maxForks) {
                    yield response.isSuccess() ? new Outcome.Surplus(dialog) : new Outcome.Progress();
                }
                dialogs.put(remoteTag, dialog);
                yield response.isSuccess() ? confirmed(dialog) : new Outcome.Early(dialog, true);
            }
        };
    }

    private Outcome confirmed(Dialog dialog) {
        boolean first = !answered;
        answered = true;
        return new Outcome.Confirmed(dialog, first);
    }

    /// The time after the first 2xx is over, or the INVITE was given up: whoever has not answered yet will not.
    @Rfc(number = 3261, section = "13.2.2.4")
    public void close() {
        closed = true;
        endEarly();
    }

    private void endEarly() {
        for (Dialog dialog : List.copyOf(dialogs.values())) {
            if (dialog.state() == Dialog.State.EARLY) {
                dialog.terminate();
            }
        }
    }

    private static boolean hasEnded(@Nullable Dialog dialog) {
        return dialog != null && dialog.state() == Dialog.State.TERMINATED;
    }
}
