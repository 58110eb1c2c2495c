package io.sidetone.sip.uri;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `tel:` URI, a telephone number. Immutable.
///
/// Global numbers begin with `+`; local ones mean something only in their phone context.
@Rfc(number = 3966, section = "3")
public final class TelUri implements Uri {

    static final String TEL = "tel";

    /// Where parameters stand that RFC 3966 does not name.
    private static final int EXTENSION_RANK = 4;

    private static final CharClass SEPARATORS = CharClass.of("-.()");
    private static final CharClass GLOBAL = CharClass.DIGIT.or(SEPARATORS);
    private static final CharClass LOCAL = CharClass.HEX.or(CharClass.of("*#")).or(SEPARATORS);
    private static final CharClass NAME = CharClass.ALPHANUM.or(CharClass.of("-"));
    private static final CharClass PARAMETERS = CharClass.range('!', '~').without(CharClass.of("<>\"?@#"));
    /// What parameters may hold unescaped both here and in the user part of a SIP URI.
    private static final CharClass PARAMETER_IN_USER = CharClass.UNRESERVED.or(CharClass.of("&+$/"));

    private final String text;
    private final String number;
    private final Parameters parameters;

    private TelUri(String text, String number, Parameters parameters) {
        this.text = text;
        this.number = number;
        this.parameters = parameters;
    }

    /// Reads a `tel:` URI, which must be all of the text.
    public static TelUri parse(String text) throws SyntaxException {
        if (Uri.parse(text) instanceof TelUri uri) {
            return uri;
        }
        throw new SyntaxException("tel: expected", 0);
    }

    static TelUri read(byte[] bytes, int from, int to) throws SyntaxException {
        TextReader reader = new TextReader(bytes, from, to);
        reader.position(from + TEL.length() + 1);
        String number = readNumber(reader);
        int parametersAt = reader.position();
        int end = reader.peek() == ';' ? UriFields.skip(reader, PARAMETERS, ';', UriFields.MAX_FIELDS) : parametersAt;
        Parameters parameters = UriFields.parse(bytes, parametersAt, end, ';');
        if (!reader.atEnd()) {
            throw reader.error("octet that does not belong here");
        }
        check(parameters, new SyntaxException("wrong or repeated parameter", parametersAt));
        return new TelUri(reader.slice(from, to), number, parameters);
    }

    private static String readNumber(TextReader reader) throws SyntaxException {
        int from = reader.position();
        CharClass digits = reader.take('+') ? GLOBAL : LOCAL;
        int first = reader.position();
        reader.skip(digits);
        String number = reader.slice(from, reader.position());
        if (withoutSeparators(number).length() == first - from) {
            throw reader.error("digit of a telephone number expected");
        }
        return number;
    }

    private static void check(Parameters parameters, SyntaxException error) throws SyntaxException {
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.name(i);
            // §3: no parameter may stand twice.
            if (parameters.indexOf(name) != i || !NAME.containsAll(name)) {
                throw error;
            }
        }
        // DEVIATION: RFC 3966 §5.1.5 demands a phone context of every local number; service and emergency numbers come
        // without one in the field, so it may be missing, and only a wrong one is refused. An IPv4 address is no domain
        // name there, but gateways name their network by it.
        if (parameters.contains("phone-context") && !isContext(parameters.raw("phone-context"))) {
            throw error;
        }
    }

    private static boolean isContext(@Nullable String context) {
        // §5.1.5: a domain name or a number; an IPv6 address is neither, and no user part could hold it.
        if (context == null || context.startsWith("[")) {
            return false;
        }
        TextReader reader = new TextReader(context);
        try {
            if (reader.peek() == '+') {
                readNumber(reader);
            } else {
                Host.skip(reader);
            }
        } catch (SyntaxException _) {
            return false;
        }
        return reader.atEnd();
    }

    /// The number in the user part of a SIP URI as a `tel:` URI; null if that is none.
    @Rfc(number = 3261, section = "19.1.6")
    static @Nullable TelUri ofSubscriber(String rawUser) {
        int semicolon = rawUser.indexOf(';');
        int end = semicolon < 0 ? rawUser.length() : semicolon;
        // Some digits must be escaped there that stand for themselves here; an escaped semicolon is none.
        String number = PercentEscape.unescape(rawUser.substring(0, end));
        if (number.indexOf(';') >= 0) {
            return null;
        }
        try {
            return parse("tel:" + number + rawUser.substring(end));
        } catch (SyntaxException _) {
            return null;
        }
    }

    @Override
    public String scheme() {
        return TEL;
    }

    /// The number as written, with its visual separators and, if it is global, the `+`.
    public String number() {
        return number;
    }

    /// The number without visual separators.
    @Rfc(number = 3966, section = "5.1.1")
    public String digits() {
        return withoutSeparators(number);
    }

    /// Whether the number is global, valid all over the world.
    @Rfc(number = 3966, section = "5.1.4")
    public boolean isGlobal() {
        return number.charAt(0) == '+';
    }

    /// Where a local number is valid, a domain or the first digits of global numbers; null if none is named.
    @Rfc(number = 3966, section = "5.1.5")
    public @Nullable String phoneContext() {
        return parameter("phone-context");
    }

    /// The ISDN subaddress without escapes; null if there is none.
    @Rfc(number = 3966, section = "5.2")
    public @Nullable String subaddress() {
        return parameter("isub");
    }

    /// The extension behind a private exchange; null if there is none.
    @Rfc(number = 3966, section = "5.3")
    public @Nullable String extension() {
        return parameter("ext");
    }

    /// The parameters with their names and values as written.
    public Parameters parameters() {
        return parameters;
    }

    /// The value of a parameter without escapes; null if the parameter is absent or has none.
    public @Nullable String parameter(String name) {
        String raw = parameters.raw(name);
        return raw == null ? null : PercentEscape.unescape(raw);
    }

    /// This number as a SIP URI of a domain, marked `user=phone`.
    ///
    /// Equal numbers become equal user parts but for their visual separators: letters are lower case and the
    /// parameters stand in a fixed order.
    @Rfc(number = 3261, section = "19.1.6")
    public SipUri toSip(Host domain) {
        StringBuilder user = new StringBuilder(PercentEscape.escape(Text.lower(number), PercentEscape.USER));
        List<String> names = new ArrayList<>(parameters.names());
        names.sort(Comparator.comparingInt(TelUri::rank).thenComparing(name -> Text.lower(name)));
        for (String name : names) {
            user.append(';').append(Text.lower(name));
            String value = parameter(name);
            if (value != null) {
                // Only what no extension could give a meaning to may lose its case.
                user.append('=').append(inUser(rank(name) < EXTENSION_RANK ? Text.lower(value) : value));
            }
        }
        return SipUri.ofRaw(user.toString(), domain, -1).withParameter("user", "phone");
    }

    private static String inUser(String plain) {
        return PercentEscape.escape(plain, PARAMETER_IN_USER);
    }

    /// §19.1.6: subaddress, extension and post-dial lead, the context follows, the rest is sorted by name.
    private static int rank(String name) {
        return switch (Text.lower(name)) {
            case "isub" -> 0;
            case "ext" -> 1;
            case "postd" -> 2;
            case "phone-context" -> 3;
            default -> EXTENSION_RANK;
        };
    }

    /// Whether both are the same number with the same parameters, in any order and case.
    @Override
    @Rfc(number = 3966, section = "4")
    public boolean matches(Uri other) {
        if (!(other instanceof TelUri that)
                || that.parameters.size() != parameters.size()
                || !Text.equalsIgnoreCase(that.digits(), digits())) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            // A name that only one of them has makes them differ; neither has a name twice.
            int index = that.parameters.indexOf(parameters.name(i));
            if (index < 0 || !comparable(i).equals(that.comparable(index))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int matchHash() {
        int hash = Text.hashIgnoreCase(digits());
        for (int i = 0; i < parameters.size(); i++) {
            hash += Text.hashIgnoreCase(parameters.name(i)) ^ comparable(i).hashCode();
        }
        return hash;
    }

    /// The value of a parameter in a form that is the same for all values that mean the same.
    private String comparable(int index) {
        String value = parameters.rawValue(index);
        if (value == null) {
            return "";
        }
        String folded = Text.lower(PercentEscape.comparable(value));
        boolean isNumber = switch (Text.lower(parameters.name(index))) {
            case "ext" -> true;
            case "phone-context" -> folded.startsWith("+");
            default -> false;
        };
        return '=' + (isNumber ? withoutSeparators(folded) : folded);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(text);
    }

    /// Equal if both are written the same.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TelUri that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String withoutSeparators(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if (!SEPARATORS.contains(number.charAt(i))) {
                digits.append(number.charAt(i));
            }
        }
        return digits.toString();
    }
}
