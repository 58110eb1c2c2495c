package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A URI with the name that people read and the parameters of the header field it stands in: `"Bob"
/// <sip:b@c>;tag=1`.
///
/// From, To, Contact, Route and many others have this form. It is always written with angle brackets. Equal are
/// two that are written the same, but for the case of parameter names. Immutable.
@Rfc(number = 3261, section = "20")
@Rfc(number = 3261, section = "25.1")
public final class NameAddress implements Contact {

    /// What an absent or malformed number is answered as.
    public static final int ABSENT = ParameterNumbers.ABSENT;

    /// Stands for a lifetime that can not be understood (RFC 3261 §20.10).
    private static final long DEFAULT_EXPIRES = 3600;

    /// Tokens with white space between them; UTF-8 is taken unquoted as well, since nothing is lost by it.
    private static final CharClass DISPLAY_NAME =
            CharClass.TOKEN.or(CharClass.of(" \t\r\n")).withNonAscii();

    private static final CharClass BRACKETED_URI =
            CharClass.range('!', '~').without(CharClass.of("<>\"")).withNonAscii();

    // §20: a URI that holds one of these must stand in angle brackets.
    private static final CharClass BARE_URI = BRACKETED_URI.without(CharClass.of(",;?"));

    private final @Nullable String rawDisplayName;
    private final Uri uri;
    private final Parameters parameters;

    private NameAddress(@Nullable String rawDisplayName, Uri uri, Parameters parameters) {
        this.rawDisplayName = rawDisplayName;
        this.uri = uri;
        this.parameters = parameters;
    }

    /// A URI without name and parameters.
    public static NameAddress of(Uri uri) {
        return new NameAddress(null, uri, Parameters.NONE);
    }

    /// Reads an address in either form: with angle brackets, or the URI alone. Parameters may follow.
    @Rfc(number = 3261, section = "20")
    public static NameAddress parse(TextReader reader) throws SyntaxException {
        return readAddress(reader, true).with(Parameters.read(reader));
    }

    /// Reads an address with angle brackets, as routes have it. Parameters may follow.
    @Rfc(number = 3261, section = "20.34")
    public static NameAddress parseBracketed(TextReader reader) throws SyntaxException {
        return readAddress(reader, false).with(Parameters.read(reader));
    }

    /// Reads the address of an asserted or preferred identity in either form.
    // DEVIATION: RFC 3325 §9.1 has no parameters behind the address; carriers add some (cpc), which are kept.
    @Rfc(number = 3325, section = "9.1")
    public static NameAddress parseIdentity(TextReader reader) throws SyntaxException {
        return parse(reader);
    }

    /// Reads a URI in angle brackets that has no name, as of pictures and ring tones. Parameters may follow.
    @Rfc(number = 3261, section = "20.9")
    public static NameAddress parseReference(TextReader reader) throws SyntaxException {
        return new NameAddress(null, readBracketedUri(reader), Parameters.read(reader));
    }

    /// Moves past an address with angle brackets around a URI of SIP; true for nothing else.
    static boolean passes(TextReader reader) throws SyntaxException {
        if (reader.peek() == '"') {
            reader.skipQuoted();
            reader.skipSpace();
        } else {
            reader.skip(DISPLAY_NAME);
        }
        if (!reader.take('<') || !SipUri.passes(reader) || !reader.take('>')) {
            return false;
        }
        Parameters.skip(reader);
        return true;
    }

    private static NameAddress readAddress(TextReader reader, boolean bare) throws SyntaxException {
        int from = reader.position();
        String name = null;
        if (reader.peek() == '"') {
            name = reader.quotedRaw();
            reader.skipSpace();
        } else {
            int to = reader.skip(DISPLAY_NAME);
            if (bare && reader.peek() != '<') {
                reader.position(from);
                return of(readBareUri(reader));
            }
            name = tokens(reader, from, to);
        }
        return new NameAddress(name, readBracketedUri(reader), Parameters.NONE);
    }

    /// The tokens of a display name without white space around them; null if there are none.
    private static @Nullable String tokens(TextReader reader, int from, int to) {
        int end = reader.trimEnd(from, to);
        return end == from ? null : Text.unfold(reader.slice(from, end));
    }

    private static Uri readBracketedUri(TextReader reader) throws SyntaxException {
        reader.expect('<');
        int from = reader.position();
        int to = reader.skip(BRACKETED_URI);
        reader.expect('>');
        return Uri.parse(reader.bytes(), from, to);
    }

    private static Uri readBareUri(TextReader reader) throws SyntaxException {
        int from = reader.position();
        return Uri.parse(reader.bytes(), from, reader.skip(BARE_URI));
    }

    private NameAddress with(Parameters parameters) {
        return parameters.isEmpty() ? this : new NameAddress(rawDisplayName, uri, parameters);
    }

    /// The name that people read, without quotes; null if there is none.
    public @Nullable String displayName() {
        return rawDisplayName == null ? null : Text.unquote(rawDisplayName);
    }

    /// The name as written, with its quotes and escapes; null if there is none.
    public @Nullable String rawDisplayName() {
        return rawDisplayName;
    }

    /// The address itself.
    public Uri uri() {
        return uri;
    }

    /// The parameters of the header field; those of the URI are the URI's.
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public NameAddress address() {
        return this;
    }

    /// The tag of a From or To: one half of a dialog's identity. Null if there is none.
    @Rfc(number = 3261, section = "19.3")
    public @Nullable String tag() {
        return parameters.get("tag");
    }

    /// How much a Contact is preferred, 0 to 1000 (thousandths); [#ABSENT] if it does not say.
    @Rfc(number = 3261, section = "20.10")
    public int q() {
        return ParameterNumbers.q(parameters);
    }

    /// How long a Contact is good for in seconds; [#ABSENT] if it does not say.
    @Rfc(number = 3261, section = "20.10")
    public long expires() {
        long expires = ParameterNumbers.get(parameters, "expires", PlainValues.MAX_SECONDS);
        // §20.10: a lifetime that makes no sense counts as an hour.
        return expires == ParameterNumbers.MALFORMED ? DEFAULT_EXPIRES : expires;
    }

    /// The URN of the device behind a Contact, without angle brackets; null if there is none.
    @Rfc(number = 5626, section = "4.1")
    public @Nullable String instance() {
        String urn = parameters.get("+sip.instance");
        boolean bracketed = urn != null && urn.length() > 2 && urn.startsWith("<") && urn.endsWith(">");
        return urn != null && bracketed ? urn.substring(1, urn.length() - 1) : urn;
    }

    /// Which of a device's flows a Contact was registered over, from 1; [#ABSENT] if it does not say.
    @Rfc(number = 5626, section = "4.2")
    public int regId() {
        int regId = (int) ParameterNumbers.getOrAbsent(parameters, "reg-id", Integer.MAX_VALUE);
        return regId == 0 ? ABSENT : regId;
    }

    /// The URI that always reaches the device behind a Contact; null if there is none.
    @Rfc(number = 5627, section = "5.2")
    public @Nullable String publicGruu() {
        return parameters.get("pub-gruu");
    }

    /// A URI that reaches the device behind a Contact and tells nothing of its user; null if there is none.
    @Rfc(number = 5627, section = "5.2")
    public @Nullable String temporaryGruu() {
        return parameters.get("temp-gruu");
    }

    /// The same with another name that people read; null for none.
    public NameAddress withDisplayName(@Nullable String displayName) {
        return new NameAddress(displayName == null ? null : Text.quote(displayName), uri, parameters);
    }

    /// The same with another URI.
    public NameAddress withUri(Uri other) {
        return new NameAddress(rawDisplayName, other, parameters);
    }

    /// The same with a tag.
    public NameAddress withTag(String tag) {
        return withParameter("tag", tag);
    }

    /// The same with one parameter set, see [Parameters#with].
    public NameAddress withParameter(String name, @Nullable String value) {
        return new NameAddress(rawDisplayName, uri, parameters.with(name, value));
    }

    /// The same without the parameters of a name.
    public NameAddress withoutParameter(String name) {
        return new NameAddress(rawDisplayName, uri, parameters.without(name));
    }

    @Override
    public void writeTo(ByteWriter out) {
        if (rawDisplayName != null) {
            out.text(rawDisplayName).octet(' ');
        }
        out.octet('<').value(uri).octet('>');
        parameters.writeTo(out, ';');
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NameAddress that
                && uri.equals(that.uri)
                && parameters.equals(that.parameters)
                && Objects.equals(rawDisplayName, that.rawDisplayName);
    }

    @Override
    public int hashCode() {
        return 31 * uri.hashCode() + parameters.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
