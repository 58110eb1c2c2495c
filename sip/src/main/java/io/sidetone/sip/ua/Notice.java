package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.DialogId;
import io.sidetone.sip.event.Notification;
import org.jspecify.annotations.Nullable;

/// What a NOTIFY has told. Immutable.
///
/// @param dialog the dialog that it came in: another one for each notifier that a forked SUBSCRIBE has reached
/// @param notification what it says of the subscription
/// @param body the state of the resource; null if it told none
@Rfc(number = 6665, section = "4.1.3")
public record Notice(
        DialogId dialog,
        Notification notification,
        @Nullable Body body) {}
