package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The targets that redirections have named, the most wanted first, and none of them twice. Confined to the lock
/// of its owner.
@Rfc(number = 3261, section = "8.1.3.4")
final class Redirection {

    /// The q of a contact that has none.
    private static final int USUAL_Q = 1000;

    private record Candidate(Uri uri, int q) {}

    private final boolean secure;
    private final int limit;
    private final List<Uri> known = new ArrayList<>();
    private final List<Candidate> waiting = new ArrayList<>();

    /// @param first where the request has gone to; if that is a `sips` URI, the others have to be
    /// @param limit how many targets there are at most
    Redirection(Uri first, int limit) {
        this.secure = first instanceof SipUri sip && sip.isSecure();
        this.limit = limit;
        known.add(first);
    }

    /// Takes what a 3xx names.
    void add(SipResponse response) {
        for (Contact contact : response.all(Headers.CONTACT)) {
            NameAddress address = contact.address();
            if (address != null && known.size() < limit) {
                add(address);
            }
        }
    }

    private void add(NameAddress address) {
        // §19.1.5: header fields that a stranger wants in our request are left out.
        if (!(address.uri() instanceof SipUri sip) || (secure && !sip.isSecure())) {
            return;
        }
        SipUri uri = sip.withoutHeaders().withoutParameter("method");
        for (Uri other : known) {
            if (uri.matches(other)) {
                return;
            }
        }
        known.add(uri);
        int q = address.q() < 0 ? USUAL_Q : address.q();
        int index = 0;
        while (index < waiting.size() && waiting.get(index).q >= q) {
            index++;
        }
        waiting.add(index, new Candidate(uri, q));
    }

    /// The next target; null if there is none left.
    @Nullable
    Uri next() {
        return waiting.isEmpty() ? null : waiting.removeFirst().uri;
    }
}
