package io.sidetone.modules.registrar;

import io.sidetone.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// A REGISTER is not accepted, and what it is answered. Immutable.
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final int code;
    private final @Nullable String field;
    private final String value;

    /// @param code the status code
    /// @param reason what is wrong, for the people on the other side
    RefusedException(int code, String reason) {
        this(code, reason, null, "");
    }

    /// @param field the name of a header field that the answer has to have
    RefusedException(int code, String reason, @Nullable String field, String value) {
        super(reason, null, false, false);
        this.code = code;
        this.field = field;
        this.value = value;
    }

    int code() {
        return code;
    }

    /// The reason phrase of the code.
    String phrase() {
        return switch (code) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 420 -> "Bad Extension";
            case 423 -> "Interval Too Brief";
            case 439 -> "First Hop Lacks Outbound Support";
            case 503 -> "Service Unavailable";
            case 555 -> "Push Notification Service Not Supported";
            default -> "Server Internal Error";
        };
    }

    /// Writes what the answer has to say beside its code.
    void writeTo(SipResponse.Builder answer) {
        if (field != null) {
            answer.set(field, value);
        }
        answer.set("P-Registrar-Error", String.valueOf(getMessage()));
    }
}
