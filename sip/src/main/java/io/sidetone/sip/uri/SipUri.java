package io.sidetone.sip.uri;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A `sip:` or `sips:` URI. Immutable.
///
/// Holds its own copy of the octets as written and where its components are; an edit replaces one component and
/// leaves the others octet by octet. Components come in two forms: `raw` as written, and plain without escapes.
@Rfc(number = 3261, section = "19.1.1")
public final class SipUri implements Uri {

    static final String SIP = "sip";
    static final String SIPS = "sips";

    private static final int MAX_PORT = 65_535;
    private static final CharClass PLAIN_USER = PercentEscape.URI_OCTETS.without(CharClass.of("@%"));
    private static final CharClass PARAMETERS = PercentEscape.URI_OCTETS.without(CharClass.of("?@"));

    private final byte[] octets;
    private final boolean secure;
    /// Where the colon before the password is; -1 without password.
    private final int colon;
    /// Where the `@` is; -1 without user.
    private final int at;
    private final int hostEnd;
    private final int port;
    private final int parametersAt;
    private final int headersAt;

    // Made when first asked for; threads that ask at once make equal ones, so no lock is needed.
    private @Nullable Host host;
    private @Nullable Parameters parameters;
    private @Nullable Parameters headers;

    private SipUri(
            byte[] octets, boolean secure, int colon, int at, int hostEnd, int port, int parametersAt, int headersAt) {
        this.octets = octets;
        this.secure = secure;
        this.colon = colon;
        this.at = at;
        this.hostEnd = hostEnd;
        this.port = port;
        this.parametersAt = parametersAt;
        this.headersAt = headersAt;
    }

    /// Reads a `sip:` or `sips:` URI, which must be all of the text.
    public static SipUri parse(String text) throws SyntaxException {
        if (Uri.parse(text) instanceof SipUri uri) {
            return uri;
        }
        throw new SyntaxException("sip: or sips: expected", 0);
    }

    /// The URI `sip:user@host:port`, to be edited further.
    ///
    /// @param user without escapes, not empty; null for none
    /// @param port 0 to 65535; -1 for none
    public static SipUri of(@Nullable String user, Host host, int port) {
        return ofRaw(user == null ? null : PercentEscape.escape(user, PercentEscape.USER), host, port);
    }

    static SipUri ofRaw(@Nullable String rawUser, Host host, int port) {
        ByteWriter out = new ByteWriter(64).text("sip:");
        if (rawUser != null) {
            out.text(rawUser).octet('@');
        }
        writePort(port, out.value(host));
        return ofValid(out.toByteArray());
    }

    static SipUri read(byte[] bytes, int from, int to, boolean secure) throws SyntaxException {
        return read(bytes, from, to, secure, UriFields.MAX_FIELDS);
    }

    private static SipUri read(byte[] bytes, int from, int to, boolean secure, int maxFields) throws SyntaxException {
        int start = from + (secure ? SIPS : SIP).length() + 1;
        int colon = -1;
        int at = -1;
        // What stands before the only '@' is the user: it may hold the delimiters of all that follows.
        for (int i = start; i < to && at < 0; i++) {
            byte octet = bytes[i];
            if (octet == '@') {
                at = i;
            } else if (octet == ':') {
                colon = colon < 0 ? i : colon;
            } else if (octet == '%') {
                PercentEscape.check(bytes, i, to);
            } else if (!PercentEscape.URI_OCTETS.contains(octet)) {
                throw new SyntaxException("octet that no URI may hold", i);
            }
        }
        if (at == start || (at >= 0 && colon == start)) {
            throw new SyntaxException("user expected", start);
        }
        TextReader reader = new TextReader(bytes, from, to);
        reader.position(at < 0 ? start : at + 1);
        Host.skip(reader);
        int hostEnd = reader.position();
        int port = reader.take(':') ? (int) reader.number(MAX_PORT) : -1;
        int parametersAt = reader.position();
        int headersAt = parametersAt;
        if (reader.peek() == ';') {
            headersAt = UriFields.skip(reader, PARAMETERS, ';', maxFields);
        }
        if (reader.peek() == '?') {
            UriFields.skip(reader, PercentEscape.URI_OCTETS, '&', maxFields);
        }
        if (!reader.atEnd()) {
            throw reader.error("octet that does not belong here");
        }
        return new SipUri(
                Arrays.copyOfRange(bytes, from, to),
                secure,
                at < 0 || colon < 0 ? -1 : colon - from,
                at < 0 ? -1 : at - from,
                hostEnd - from,
                port,
                parametersAt - from,
                headersAt - from);
    }

    /// Moves past a URI that [Uri#parse(byte[], int, int)] would read, if it is one without escapes in its user and
    /// with its scheme in lower case. False, or an error, for any other text.
    public static boolean passes(TextReader reader) throws SyntaxException {
        if (!reader.take("sip:") && !reader.take("sips:")) {
            return false;
        }
        int start = reader.position();
        int end = reader.skip(PLAIN_USER);
        if (!reader.take('@')) {
            reader.position(start);
        } else if (end == start || reader.bytes()[start] == ':') {
            return false;
        }
        Host.skip(reader);
        if (reader.take(':')) {
            reader.number(MAX_PORT);
        }
        if (reader.peek() == ';') {
            UriFields.skip(reader, PARAMETERS, ';', UriFields.MAX_FIELDS);
        }
        if (reader.peek() == '?') {
            UriFields.skip(reader, PercentEscape.URI_OCTETS, '&', UriFields.MAX_FIELDS);
        }
        return true;
    }

    private static SipUri ofValid(byte[] octets) {
        try {
            boolean secure = octets[SIP.length()] != ':';
            return read(octets, 0, octets.length, secure, Integer.MAX_VALUE);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException("No URI: " + Text.decode(octets, 0, octets.length), e);
        }
    }

    @Override
    public String scheme() {
        return secure ? SIPS : SIP;
    }

    /// Whether the scheme is `sips`.
    public boolean isSecure() {
        return secure;
    }

    /// The user without escapes; null if there is none.
    public @Nullable String user() {
        String raw = rawUser();
        return raw == null ? null : PercentEscape.unescape(raw);
    }

    /// The user as written; null if there is none.
    public @Nullable String rawUser() {
        return at < 0 ? null : slice(start(), userEnd());
    }

    /// The password without escapes; null if there is none.
    public @Nullable String password() {
        String raw = rawPassword();
        return raw == null ? null : PercentEscape.unescape(raw);
    }

    /// The password as written; null if there is none.
    public @Nullable String rawPassword() {
        return colon < 0 ? null : slice(colon + 1, at);
    }

    /// The host.
    public Host host() {
        Host known = host;
        if (known == null) {
            known = hostAt(hostStart());
            host = known;
        }
        return known;
    }

    private Host hostAt(int from) {
        try {
            return Host.read(new TextReader(octets, from, hostEnd));
        } catch (SyntaxException e) {
            throw new IllegalStateException("Was read before", e);
        }
    }

    /// The port, 0 to 65535; -1 if none is written.
    public int port() {
        return port;
    }

    /// The port, or what the scheme means where none is written: 5060, for `sips` 5061.
    public int portOrDefault() {
        return port >= 0 ? port : defaultPort();
    }

    private int defaultPort() {
        return secure ? 5061 : 5060;
    }

    /// The parameters, with their values as written and their names without needless escapes.
    public Parameters parameters() {
        Parameters known = parameters;
        if (known == null) {
            known = UriFields.parse(octets, parametersAt, headersAt, ';');
            parameters = known;
        }
        return known;
    }

    /// Whether there is a parameter of this name, with or without value.
    public boolean hasParameter(String name) {
        return parameters().contains(name);
    }

    /// The value of a parameter without escapes; null if the parameter is absent or has none.
    public @Nullable String parameter(String name) {
        String raw = parameters().raw(name);
        return raw == null ? null : PercentEscape.unescape(raw);
    }

    /// Whether a question mark announces headers.
    public boolean hasHeaders() {
        return headersAt < octets.length;
    }

    /// The headers after the question mark, with their values as written and their names without needless
    /// escapes.
    public Parameters headers() {
        Parameters known = headers;
        if (known == null) {
            known = UriFields.parse(octets, headersAt, octets.length, '&');
            headers = known;
        }
        return known;
    }

    /// This URI with another user.
    ///
    /// @param user without escapes, not empty; null removes user and password
    public SipUri withUser(@Nullable String user) {
        if (user == null) {
            return spliced(start(), hostStart(), out -> out);
        }
        String raw = PercentEscape.escape(user, PercentEscape.USER);
        return at < 0
                ? spliced(start(), start(), out -> out.text(raw).octet('@'))
                : spliced(start(), userEnd(), out -> out.text(raw));
    }

    /// This URI with another password; it must have a user.
    ///
    /// @param password without escapes; null for none
    public SipUri withPassword(@Nullable String password) {
        if (at < 0) {
            throw new IllegalStateException("No user to have a password: " + this);
        }
        String raw = password == null ? "" : ':' + PercentEscape.escape(password, PercentEscape.PASSWORD);
        return spliced(userEnd(), at, out -> out.text(raw));
    }

    /// This URI with the scheme `sips`, or `sip`.
    public SipUri withSecure(boolean secure) {
        return spliced(0, scheme().length(), out -> out.text(secure ? SIPS : SIP));
    }

    /// This URI with another host.
    public SipUri withHost(Host host) {
        return spliced(hostStart(), hostEnd, out -> out.value(host));
    }

    /// This URI with another port, 0 to 65535; -1 for none.
    public SipUri withPort(int port) {
        return spliced(hostEnd, parametersAt, out -> writePort(port, out));
    }

    /// This URI with a parameter set, in its place if it is there, else as the last.
    ///
    /// @param value without escapes; null for a parameter without `=`
    public SipUri withParameter(String name, @Nullable String value) {
        return withParameters(parameters()
                .edit()
                .set(
                        PercentEscape.escape(name, PercentEscape.PARAMETER),
                        value == null ? null : PercentEscape.escape(value, PercentEscape.PARAMETER))
                .build());
    }

    /// This URI without any parameter of this name.
    public SipUri withoutParameter(String name) {
        return hasParameter(name) ? withParameters(parameters().without(name)) : this;
    }

    /// This URI with these parameters only, as they are written there.
    public SipUri withParameters(Parameters parameters) {
        return spliced(parametersAt, headersAt, out -> {
            parameters.writeTo(out, ';');
            return out;
        });
    }

    /// This URI without parameters.
    public SipUri withoutParameters() {
        return withParameters(Parameters.NONE);
    }

    /// This URI with one more header.
    ///
    /// @param value without escapes
    public SipUri withHeader(String name, String value) {
        String header = PercentEscape.escape(name, PercentEscape.HEADER)
                + '='
                + PercentEscape.escape(value, PercentEscape.HEADER);
        char before = hasHeaders() ? '&' : '?';
        return spliced(octets.length, octets.length, out -> out.octet(before).text(header));
    }

    /// This URI without headers.
    public SipUri withoutHeaders() {
        return hasHeaders() ? spliced(headersAt, octets.length, out -> out) : this;
    }

    private SipUri spliced(int from, int to, UnaryOperator<ByteWriter> piece) {
        ByteWriter out = new ByteWriter(octets.length + 32).octets(octets, 0, from);
        return ofValid(piece.apply(out).octets(octets, to, octets.length).toByteArray());
    }

    private static ByteWriter writePort(int port, ByteWriter out) {
        return port < 0 ? out : out.octet(':').number(port);
    }

    /// The canonical address of the user whom this URI names.
    @Rfc(number = 3261, section = "10.3")
    public AddressOfRecord addressOfRecord() {
        return new AddressOfRecord(scheme(), user(), host().canonical(), port == defaultPort() ? -1 : port);
    }

    /// The telephone number that the user part is, if the parameter `user=phone` says so; null otherwise.
    @Rfc(number = 3261, section = "19.1.6")
    public @Nullable TelUri toTel() {
        String raw = rawUser();
        String kind = parameter("user");
        return raw == null || kind == null || !Text.equalsIgnoreCase(kind, "phone") ? null : TelUri.ofSubscriber(raw);
    }

    /// Whether user and password are written the same in another URI of this scheme.
    boolean hasUserAndPasswordOf(SipUri that) {
        return Arrays.equals(octets, start(), hostStart(), that.octets, that.start(), that.hostStart());
    }

    @Override
    public boolean matches(Uri other) {
        return other instanceof SipUri that && SipUriComparison.matches(this, that);
    }

    @Override
    public int matchHash() {
        return SipUriComparison.hash(this);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.octets(octets);
    }

    /// Equal if both are written the same, octet by octet.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SipUri that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// The URI as written. A password in it is shown too: logs take the [#addressOfRecord].
    @Override
    public String toString() {
        return slice(0, octets.length);
    }

    private int start() {
        return scheme().length() + 1;
    }

    private int userEnd() {
        return colon < 0 ? at : colon;
    }

    private int hostStart() {
        return at < 0 ? start() : at + 1;
    }

    private String slice(int from, int to) {
        return Text.decode(octets, from, to);
    }
}
