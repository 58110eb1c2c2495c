package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// How a caller wants servers to handle the request: one value of Request-Disposition.
@Rfc(number = 3841, section = "9.1")
public enum RequestDirective implements WireText {
    /// Forward the request.
    PROXY("proxy"),
    /// Answer with the addresses instead.
    REDIRECT("redirect"),
    /// Cancel the other branches when one is answered.
    CANCEL("cancel"),
    /// Let the other branches ring on.
    NO_CANCEL("no-cancel"),
    /// Try several addresses.
    FORK("fork"),
    /// Try one address only.
    NO_FORK("no-fork"),
    /// Follow redirections on the caller's behalf.
    RECURSE("recurse"),
    /// Pass redirections on to the caller.
    NO_RECURSE("no-recurse"),
    /// Try all addresses at once.
    PARALLEL("parallel"),
    /// Try one address after the other.
    SEQUENTIAL("sequential"),
    /// Let the caller wait for a busy callee.
    QUEUE("queue"),
    /// Do not let the caller wait.
    NO_QUEUE("no-queue");

    private final String text;

    RequestDirective(String text) {
        this.text = text;
    }

    /// Reads a directive, in any case.
    public static RequestDirective parse(TextReader reader) throws SyntaxException {
        int from = reader.position();
        int to = reader.skipToken();
        for (RequestDirective directive : values()) {
            if (Text.equalsIgnoreCase(reader.bytes(), from, to, directive.text)) {
                return directive;
            }
        }
        throw new SyntaxException("unknown directive", from);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
