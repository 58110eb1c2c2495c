package io.sidetone.sip.dialog;

import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.MessageCheck;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a dialog is made of from messages that may be odd. Thread-safe: only functions.
final class DialogFields {

    private static final List<HeaderType<?>> TYPES = List.of(Headers.RECORD_ROUTE, Headers.CONTACT);

    private DialogFields() {}

    /// What is wrong with Contact and Record-Route; null if nothing is. They may be absent.
    static @Nullable Refusal defect(SipMessage message) {
        if (MessageCheck.fields(message, TYPES) != null) {
            return Refusals.badRequest("Contact or Record-Route is malformed");
        }
        return message.has(HeaderName.CONTACT) && contact(message) == null
                ? Refusals.badRequest("Contact is no SIP URI")
                : null;
    }

    /// The URI in Contact; null if there is none that requests can be sent to.
    static @Nullable SipUri contact(SipMessage message) {
        NameAddress contact = contactField(message);
        return contact != null && contact.uri() instanceof SipUri uri ? uri : null;
    }

    /// The value of Contact; null if there is none.
    static @Nullable NameAddress contactField(SipMessage message) {
        Contact contact = message.first(Headers.CONTACT);
        return contact == null ? null : contact.address();
    }

    /// The Request-URI; null if it is malformed.
    static @Nullable Uri uri(SipRequest request) {
        try {
            return Uri.parse(request.uriText());
        } catch (SyntaxException _) {
            return null;
        }
    }
}
