package io.sidetone.sip.uri;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import org.jspecify.annotations.Nullable;

/// A `urn:`, a name that does not tell where to find what it names: `urn:service:sos`, `urn:uuid:...`. Immutable.
@Rfc(number = 8141, section = "2")
public final class UrnUri implements Uri {

    static final String URN = "urn";

    private static final int MAX_NAMESPACE = 32;
    private static final CharClass NAMESPACE = CharClass.ALPHANUM.or(CharClass.of("-"));
    private static final CharClass FIRST = CharClass.UNRESERVED.or(CharClass.of("$&+,;=:@%"));
    private static final CharClass NAME = FIRST.or(CharClass.of("/"));
    private static final CharClass COMPONENT = NAME.or(CharClass.of("?"));

    private final String text;
    private final int namespaceEnd;
    private final int nameEnd;
    /// Where `?=` is; the end of what stands before it if there is none.
    private final int queryAt;
    /// Where `#` is; the end of the text if there is none.
    private final int fragmentAt;

    private UrnUri(String text, int namespaceEnd, int nameEnd, int queryAt, int fragmentAt) {
        this.text = text;
        this.namespaceEnd = namespaceEnd;
        this.nameEnd = nameEnd;
        this.queryAt = queryAt;
        this.fragmentAt = fragmentAt;
    }

    /// Reads a `urn:`, which must be all of the text.
    public static UrnUri parse(String text) throws SyntaxException {
        if (Uri.parse(text) instanceof UrnUri uri) {
            return uri;
        }
        throw new SyntaxException("urn: expected", 0);
    }

    static UrnUri read(byte[] bytes, int from, int to) throws SyntaxException {
        TextReader reader = new TextReader(bytes, from, to);
        reader.position(from + URN.length() + 1);
        int namespaceEnd = skipNamespace(reader);
        reader.expect(':');
        requireFirst(reader);
        int nameEnd = reader.skip(NAME);
        if (takeMark(reader, '+')) {
            requireFirst(reader);
            reader.skip(NAME);
            // Further question marks belong to the r-component, up to the one that opens the q-component.
            while (reader.peek() == '?' && !isMark(reader, '=')) {
                reader.expect('?');
                reader.skip(NAME);
            }
        }
        int queryAt = reader.position();
        if (takeMark(reader, '=')) {
            requireFirst(reader);
            reader.skip(COMPONENT);
        }
        int fragmentAt = reader.position();
        if (reader.take('#')) {
            reader.skip(COMPONENT);
        }
        if (!reader.atEnd()) {
            throw reader.error("octet that does not belong here");
        }
        for (int i = namespaceEnd; i < to; i++) {
            if (bytes[i] == '%') {
                PercentEscape.check(bytes, i, to);
            }
        }
        return new UrnUri(
                reader.slice(from, to), namespaceEnd - from, nameEnd - from, queryAt - from, fragmentAt - from);
    }

    private static int skipNamespace(TextReader reader) throws SyntaxException {
        byte[] bytes = reader.bytes();
        int from = reader.position();
        int end = reader.skip(NAMESPACE);
        int length = end - from;
        if (length < 2 || length > MAX_NAMESPACE || bytes[from] == '-' || bytes[end - 1] == '-') {
            throw new SyntaxException("namespace of 2 to 32 letters, digits and hyphens expected", from);
        }
        return end;
    }

    private static void requireFirst(TextReader reader) throws SyntaxException {
        if (!FIRST.contains(reader.peek())) {
            throw reader.error("name or component expected");
        }
    }

    private static boolean isMark(TextReader reader, char second) {
        int next = reader.position() + 1;
        return reader.peek() == '?' && next < reader.end() && reader.bytes()[next] == second;
    }

    private static boolean takeMark(TextReader reader, char second) {
        if (!isMark(reader, second)) {
            return false;
        }
        reader.position(reader.position() + 2);
        return true;
    }

    @Override
    public String scheme() {
        return URN;
    }

    /// The namespace identifier in lower case: `service`, `uuid`, `gsma`.
    public String namespace() {
        return Text.lower(text.substring(URN.length() + 1, namespaceEnd));
    }

    /// The namespace-specific string as written: `sos.fire`.
    public String name() {
        return text.substring(namespaceEnd + 1, nameEnd);
    }

    /// What is passed to a resolution service, as written; null if there is no r-component.
    @Rfc(number = 8141, section = "2.3.1")
    public @Nullable String resolutionComponent() {
        return queryAt == nameEnd ? null : text.substring(nameEnd + 2, queryAt);
    }

    /// What is passed to the named resource, as written; null if there is no q-component.
    @Rfc(number = 8141, section = "2.3.2")
    public @Nullable String queryComponent() {
        return fragmentAt == queryAt ? null : text.substring(queryAt + 2, fragmentAt);
    }

    /// The place within the named resource, as written; null if there is no f-component.
    @Rfc(number = 8141, section = "2.3.3")
    public @Nullable String fragmentComponent() {
        return fragmentAt == text.length() ? null : text.substring(fragmentAt + 1);
    }

    /// Whether both name the same: equal but for the case of namespace and escapes, whatever components follow.
    @Override
    @Rfc(number = 8141, section = "3.1")
    public boolean matches(Uri other) {
        return other instanceof UrnUri that && that.comparable().equals(comparable());
    }

    @Override
    public int matchHash() {
        return comparable().hashCode();
    }

    /// Namespace and name in a form that is the same for all names that mean the same.
    private String comparable() {
        String namespace = namespace();
        String name = name();
        return namespace + ':' + (isCaseless(namespace) ? Text.lower(name) : withUpperCaseEscapes(name));
    }

    /// Whether a namespace has a rule of its own, that the case of its names is of no meaning.
    @Rfc(number = 5031, section = "3")
    @Rfc(number = 7254)
    @Rfc(number = 9562, section = "4")
    private static boolean isCaseless(String namespace) {
        return switch (namespace) {
            case "service", "gsma", "uuid" -> true;
            default -> false;
        };
    }

    /// §3.1: escapes are not undone, but their letters have no case.
    private static String withUpperCaseEscapes(String name) {
        int at = name.indexOf('%');
        if (at < 0) {
            return name;
        }
        StringBuilder folded = new StringBuilder(name);
        for (; at >= 0; at = name.indexOf('%', at + 3)) {
            for (int i = at + 1; i < at + 3; i++) {
                folded.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return folded.toString();
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(text);
    }

    /// Equal if both are written the same.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UrnUri that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
