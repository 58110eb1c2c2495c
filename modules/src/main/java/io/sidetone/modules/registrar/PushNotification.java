package io.sidetone.modules.registrar;

import io.sidetone.modules.registrar.Registration.Wanted;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;

/// Devices that sleep, and are woken by a notification that somebody else sends: what they say of it in the URI
/// of their contact. Thread-safe: only functions.
@Rfc(number = 8599, section = "4")
final class PushNotification {

    /// The URI parameter that names who sends notifications.
    static final String PROVIDER = "pn-provider";

    private PushNotification() {}

    /// Refuses devices that ask for notifications which nobody here can send.
    ///
    /// @param providers those that are known, in lower case
    @Rfc(number = 8599, section = "5.6.1")
    static void check(Registration request, List<String> providers) throws RefusedException {
        for (Wanted contact : request.contacts()) {
            if (contact.uri() instanceof SipUri uri && contact.expires() != 0) {
                String provider = uri.parameter(PROVIDER);
                if (provider != null && !providers.contains(Text.lower(provider))) {
                    throw new RefusedException(555, "Push Notification Service Not Supported");
                }
            }
        }
    }

    /// The URI that a request goes to: without what only the registrar has to know.
    ///
    /// @param parameters what tells a device from all others
    @Rfc(number = 8599, section = "5.6.2")
    static Uri withoutParameters(Uri contact, List<String> parameters) {
        if (!(contact instanceof SipUri uri)) {
            return contact;
        }
        for (String name : parameters) {
            uri = uri.withoutParameter(name);
        }
        return uri;
    }
}
