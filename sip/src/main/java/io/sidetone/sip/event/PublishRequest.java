package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import org.jspecify.annotations.Nullable;

/// What a PUBLISH asks for. Immutable.
///
/// @param kind which of the four
/// @param eventPackage what it is about
/// @param entityTag the publication that it means; null for a new one
/// @param expires the span that it asks for in seconds; null if it does not say
@Rfc(number = 3903, section = "4.1")
public record PublishRequest(
        Kind kind,
        EventPackage eventPackage,
        @Nullable String entityTag,
        @Nullable Long expires) {

    /// What a PUBLISH is for, which body, entity tag and Expires say together.
    public enum Kind {
        /// Publishes something new: a body, no entity tag.
        INITIAL,
        /// Lets it last for longer: an entity tag, no body.
        REFRESH,
        /// Replaces it: an entity tag and a body.
        MODIFY,
        /// Takes it back: an entity tag, and an Expires of 0.
        REMOVE
    }

    /// Judges a PUBLISH by its form. Whether there is such a publication says [Publications].
    @Rfc(number = 3903, section = "6")
    public static Judgement<PublishRequest> judge(SipRequest publish, EventPackages known) {
        Event event = publish.first(Headers.EVENT);
        EventPackage eventPackage = event == null ? null : known.find(event.type());
        if (eventPackage == null) {
            return new Judgement.Refused<>(known.badEvent());
        }
        int tags = 0;
        for (HeaderField field : publish.fields()) {
            tags += field.known() == HeaderName.SIP_IF_MATCH ? 1 : 0;
        }
        String entityTag = publish.first(Headers.SIP_IF_MATCH);
        if (tags > 1 || (tags == 1 && entityTag == null)) {
            return new Judgement.Refused<>(Refusal.of(400, "Bad SIP-If-Match"));
        }
        Long expires = publish.first(Headers.EXPIRES);
        boolean body = publish.bodyLength() > 0;
        if (entityTag == null) {
            // §4.2: a new publication has a body, and lasts.
            return !body || (expires != null && expires == 0)
                    ? new Judgement.Refused<>(Refusal.of(400, "Nothing To Publish"))
                    : new Judgement.Accepted<>(new PublishRequest(Kind.INITIAL, eventPackage, null, expires));
        }
        Kind kind = expires != null && expires == 0 ? Kind.REMOVE : body ? Kind.MODIFY : Kind.REFRESH;
        return new Judgement.Accepted<>(new PublishRequest(kind, eventPackage, entityTag, expires));
    }
}
