package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.ContentDisposition;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.TelUri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every request is looked at for before anybody acts on it. Thread-safe.
@Rfc(number = 3261, section = "8.2")
final class RequestInspection {

    private final UserAgentSettings settings;
    private volatile List<Method> allowed;

    RequestInspection(UserAgentSettings settings) {
        this.settings = settings;
        this.allowed = settings.allowed();
    }

    /// The methods that are understood.
    List<Method> allowed() {
        return allowed;
    }

    /// Understands another method from now on.
    synchronized void allow(Method method) {
        if (!allowed.contains(method)) {
            List<Method> more = new ArrayList<>(allowed);
            more.add(method);
            allowed = List.copyOf(more);
        }
    }

    /// What a request is refused with; null if it may be acted on.
    SipResponse.@Nullable Builder refusal(SipRequest request) {
        // §8.2.1: the method comes first.
        if (!allowed.contains(request.method())) {
            return allow(SipResponse.answer(request, 405, "Method Not Allowed"));
        }
        if (!(request.uri() instanceof SipUri) && !(request.uri() instanceof TelUri)) {
            return SipResponse.answer(request, 416, "Unsupported URI Scheme");
        }
        SipResponse.Builder unsupported = unsupported(request);
        return unsupported != null ? unsupported : content(request);
    }

    private SipResponse.Builder allow(SipResponse.Builder response) {
        for (Method method : allowed) {
            response.append(Headers.ALLOW, method);
        }
        return response;
    }

    @Rfc(number = 3261, section = "8.2.2.3")
    private SipResponse.@Nullable Builder unsupported(SipRequest request) {
        SipResponse.Builder refusal = null;
        // An ACK or a CANCEL can not ask for what its INVITE has not.
        for (String option : request.all(Headers.REQUIRE)) {
            if (!supports(option)) {
                refusal = refusal == null ? SipResponse.answer(request, 420, "Bad Extension") : refusal;
                refusal.append(Headers.UNSUPPORTED, option);
            }
        }
        return refusal;
    }

    boolean supports(String option) {
        for (String ours : settings.supported()) {
            if (Text.equalsIgnoreCase(ours, option)) {
                return true;
            }
        }
        return false;
    }

    @Rfc(number = 3261, section = "8.2.3")
    private SipResponse.@Nullable Builder content(SipRequest request) {
        if (request.bodyLength() == 0 || !request.method().equals(Method.INVITE)) {
            return null;
        }
        ContentDisposition disposition = request.first(Headers.CONTENT_DISPOSITION);
        if (disposition != null && !disposition.isRequired()) {
            return null;
        }
        MediaType type = request.first(Headers.CONTENT_TYPE);
        for (MediaType accepted : settings.accepted()) {
            if (type != null && accepted.includes(type) && !request.has(HeaderName.CONTENT_ENCODING)) {
                return null;
            }
        }
        SipResponse.Builder refusal = SipResponse.answer(request, 415, "Unsupported Media Type");
        for (MediaType accepted : settings.accepted()) {
            refusal.append(Headers.ACCEPT, accepted);
        }
        return refusal.set(HeaderName.ACCEPT_ENCODING, "identity");
    }
}
