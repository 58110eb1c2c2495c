package io.sidetone.modules.registrar;

import io.sidetone.server.service.Binding;
import io.sidetone.server.service.MethodMask;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.OptionTags;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.PathVector;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a REGISTER asks for. Holds copies only, nothing of the message. Immutable.
///
/// @param address the address of record
/// @param callId the Call-ID
/// @param cseq the number of the CSeq
/// @param removesAll whether it removes all bindings: `Contact: *`
/// @param contacts what it asks for in particular; empty for a query
/// @param common what all bindings that it makes have in common; its contact means nothing
/// @param outbound whether the device keeps flows, and knows that we may use them
/// @param direct whether nobody stands between the device and us
/// @param firstHopKeepsFlow whether the proxy next to the device promises to keep its flows
record Registration(
        String address,
        String callId,
        long cseq,
        boolean removesAll,
        List<Wanted> contacts,
        Binding common,
        boolean outbound,
        boolean direct,
        boolean firstHopKeepsFlow) {

    /// The parameters of a contact that are kept or made by themselves.
    private static final List<String> MEANINGFUL =
            List.of("expires", "q", "+sip.instance", "reg-id", "pub-gruu", "temp-gruu");

    /// How many contacts one REGISTER may have.
    static final int MOST_CONTACTS = 100;

    /// How long a Call-ID, a User-Agent and a Path may be; of a User-Agent the rest is left out.
    private static final int LONGEST_CALL_ID = 255;

    private static final int LONGEST_USER_AGENT = 255;
    private static final int LONGEST_PATH = 2000;
    private static final int LONGEST_PARAMETERS = 2000;

    /// A contact that is to be bound, or to be removed.
    ///
    /// @param uri its URI
    /// @param expires for how many seconds, 0 to remove it; [NameAddress#ABSENT] if nothing is said
    /// @param q how much it is preferred, in thousandths; [Binding#ABSENT] if it does not say
    /// @param instance the URN of the device; null if it did not say
    /// @param regId which of the device's flows; [Binding#ABSENT] if it did not say
    /// @param parameters the other parameters, `;name=value`; null for none
    record Wanted(
            Uri uri,
            long expires,
            int q,
            @Nullable String instance,
            int regId,
            @Nullable String parameters) {}

    /// Reads a REGISTER.
    ///
    /// @param address the address of record that it is for
    /// @param longestContact how long the URI of a contact may be
    /// @throws RefusedException if a field that counts is malformed, or what it asks for makes no sense
    @Rfc(number = 3261, section = "10.3")
    static Registration read(SipRequest register, String address, int longestContact) throws RefusedException {
        String callId = register.callId();
        CSeq cseq = register.cseq();
        if (callId == null || callId.length() > LONGEST_CALL_ID) {
            throw new RefusedException(400, callId == null ? "Call-ID header not found" : "Callid too long");
        }
        if (cseq == null) {
            throw new RefusedException(400, "CSeq header not found");
        }
        // §20.19: an Expires that makes no sense counts as an hour, as one that is not there does.
        Long header = register.first(Headers.EXPIRES);
        long expires = header == null ? NameAddress.ABSENT : header;
        boolean all = false;
        List<Wanted> contacts = new ArrayList<>(1);
        for (Contact contact : contacts(register)) {
            NameAddress named = contact.address();
            if (named == null) {
                all = true;
            } else if (contacts.size() < MOST_CONTACTS) {
                contacts.add(wanted(named, expires, longestContact));
            } else {
                throw new RefusedException(400, "More than " + MOST_CONTACTS + " contacts in one request");
            }
        }
        if (all && expires != 0) {
            throw new RefusedException(400, "* used in contact and expires is not zero");
        }
        if (all && !contacts.isEmpty()) {
            throw new RefusedException(400, "* used in contact and more than 1 contact");
        }
        List<NameAddress> path = path(register);
        return new Registration(
                address,
                callId,
                cseq.number(),
                all,
                List.copyOf(contacts),
                common(register, callId, cseq.number(), path),
                supports(register, "outbound"),
                path.isEmpty() && register.count(Headers.VIA) == 1,
                PathVector.keepsFlow(path));
    }

    /// Refuses a request that requires extensions which are not known here.
    @Rfc(number = 3261, section = "10.3")
    static void checkRequired(SipRequest register, List<String> known) throws RefusedException {
        String unknown = register.all(Headers.REQUIRE).stream()
                .filter(option -> !known.contains(Text.lower(option)))
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new RefusedException(420, "Unknown extensions are required", "Unsupported", unknown);
        }
    }

    /// Whether a device knows of an extension.
    static boolean supports(SipRequest register, String option) {
        return OptionTags.names(register, Headers.SUPPORTED, option)
                || OptionTags.names(register, Headers.REQUIRE, option);
    }

    /// All contacts; one that cannot be read spoils the whole request, for nobody may lose one of several.
    private static List<Contact> contacts(SipRequest register) throws RefusedException {
        List<Contact> all = new ArrayList<>(1);
        for (HeaderField field : register.fields()) {
            if (field.known() == HeaderName.CONTACT) {
                List<Contact> contacts = field.all(Headers.CONTACT);
                if (contacts.isEmpty() && field.error(Headers.CONTACT) != null) {
                    throw new RefusedException(400, "Contact parse error");
                }
                all.addAll(contacts);
            }
        }
        return all;
    }

    @Rfc(number = 3261, section = "10.2.1.1")
    private static Wanted wanted(NameAddress contact, long header, int longestContact) throws RefusedException {
        if (contact.uri().text().length() > longestContact) {
            throw new RefusedException(400, "Contact/received too long");
        }
        long own = contact.expires();
        Parameters others = others(contact.parameters());
        String parameters = null;
        if (!others.isEmpty()) {
            parameters = NameAddress.of(contact.uri()).text();
            String whole = written(contact.uri(), others);
            parameters = whole.substring(parameters.length());
        }
        String instance = contact.instance();
        if ((parameters != null && parameters.length() > LONGEST_PARAMETERS)
                || (instance != null && instance.length() > longestContact)) {
            throw new RefusedException(400, "Contact/received too long");
        }
        return new Wanted(
                contact.uri(),
                own == NameAddress.ABSENT ? header : own,
                contact.q(),
                instance,
                contact.regId(),
                parameters);
    }

    /// The parameters of a contact but for those that have a meaning here.
    static Parameters others(Parameters all) {
        Parameters others = all;
        for (String name : MEANINGFUL) {
            others = others.without(name);
        }
        return others;
    }

    private static String written(Uri uri, Parameters parameters) {
        NameAddress address = NameAddress.of(uri);
        for (int i = 0; i < parameters.size(); i++) {
            address = address.withParameter(parameters.name(i), parameters.rawValue(i));
        }
        return address.text();
    }

    @Rfc(number = 3327, section = "5.3")
    private static List<NameAddress> path(SipRequest register) throws RefusedException {
        if (!register.has(HeaderName.PATH)) {
            return List.of();
        }
        for (HeaderField field : register.fields()) {
            if (field.known() == HeaderName.PATH && field.error(Headers.PATH) != null) {
                throw new RefusedException(400, "Path parse error");
            }
        }
        return PathVector.of(register);
    }

    private static Binding common(SipRequest register, String callId, long cseq, List<NameAddress> path)
            throws RefusedException {
        String routes =
                path.isEmpty() ? null : path.stream().map(NameAddress::text).collect(Collectors.joining(","));
        if (routes != null && routes.length() > LONGEST_PATH) {
            throw new RefusedException(400, "Path too long");
        }
        String userAgent = register.first(Headers.USER_AGENT);
        List<Method> methods = register.all(Headers.ALLOW);
        return Binding.of("", callId)
                .order(callId, cseq)
                .path(routes)
                .userAgent(
                        userAgent == null
                                ? ""
                                : userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT)))
                .methods(register.has(HeaderName.ALLOW) ? MethodMask.of(methods) : MethodMask.ALL)
                .build();
    }

    /// The same with bindings that have more in common: what a script and the way of the request say.
    Registration with(Binding other) {
        return new Registration(
                address, callId, cseq, removesAll, contacts, other, outbound, direct, firstHopKeepsFlow);
    }

    /// Whether it only asks what there is.
    boolean isQuery() {
        return !removesAll && contacts.isEmpty();
    }

    /// Whether one of the contacts is a flow.
    boolean hasFlow() {
        if (outbound) {
            for (Wanted contact : contacts) {
                if (isFlow(contact)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a contact is a flow that its device keeps for us.
    @Rfc(number = 5626, section = "6")
    boolean isFlow(Wanted contact) {
        return outbound && contact.instance() != null && contact.regId() != Binding.ABSENT;
    }
}
