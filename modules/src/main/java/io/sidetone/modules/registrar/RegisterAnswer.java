package io.sidetone.modules.registrar;

import io.sidetone.modules.registrar.Registrar.Decision;
import io.sidetone.server.service.Binding;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.PathVector;
import io.sidetone.sip.proxy.ServiceRoute;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.uri.SipUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a device is told when its REGISTER was accepted. Immutable.
///
/// @param gruu makes the URIs that reach one device; null to make none
/// @param receivedParameter the parameter that shows where a device was seen; empty for none
/// @param tellsPath whether the Path is told to devices that know of paths
/// @param onlyRequested whether only the contacts of the request are told, against the RFC
/// @param flowTimer after how many seconds of silence a flow is given up; 0 to say nothing
/// @param serviceRoute where devices have to send their requests through
/// @param push what notifications we can send; empty for none
record RegisterAnswer(
        @Nullable Gruu gruu,
        String receivedParameter,
        boolean tellsPath,
        boolean onlyRequested,
        long flowTimer,
        List<NameAddress> serviceRoute,
        List<String> push) {

    private static final int USUAL_LENGTH = 128;

    /// Says all that a device has to know.
    ///
    /// @param now seconds since 1970
    /// @param date the same as a date
    @Rfc(number = 3261, section = "10.3")
    @Rfc(number = 5626, section = "6")
    @Rfc(number = 5627, section = "5.2")
    void write(
            SipRequest register,
            Registration request,
            Decision decision,
            long now,
            String date,
            SipResponse.Builder answer) {
        boolean gruus = Registration.supports(register, "gruu");
        SipUri user = register.to() != null && register.to().uri() instanceof SipUri uri ? uri : null;
        boolean flows = false;
        for (Binding binding : onlyRequested ? decision.touched() : decision.after()) {
            StringBuilder contact = contact(binding, now);
            String instance = binding.instance();
            if (gruu != null && gruus && user != null && instance != null) {
                quoted("pub-gruu", Gruu.publicOf(user, instance), contact);
                quoted("temp-gruu", gruu.temporaryOf(user, request.address(), binding), contact);
            }
            answer.append(HeaderName.CONTACT, contact.toString());
        }
        for (Binding binding : decision.touched()) {
            flows |= binding.regId() != Binding.ABSENT;
        }
        if (flows) {
            answer.append(HeaderName.REQUIRE, "outbound");
            if (flowTimer > 0 && request.direct()) {
                answer.append(Headers.FLOW_TIMER, flowTimer);
            }
        }
        if (tellsPath) {
            PathVector.confirm(register, answer);
        }
        if (!request.isQuery() && !decision.after().isEmpty()) {
            ServiceRoute.add(serviceRoute, answer);
        }
        writePush(decision, answer);
        // §10.3 step 8: a device may have no clock of its own.
        answer.set(HeaderName.DATE, date);
    }

    /// Tells for which kinds of notifications we know the way to the devices of a request.
    @Rfc(number = 8599, section = "5.6.1")
    private void writePush(Decision decision, SipResponse.Builder answer) {
        for (Binding binding : decision.touched()) {
            if (binding.is(Binding.PUSH) && binding.uri() instanceof SipUri uri) {
                String provider = uri.parameter(PushNotification.PROVIDER);
                if (provider != null && push.contains(Text.lower(provider))) {
                    answer.append(HeaderName.FEATURE_CAPS, "*;+sip.pns=" + Text.quote(provider));
                    return;
                }
            }
        }
    }

    /// A binding as the device sees it. Its contact is a URI: who stores one sees to that.
    private StringBuilder contact(Binding binding, long now) {
        StringBuilder contact = new StringBuilder(USUAL_LENGTH);
        contact.append('<').append(binding.contact()).append('>');
        String parameters = binding.parameters();
        if (parameters != null) {
            contact.append(others(parameters));
        }
        if (binding.expires() != Binding.PERMANENT) {
            contact.append(";expires=").append(Math.max(0, binding.expires() - now));
        }
        if (binding.q() != Binding.ABSENT) {
            contact.append(";q=").append(thousandths(binding.q()));
        }
        String received = binding.received();
        if (received != null && !receivedParameter.isEmpty()) {
            quoted(receivedParameter, received, contact);
        }
        String instance = binding.instance();
        if (instance != null) {
            quoted("+sip.instance", '<' + instance + '>', contact);
        }
        if (binding.regId() != Binding.ABSENT) {
            contact.append(";reg-id=").append(binding.regId());
        }
        return contact;
    }

    private static void quoted(String name, String value, StringBuilder contact) {
        contact.append(';').append(name).append('=').append(Text.quote(value));
    }

    /// What a database holds may be anything: nothing counts that cannot be read or is said elsewhere.
    private static String others(String text) {
        try {
            TextReader reader = new TextReader(text);
            Parameters all = Parameters.read(reader);
            return reader.atEnd() ? Registration.others(all).toString() : "";
        } catch (SyntaxException _) {
            return "";
        }
    }

    /// `0.5` for 500.
    static String thousandths(int q) {
        if (q >= 1000) {
            return "1";
        }
        String digits = Integer.toString(1000 + q).substring(1);
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return q == 0 ? "0" : "0." + digits.substring(0, end);
    }
}
