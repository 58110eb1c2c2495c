package io.sidetone.sip.message;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.uri.SipUri;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Reads a part of a message by a name, as the files of the torture set call it: `method`, `uri`, `user`, `port`,
/// `status`, `phrase`, `body` (its length), `From.name`, `Contact.expires`, or a header field.
final class Reading {

    private Reading() {}

    /// The part as text; typed values in their canonical form, commas between them. Null if there is no such
    /// part.
    static @Nullable String of(SipMessage message, String part) {
        return switch (part) {
            case "method" -> ((SipRequest) message).method().name();
            case "uri" -> ((SipRequest) message).uri().text();
            case "user" -> sipUri(message).user();
            case "port" -> Integer.toString(sipUri(message).port());
            case "status" -> Integer.toString(((SipResponse) message).statusCode());
            case "phrase" -> ((SipResponse) message).phrase();
            case "body" -> Integer.toString(message.bodyLength());
            case "From.name" -> {
                NameAddress from = message.from();
                yield from == null ? null : from.displayName();
            }
            case "Contact.expires" -> {
                NameAddress contact = message.all(Headers.CONTACT).getFirst().address();
                yield contact == null ? null : Long.toString(contact.expires());
            }
            default -> field(message, part);
        };
    }

    private static SipUri sipUri(SipMessage message) {
        return (SipUri) ((SipRequest) message).uri();
    }

    private static @Nullable String field(SipMessage message, String name) {
        HeaderField field = message.field(name);
        HeaderType<?> type = typeOf(HeaderName.of(name));
        if (field == null || type == null) {
            return field == null ? null : field.value();
        }
        return values(message, type);
    }

    private static @Nullable HeaderType<?> typeOf(@Nullable HeaderName name) {
        for (HeaderType<?> type : Verdict.allTypes()) {
            if (name != null && type.known() == name) {
                return type;
            }
        }
        return null;
    }

    private static <T> String values(SipMessage message, HeaderType<T> type) {
        StringJoiner values = new StringJoiner(", ");
        for (T value : message.all(type)) {
            ByteWriter text = new ByteWriter(64);
            type.write(value, text);
            values.add(text.toString());
        }
        return values.toString();
    }
}
