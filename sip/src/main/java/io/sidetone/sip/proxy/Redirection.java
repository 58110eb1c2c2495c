package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows a 3xx on the caller's behalf: its contacts become targets. Thread-safe: only functions.
@Rfc(number = 3261, section = "16.5")
public final class Redirection {

    /// How many contacts of one response are looked at.
    public static final int LIMIT = 16;

    private Redirection() {}

    /// The targets that a response redirects a request to, in its order; empty if it can not be followed. One
    /// that is ours comes back as a spiral: that is how a user of ours forwards to another one.
    ///
    /// That none of them is tried twice is seen to by the [TargetSet], that they do not go on for ever by its
    /// limit.
    public static List<Target> targets(SipRequest request, SipResponse response) {
        return collect(request, response, null);
    }

    /// The same without those that would lead back here.
    public static List<Target> targets(SipRequest request, SipResponse response, Myself refused) {
        return collect(request, response, refused);
    }

    private static List<Target> collect(SipRequest request, SipResponse response, @Nullable Myself refused) {
        List<Target> targets = new ArrayList<>();
        if (!isFollowed(response.statusCode())) {
            return targets;
        }
        int looked = 0;
        for (Contact contact : response.all(Headers.CONTACT)) {
            if (looked++ == LIMIT) {
                break;
            }
            NameAddress address = contact.address();
            if (address != null
                    && address.uri() instanceof SipUri uri
                    && isSafe(request, uri)
                    && (refused == null || !refused.isMyself(uri))) {
                int q = address.q();
                targets.add(Target.of(
                        ForwardedRequest.requestUri(uri), q == NameAddress.ABSENT ? Target.MOST_PREFERRED : q));
            }
        }
        return targets;
    }

    /// §21.3: a 305 names a proxy and no target, a 380 another service.
    private static boolean isFollowed(int code) {
        return code >= 300 && code <= 302;
    }

    /// §16.7 item 4: what was to be safe at each hop stays so.
    @Rfc(number = 5630, section = "5.3")
    private static boolean isSafe(SipRequest request, SipUri uri) {
        return uri.isSecure() || !request.isSips();
    }
}
