package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request: what a client asks of the server at the Request-URI. Immutable.
@Rfc(number = 3261, section = "7.1")
public final class SipRequest extends SipMessage {

    private static final String SIPS = "sips:";

    private final RequestLine line;

    SipRequest(
            Octets startLine,
            Method method,
            int uriFrom,
            int uriTo,
            HeaderField[] fields,
            int fieldCount,
            Octets tail,
            int bodyStart) {
        super(fields, fieldCount, tail, bodyStart);
        this.line = new RequestLine(startLine.array(), startLine.from(), startLine.to(), method, uriFrom, uriTo, null);
    }

    private SipRequest(RequestLine line, Builder edits) {
        super(edits);
        this.line = line;
    }

    /// Starts a request of one's own. Content-Length is seen to by the builder.
    public static Builder builder(Method method, Uri uri) {
        return new Builder(RequestLine.of(method, uri));
    }

    /// What is asked for.
    public Method method() {
        return line.method;
    }

    /// The Request-URI.
    ///
    /// Throws `IllegalStateException` if it is malformed. [MessageCheck] finds that before anybody has to ask.
    public Uri uri() {
        try {
            return line.uri();
        } catch (SyntaxException error) {
            throw new IllegalStateException("Malformed Request-URI, see MessageCheck", error);
        }
    }

    /// What is wrong with the Request-URI; null if nothing is.
    @Nullable
    SyntaxException uriError() {
        try {
            // §19.1.1: no headers in a Request-URI; an element that takes it for a target would make fields of them.
            return line.uri() instanceof SipUri sip && sip.hasHeaders()
                    ? new SyntaxException("headers in the Request-URI", line.uriFrom)
                    : null;
        } catch (SyntaxException error) {
            return error;
        }
    }

    /// The Request-URI as it is spelled in the message.
    public String uriText() {
        return line.uriText();
    }

    /// Whether the Request-URI has the scheme `sips`. Looks at its first octets only.
    public boolean isSips() {
        int scheme = line.uriFrom + SIPS.length();
        return scheme <= line.uriTo && Text.equalsIgnoreCase(line.array(), line.uriFrom, scheme, SIPS);
    }

    @Override
    void forget() {
        super.forget();
        line.uri = null;
    }

    @Override
    Octets startLine() {
        return line;
    }

    @Override
    public Builder edit() {
        return new Builder(this);
    }

    /// A start line and where its parts are. Messages that differ in their fields only share it. Immutable.
    private static final class RequestLine extends Octets {

        private final Method method;
        private final int uriFrom;
        private final int uriTo;

        /// Read when it is first asked for, without a lock: any thread may read it again, all read the same.
        private @Nullable Uri uri;

        RequestLine(byte[] array, int from, int to, Method method, int uriFrom, int uriTo, @Nullable Uri uri) {
            super(array, from, to);
            this.method = method;
            this.uriFrom = uriFrom;
            this.uriTo = uriTo;
            this.uri = uri;
        }

        static RequestLine of(Method method, Uri uri) {
            return of(method, uri.text(), uri);
        }

        static RequestLine of(Method method, String uriText, @Nullable Uri uri) {
            ByteWriter line = new ByteWriter(64);
            line.text(method.name()).octet(' ');
            int uriFrom = line.length();
            line.text(uriText);
            int uriTo = line.length();
            line.text(" SIP/2.0\r\n");
            byte[] array = line.toByteArray();
            HeaderField.checkNoLineEnd(array, 0, array.length - 2);
            return new RequestLine(array, 0, array.length, method, uriFrom, uriTo, uri);
        }

        Uri uri() throws SyntaxException {
            Uri known = uri;
            if (known == null) {
                known = Uri.parse(array(), uriFrom, uriTo);
                uri = known;
            }
            return known;
        }

        String uriText() {
            return Text.decode(array(), uriFrom, uriTo);
        }
    }

    /// Makes a request from scratch or from another. Confined to the thread that uses it.
    public static final class Builder extends MessageBuilder<Builder> {

        private RequestLine line;

        private Builder(RequestLine line) {
            this.line = line;
        }

        private Builder(SipRequest request) {
            super(request);
            line = request.line;
        }

        /// Sets the method in the start line; the CSeq's is the caller's to set.
        public Builder method(Method method) {
            line = RequestLine.of(method, line.uriText(), line.uri);
            return this;
        }

        /// Sets the Request-URI.
        public Builder uri(Uri uri) {
            line = RequestLine.of(line.method, Objects.requireNonNull(uri));
            return this;
        }

        @Override
        public SipRequest build() {
            finish();
            return unedited() instanceof SipRequest same && same.line == line ? same : new SipRequest(line, this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
