/// Dialogs and what lives in them (RFC 3261 §12 to §15): who may say what, and when. Pure state on messages:
/// builds messages and judges those received, and knows no transaction, no flow and no clock.
///
/// [io.sidetone.sip.dialog.Dialog] is one relation of two user agents, [io.sidetone.sip.dialog.DialogSet] all
/// that one INVITE has made, [io.sidetone.sip.dialog.DialogTable] all that there are. Sessions have machines of
/// their own for offers, reliable provisional responses, 2xx responses and session timers. Stands on `message`
/// and the times of `transaction`.
@NullMarked
package io.sidetone.sip.dialog;

import org.jspecify.annotations.NullMarked;
