package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// After how long a session ends unless it is refreshed (Session-Expires), or how long that has to be at least
/// (Min-SE). Immutable.
///
/// @param seconds 0 to 2^32 - 1
/// @param parameters all of them
@Rfc(number = 4028, section = "4")
@Rfc(number = 4028, section = "5")
public record SessionInterval(long seconds, Parameters parameters) implements WireText {

    /// Who refreshes a session.
    public enum Refresher {
        /// The side that sent the request.
        UAC,
        /// The side that answered it.
        UAS
    }

    /// @throws IllegalArgumentException if the seconds are out of range
    public SessionInterval {
        PlainValues.checkRange(seconds, PlainValues.MAX_SECONDS);
    }

    /// An interval that does not say who refreshes.
    public static SessionInterval of(long seconds) {
        return new SessionInterval(seconds, Parameters.NONE);
    }

    /// Reads seconds and parameters.
    public static SessionInterval parse(TextReader reader) throws SyntaxException {
        SessionInterval value = new SessionInterval(PlainValues.seconds(reader), Parameters.read(reader));
        if (value.parameters.contains("refresher") && value.refresher() == null) {
            throw reader.error("uac or uas expected as refresher");
        }
        return value;
    }

    /// Who refreshes; null if it does not say.
    public @Nullable Refresher refresher() {
        String refresher = parameters.raw("refresher");
        if (refresher == null) {
            return null;
        }
        if (Text.equalsIgnoreCase(refresher, "uac")) {
            return Refresher.UAC;
        }
        return Text.equalsIgnoreCase(refresher, "uas") ? Refresher.UAS : null;
    }

    /// The same with who refreshes.
    public SessionInterval withRefresher(Refresher refresher) {
        return new SessionInterval(seconds, parameters.with("refresher", refresher == Refresher.UAC ? "uac" : "uas"));
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.number(seconds);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
