package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.DialogReference;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.TargetDialog;
import io.sidetone.sip.message.SipMessage;
import org.jspecify.annotations.Nullable;

/// The name of a dialog at one of its sides. Immutable.
///
/// Tags are compared exactly, as Call-IDs are.
///
/// @param callId the Call-ID
/// @param localTag the tag of this side; empty if it has none
/// @param remoteTag the tag of the other side; empty if it has none, as user agents of RFC 2543 have
// DEVIATION: as tokens, tags would be the same in any case (RFC 3261 §7.3.1); nobody changes the case of random text,
// and everybody compares it exactly.
@Rfc(number = 3261, section = "12")
public record DialogId(String callId, String localTag, String remoteTag) {

    /// How RFC 2543 peers without a tag are referred to (RFC 3891 §6.1).
    private static final String NO_TAG = "0";

    /// What the side that answers a request calls the dialog: of a request received, or a response sent. Null if
    /// Call-ID, From or To can not be read.
    @Rfc(number = 3261, section = "12.1.1")
    public static @Nullable DialogId ofServer(SipMessage message) {
        return of(message, message.to(), message.from());
    }

    /// What the side that made a request calls the dialog: of a request sent, or a response received. Null if
    /// Call-ID, From or To can not be read.
    @Rfc(number = 3261, section = "12.1.2")
    public static @Nullable DialogId ofClient(SipMessage message) {
        return of(message, message.from(), message.to());
    }

    private static @Nullable DialogId of(
            SipMessage message, @Nullable NameAddress local, @Nullable NameAddress remote) {
        String callId = message.callId();
        return callId == null || local == null || remote == null ? null : new DialogId(callId, tag(local), tag(remote));
    }

    /// What a Replaces or Join points at, at the side that receives it.
    public static DialogId of(DialogReference reference) {
        return new DialogId(reference.callId(), reference.toTag(), reference.fromTag());
    }

    /// What a Target-Dialog points at, at the side that receives it.
    @Rfc(number = 4538, section = "7")
    public static DialogId of(TargetDialog target) {
        return new DialogId(target.callId(), target.localTag(), target.remoteTag());
    }

    /// What the other side calls the same dialog.
    public DialogId reversed() {
        return new DialogId(callId, remoteTag, localTag);
    }

    /// The tag of an address; empty if it has none.
    static String tag(NameAddress address) {
        String tag = address.tag();
        return tag == null ? "" : tag;
    }

    /// The same with tags `0` read as none, as who refers to a dialog of RFC 2543 may write them.
    @Rfc(number = 3891, section = "6.1")
    DialogId withoutZeroTags() {
        return new DialogId(callId, orNone(localTag), orNone(remoteTag));
    }

    private static String orNone(String tag) {
        return tag.equals(NO_TAG) ? "" : tag;
    }
}
