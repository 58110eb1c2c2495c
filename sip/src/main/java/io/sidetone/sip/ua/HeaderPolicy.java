package io.sidetone.sip.ua;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.SipMessage;
import java.util.Set;

/// Which header fields a back-to-back user agent takes over from one side to the other. Thread-safe.
@FunctionalInterface
public interface HeaderPolicy {

    /// None: each side sees only what this user agent says of itself.
    HeaderPolicy NONE = _ -> false;

    /// Whether a field of an INVITE is taken over. Must not be true of what belongs to the dialog or to the way
    /// of the request: From, To, Call-ID, CSeq, Via, Route, Contact and their like.
    boolean takesOver(HeaderField field);

    /// The fields of these names.
    static HeaderPolicy of(HeaderName... names) {
        Set<HeaderName> taken = Set.of(names);
        return field -> {
            HeaderName name = field.known();
            return name != null && taken.contains(name);
        };
    }

    /// Puts what is taken over from one message into another.
    default void copy(SipMessage from, MessageBuilder<?> to) {
        for (HeaderField field : from.fields()) {
            if (takesOver(field)) {
                to.append(field.name(), field.value());
            }
        }
    }
}
