package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The event state compositor for one resource and one event package: it keeps what several publishers say of it.
/// Making one state of all is the owner's. Confined to the lock of its owner.
@Rfc(number = 3903, section = "6")
public final class Publications {

    /// The grant of a PUBLISH. Immutable.
    ///
    /// @param entityTag the publication's name from now on
    /// @param expires how long it lasts in seconds; 0 if it was taken back
    public record Receipt(String entityTag, long expires) {

        /// The 200 that says so.
        public SipResponse.Builder answer(SipRequest publish) {
            return SipResponse.answer(publish, 200, "OK")
                    .append(Headers.SIP_ETAG, entityTag)
                    .append(Headers.EXPIRES, expires);
        }
    }

    /// How much is kept. Immutable.
    ///
    /// @param publications at once
    /// @param bodyOctets of each
    public record Limits(int publications, int bodyOctets) {

        /// 16 publications of 64 KiB.
        public static final Limits DEFAULT = new Limits(16, 64 << 10);
    }

    private final EventPackages known;
    private final Limits limits;
    private final RandomGenerator random;
    private final Map<String, Publication> byTag = new HashMap<>();

    /// @param random makes the entity tags; nobody should be able to guess it
    public Publications(EventPackage eventPackage, Limits limits, RandomGenerator random) {
        this.known = new EventPackages(List.of(eventPackage));
        this.limits = limits;
        this.random = random;
    }

    /// What is published now, in no order.
    public Collection<Publication> all() {
        return Collections.unmodifiableCollection(byTag.values());
    }

    /// Takes a PUBLISH whose sender may publish here.
    public Judgement<Receipt> receive(SipRequest publish, Publication.Effects effects) {
        return switch (PublishRequest.judge(publish, known)) {
            case Judgement.Refused<PublishRequest>(Refusal refusal) -> new Judgement.Refused<>(refusal);
            case Judgement.Accepted<PublishRequest>(PublishRequest request) -> receive(request, publish, effects);
        };
    }

    private Judgement<Receipt> receive(PublishRequest request, SipRequest publish, Publication.Effects effects) {
        String tag = request.entityTag();
        Publication old = tag == null ? null : byTag.get(tag);
        if (tag != null && old == null) {
            // §6, step 3: the publication is no more, or has got another name since.
            return new Judgement.Refused<>(Refusal.of(412, "Conditional Request Failed"));
        }
        long granted = request.eventPackage().grant(request.expires());
        if (granted == EventPackage.TOO_BRIEF) {
            return new Judgement.Refused<>(request.eventPackage().tooBrief());
        }
        boolean brings = request.kind() == PublishRequest.Kind.INITIAL || request.kind() == PublishRequest.Kind.MODIFY;
        Refusal refusal = brings ? refuseBody(request.eventPackage(), publish) : null;
        if (refusal == null && old == null && byTag.size() >= limits.publications()) {
            refusal = new Refusal(500, "Too Many Publications", HeaderName.RETRY_AFTER, "60");
        }
        return refusal != null
                ? new Judgement.Refused<>(refusal)
                : new Judgement.Accepted<>(apply(request.kind(), old, publish, granted, effects));
    }

    private @Nullable Refusal refuseBody(EventPackage eventPackage, SipRequest publish) {
        MediaType type = publish.first(Headers.CONTENT_TYPE);
        if (type == null || !eventPackage.takes(type)) {
            // §6, step 5: the Accept says what would have been understood.
            MediaType wanted = eventPackage.bodyTypes().getFirst();
            return new Refusal(415, "Unsupported Media Type", HeaderName.ACCEPT, wanted.text());
        }
        return publish.bodyLength() > limits.bodyOctets() ? Refusal.of(413, "Request Entity Too Large") : null;
    }

    private Receipt apply(
            PublishRequest.Kind kind,
            @Nullable Publication old,
            SipRequest publish,
            long granted,
            Publication.Effects effects) {
        // §8.3: each success gives another name, so that a publisher who missed one finds out.
        String tag = newTag();
        Publication publication = old == null ? new Publication(tag) : old;
        byTag.remove(publication.entityTag());
        publication.name(tag);
        if (kind == PublishRequest.Kind.REMOVE) {
            publication.receive(Publication.Event.REMOVE, null, 0, effects);
            return new Receipt(tag, 0);
        }
        byTag.put(tag, publication);
        if (kind == PublishRequest.Kind.REFRESH) {
            publication.receive(Publication.Event.REFRESH, null, granted, effects);
        } else {
            publication.receive(Publication.Event.STATE, state(publish), granted, effects);
        }
        return new Receipt(tag, granted);
    }

    private static EventState state(SipRequest publish) {
        HeaderField type = publish.field(HeaderName.CONTENT_TYPE);
        return new EventState(type == null ? "" : type.value(), publish.body());
    }

    /// A publication's timer went off.
    public void expired(Publication publication, Publication.Effects effects) {
        if (byTag.remove(publication.entityTag(), publication)) {
            publication.receive(Publication.Event.EXPIRY, null, 0, effects);
        }
    }

    private String newTag() {
        String tag;
        do {
            tag = Long.toHexString(random.nextLong());
        } while (byTag.containsKey(tag));
        return tag;
    }
}
