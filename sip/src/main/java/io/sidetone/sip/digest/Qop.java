package io.sidetone.sip.digest;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.text.Text;
import org.jspecify.annotations.Nullable;

/// A quality of protection: what the proof covers. Immutable.
@Rfc(number = 7616, section = "3.4.3")
public enum Qop {
    /// Method and URI.
    AUTH("auth"),
    /// Method, URI and body. No proxy or border element may then touch the body.
    AUTH_INT("auth-int");

    private final String text;

    Qop(String text) {
        this.text = text;
    }

    /// The quality that a name means, in any case; null if it is not known.
    public static @Nullable Qop of(String name) {
        for (Qop qop : values()) {
            if (Text.equalsIgnoreCase(qop.text, name)) {
                return qop;
            }
        }
        return null;
    }

    /// The name on the wire.
    public String text() {
        return text;
    }

    /// The quality to answer a challenge with: the preferred one if it is offered, else the first that is known;
    /// null if none is.
    static @Nullable Qop choose(Challenge challenge, Qop preferred) {
        Qop chosen = null;
        for (String option : challenge.qopOptions()) {
            Qop qop = of(option);
            if (qop == preferred) {
                return qop;
            }
            // §3.3: unknown options are passed over.
            chosen = chosen == null ? qop : chosen;
        }
        return chosen;
    }
}
