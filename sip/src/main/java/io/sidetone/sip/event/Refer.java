package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.EventType;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.PercentEscape;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a REFER asks for: a request to somebody else, and whether to tell what became of it. Immutable.
///
/// @param target where to send the request, without the method parameter and the header fields in its URI
/// @param method what to send; INVITE unless the URI says otherwise
/// @param headers the header fields that the URI wants in the request, without escapes: only those that may be
///     taken from somebody else, see [#TAKEN_HEADERS]
/// @param reporting how to tell what became of it
/// @param number the CSeq number of the REFER
@Rfc(number = 3515, section = "2.4.2")
public record Refer(Uri target, Method method, List<Header> headers, Reporting reporting, long number) {

    /// A header field for the request. Immutable.
    ///
    /// @param value without the escapes of the URI
    public record Header(HeaderName name, String value) {}

    /// How the one who referred learns what became of it.
    public enum Reporting {
        /// The REFER makes a subscription.
        IMPLICIT,
        /// Not at all, asked for by Refer-Sub (RFC 4488).
        SUPPRESSED,
        /// Not at all, asked for by the option tag `nosub` (RFC 7614).
        NONE,
        /// By a SUBSCRIBE that he may send himself, asked for by the option tag `explicitsub` (RFC 7614).
        EXPLICIT
    }

    /// The package of the subscriptions that a REFER makes, for a registry: nobody but a REFER subscribes to it.
    public static final EventPackage PACKAGE = new EventPackage(
            EventType.of("refer"), 180, 0, 3600, List.of(SipFragment.TYPE), true, false, Duration.ZERO);

    /// The header fields that a Refer-To URI may put into the request. All others would let a stranger choose who
    /// we are, where the request goes or what protects it (RFC 3261 §19.1.5), and are left out.
    public static final Set<HeaderName> TAKEN_HEADERS = Set.copyOf(EnumSet.of(
            HeaderName.REPLACES,
            HeaderName.JOIN,
            HeaderName.TARGET_DIALOG,
            HeaderName.REQUIRE,
            HeaderName.SUBJECT,
            HeaderName.CALL_INFO,
            HeaderName.ACCEPT_CONTACT,
            HeaderName.REJECT_CONTACT,
            HeaderName.REQUEST_DISPOSITION,
            HeaderName.USER_TO_USER));

    /// How many header fields a Refer-To URI may have.
    public static final int MAX_HEADERS = 16;

    /// Where to subscribe to what becomes of a REFER.
    @Rfc(number = 7614, section = "4.8")
    public static final HeaderType<NameAddress> REFER_EVENTS_AT =
            HeaderType.of(HeaderName.REFER_EVENTS_AT, NameAddress::parseReference);

    private static final String NO_SUBSCRIPTION = "nosub";
    private static final String EXPLICIT_SUBSCRIPTION = "explicitsub";
    private static final String SUPPRESSION = "norefersub";

    /// Makes the list of header fields unchangeable.
    public Refer {
        headers = List.copyOf(headers);
    }

    /// Judges a REFER. Whether its sender may refer us anywhere is the caller's to decide, and so is an option
    /// tag in its Require that is not known.
    public static Judgement<Refer> judge(SipRequest refer) {
        int count = 0;
        for (HeaderField field : refer.fields()) {
            count += field.known() == HeaderName.REFER_TO ? 1 : 0;
        }
        NameAddress to = refer.first(Headers.REFER_TO);
        CSeq cseq = refer.cseq();
        if (count != 1 || to == null || cseq == null) {
            return refused("Exactly One Refer-To Expected");
        }
        Reporting reporting = reporting(refer);
        if (reporting == null) {
            return refused("nosub And explicitsub Exclude Each Other");
        }
        if (!(to.uri() instanceof SipUri sip)) {
            return new Judgement.Accepted<>(new Refer(to.uri(), Method.INVITE, List.of(), reporting, cseq.number()));
        }
        String method = sip.parameter("method");
        if (sip.hasParameter("method") && !isMethod(method)) {
            return refused("Bad Method In Refer-To");
        }
        Parameters headers = sip.hasHeaders() ? sip.headers() : Parameters.NONE;
        if (headers.size() > MAX_HEADERS) {
            return refused("Too Many Header Fields In Refer-To");
        }
        return new Judgement.Accepted<>(new Refer(
                sip.withoutHeaders().withoutParameter("method"),
                method == null ? Method.INVITE : Method.of(method),
                taken(headers),
                reporting,
                cseq.number()));
    }

    private static Judgement<Refer> refused(String phrase) {
        return new Judgement.Refused<>(Refusal.of(400, phrase));
    }

    private static boolean isMethod(@Nullable String method) {
        return method != null && !method.isEmpty() && CharClass.TOKEN.containsAll(method);
    }

    @Rfc(number = 3261, section = "19.1.5")
    private static List<Header> taken(Parameters headers) {
        List<Header> taken = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            HeaderName name = HeaderName.of(headers.name(i));
            String raw = headers.rawValue(i);
            if (name == null || raw == null || !TAKEN_HEADERS.contains(name)) {
                continue;
            }
            String value = PercentEscape.unescape(raw);
            // A line end in a value would begin a header field that nobody has looked at.
            if (!hasControl(value)) {
                taken.add(new Header(name, value));
            }
        }
        return taken;
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (CharClass.CONTROL.contains(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    @Rfc(number = 7614, section = "4.3")
    @Rfc(number = 7614, section = "5.3")
    private static @Nullable Reporting reporting(SipRequest refer) {
        List<String> required = refer.all(Headers.REQUIRE);
        boolean none = contains(required, NO_SUBSCRIPTION);
        boolean explicit = contains(required, EXPLICIT_SUBSCRIPTION);
        if (none && explicit) {
            return null;
        }
        if (none) {
            return Reporting.NONE;
        }
        if (explicit) {
            return Reporting.EXPLICIT;
        }
        HeaderField wish = refer.field(HeaderName.REFER_SUB);
        return wish != null && isFalse(wish.value()) ? Reporting.SUPPRESSED : Reporting.IMPLICIT;
    }

    private static boolean contains(List<String> tags, String tag) {
        for (String one : tags) {
            if (Text.equalsIgnoreCase(one, tag)) {
                return true;
            }
        }
        return false;
    }

    /// Refer-Sub may have parameters, which change nothing.
    private static boolean isFalse(String value) {
        int end = value.indexOf(';');
        return Text.equalsIgnoreCase((end < 0 ? value : value.substring(0, end)).strip(), "false");
    }

    /// Whether an Event field is about what became of a REFER.
    public static boolean isRefer(Event event) {
        return event.type().equals(PACKAGE.type());
    }

    /// The Event field of the NOTIFY requests for this REFER.
    ///
    /// @param first whether it is the first REFER of its dialog, which needs no id
    @Rfc(number = 3515, section = "2.4.6")
    public Event event(boolean first) {
        Event event = Event.of("refer");
        return first ? event : new Event(event.type(), Parameters.of("id", Long.toString(number)));
    }

    /// Whether a NOTIFY is about the REFER with a CSeq number.
    ///
    /// @param first whether that was the first of its dialog, for which the id may be left out
    @Rfc(number = 3515, section = "2.4.6")
    public static boolean isAbout(Event event, long number, boolean first) {
        String id = event.id();
        return isRefer(event) && (id == null ? first : id.equals(Long.toString(number)));
    }

    /// The 200 that accepts it; 202 is no more sent.
    ///
    /// @param eventsAt where to subscribe if [Reporting#EXPLICIT]; else not looked at
    @Rfc(number = 6665, section = "8.3.1")
    @Rfc(number = 4488, section = "4")
    @Rfc(number = 7614, section = "4.8")
    public SipResponse.Builder answer(SipRequest refer, @Nullable Uri eventsAt) {
        SipResponse.Builder response = SipResponse.answer(refer, 200, "OK");
        return switch (reporting) {
            case IMPLICIT, NONE -> response;
            // RFC 4488 §4: without this field in the 2xx there is a subscription after all.
            case SUPPRESSED -> response.append("Refer-Sub", "false").append(Headers.SUPPORTED, SUPPRESSION);
            case EXPLICIT -> eventsAt == null ? response : response.append(REFER_EVENTS_AT, NameAddress.of(eventsAt));
        };
    }

    /// Puts the fields of a REFER into a request.
    @Rfc(number = 3515, section = "2.4.1")
    @Rfc(number = 4488, section = "4")
    @Rfc(number = 7614, section = "4.1")
    @Rfc(number = 7614, section = "5.1")
    public static SipRequest.Builder write(SipRequest.Builder refer, NameAddress to, Reporting reporting) {
        refer.set(Headers.REFER_TO, to);
        return switch (reporting) {
            case IMPLICIT -> refer;
            case SUPPRESSED -> refer.set("Refer-Sub", "false").append(Headers.SUPPORTED, SUPPRESSION);
            case NONE -> refer.append(Headers.REQUIRE, NO_SUBSCRIPTION);
            case EXPLICIT -> refer.append(Headers.REQUIRE, EXPLICIT_SUBSCRIPTION);
        };
    }

    /// Whether a 2xx to a REFER of ours means that there is a subscription.
    @Rfc(number = 4488, section = "4")
    @Rfc(number = 7614, section = "4.2")
    @Rfc(number = 7614, section = "5.2")
    public static boolean isSubscribed(SipResponse response, Reporting asked) {
        HeaderField wish = response.field(HeaderName.REFER_SUB);
        return switch (asked) {
            case IMPLICIT -> true;
            case SUPPRESSED -> wish == null || !isFalse(wish.value());
            case NONE, EXPLICIT -> false;
        };
    }

    /// Tells the one who referred how the request is getting on: a NOTIFY, and with a final response the last
    /// one. The body of the NOTIFY is [SipFragment#ofStatus].
    @Rfc(number = 3515, section = "2.4.7")
    public static void report(Notifier notifier, int statusCode, Notifier.Effects effects) {
        if (statusCode < 200) {
            notifier.receive(Notifier.Event.CHANGE, effects);
        } else {
            notifier.end(TerminationReason.NORESOURCE, Notifier.UNSAID, effects);
        }
    }
}
