package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;

/// What a SUBSCRIBE asks for, and what it is granted. Immutable.
///
/// @param eventPackage what it is about
/// @param event its Event field, which the NOTIFY requests repeat
/// @param expires the span that is granted in seconds; 0 to end or to fetch
/// @param bodyType what the bodies of its NOTIFY requests are
/// @param inDialog whether it came within a dialog, so that it must be for a subscription of that one
@Rfc(number = 6665, section = "4.2.1.1")
public record SubscribeRequest(
        EventPackage eventPackage, Event event, long expires, MediaType bodyType, boolean inDialog) {

    /// Judges a SUBSCRIBE. Who may subscribe is the caller's to decide.
    public static Judgement<SubscribeRequest> judge(SipRequest subscribe, EventPackages known) {
        Event event = subscribe.first(Headers.EVENT);
        if (event == null) {
            return new Judgement.Refused<>(
                    subscribe.has(HeaderName.EVENT) ? Refusal.of(400, "Bad Event Header Field") : known.badEvent());
        }
        EventPackage eventPackage = known.find(event.type());
        if (eventPackage == null) {
            return new Judgement.Refused<>(known.badEvent());
        }
        NameAddress to = subscribe.to();
        boolean inDialog = to != null && to.tag() != null;
        if (!inDialog && Refer.isRefer(event)) {
            // RFC 3515 §2.4.4: only a REFER makes such a subscription.
            return new Judgement.Refused<>(Refusal.of(403, "Only By REFER"));
        }
        // An Expires that can not be understood counts as absent.
        long granted = eventPackage.grant(subscribe.first(Headers.EXPIRES));
        if (granted == EventPackage.TOO_BRIEF) {
            return new Judgement.Refused<>(eventPackage.tooBrief());
        }
        MediaType bodyType = eventPackage.bodyType(subscribe.all(Headers.ACCEPT));
        return bodyType == null
                ? new Judgement.Refused<>(Refusal.of(406, "Not Acceptable"))
                : new Judgement.Accepted<>(new SubscribeRequest(eventPackage, event, granted, bodyType, inDialog));
    }

    /// The 200 that grants it. 202 is no more sent, whether somebody still has to decide or not.
    @Rfc(number = 6665, section = "8.3.1")
    public SipResponse.Builder answer(SipRequest subscribe) {
        return SipResponse.answer(subscribe, 200, "OK").append(Headers.EXPIRES, expires);
    }

    /// Puts the fields of a SUBSCRIBE into a request; Accept is the caller's.
    ///
    /// @param expires in seconds; 0 to end or to fetch
    @Rfc(number = 6665, section = "4.1.2.1")
    public static SipRequest.Builder write(SipRequest.Builder subscribe, Event event, long expires) {
        return subscribe.set(Headers.EVENT, event).set(Headers.EXPIRES, expires);
    }
}
