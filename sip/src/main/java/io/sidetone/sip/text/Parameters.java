package io.sidetone.sip.text;

import io.sidetone.sip.base.Rfc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Ordered `name=value` pairs as they follow URIs and header values: `;transport=tcp;lr`.
///
/// Names are compared without regard to ASCII case and kept as written; a value is kept as written too, quotes
/// and escapes included. A name may stand more than once; the first counts. Immutable.
@Rfc(number = 3261, section = "7.3.1")
public final class Parameters {

    /// No parameters.
    public static final Parameters NONE = new Parameters(new @Nullable String[0], 0);

    // §25.1: a value is a token, a host (hence brackets and colons) or a quoted string.
    // DEVIATION: slash, equals and at signs are taken too, since deployed tags and charging identifiers hold them
    // unquoted; none of them can be mistaken for a separator.
    private static final CharClass VALUE = CharClass.TOKEN.or(CharClass.of("[]:/=@"));

    /// The names that most messages carry: reading them makes no new strings.
    private static final TokenTable<String> COMMON_NAMES = new TokenTable<>(
            List.of("branch", "rport", "received", "tag", "expires", "q", "+sip.instance", "reg-id", "alias", "cause"),
            Function.identity());

    /// Name, value, name, value; a null value is a parameter without `=`. There may be room at the end.
    private final @Nullable String[] pairs;

    private final int size;

    private Parameters(@Nullable String[] pairs, int size) {
        this.pairs = pairs;
        this.size = size;
    }

    /// One parameter; see [#with] for its value.
    public static Parameters of(String name, @Nullable String value) {
        return NONE.with(name, value);
    }

    /// Starts a list of parameters.
    public static Builder builder() {
        return new Builder();
    }

    /// Reads any number of parameters, each after a semicolon, as they follow the values of most header fields.
    @Rfc(number = 3261, section = "25.1")
    public static Parameters read(TextReader reader) throws SyntaxException {
        return reader.takeSeparator(';') ? readList(reader) : NONE;
    }

    /// Reads one or more parameters with semicolons between them, for the fields whose value is nothing else.
    @Rfc(number = 3261, section = "25.1")
    public static Parameters readList(TextReader reader) throws SyntaxException {
        // Most fields have one or two. A builder would be one more object in every message.
        @Nullable String[] pairs = new @Nullable String[4];
        int size = 0;
        do {
            if (2 * size == pairs.length) {
                pairs = Arrays.copyOf(pairs, 4 * size);
            }
            pairs[2 * size] = reader.token(COMMON_NAMES);
            pairs[2 * size + 1] = reader.takeSeparator('=') ? readValue(reader) : null;
            size++;
        } while (reader.takeSeparator(';'));
        return new Parameters(pairs, size);
    }

    /// Reads one parameter and appends it.
    public static void readOne(TextReader reader, Builder builder) throws SyntaxException {
        String name = reader.token(COMMON_NAMES);
        builder.add(name, reader.takeSeparator('=') ? readValue(reader) : null);
    }

    /// Moves past any number of parameters, each after a semicolon, as [#read] reads them.
    public static void skip(TextReader reader) throws SyntaxException {
        while (reader.takeSeparator(';')) {
            reader.skipToken();
            if (reader.takeSeparator('=')) {
                skipValue(reader);
            }
        }
    }

    /// Moves past a parameter's value.
    public static void skipValue(TextReader reader) throws SyntaxException {
        if (reader.peek() == '"') {
            reader.skipQuoted();
        } else {
            reader.skipSome(VALUE, "parameter value");
        }
    }

    private static String readValue(TextReader reader) throws SyntaxException {
        return reader.peek() == '"' ? reader.quotedRaw() : reader.takeSome(VALUE, "parameter value");
    }

    /// How many parameters there are.
    public int size() {
        return size;
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return size == 0;
    }

    /// The name of the parameter at an index, as written.
    public String name(int index) {
        String name = pairs[2 * index];
        assert name != null;
        return name;
    }

    /// The value of the parameter at an index, as written; null if it has none.
    public @Nullable String rawValue(int index) {
        return pairs[2 * index + 1];
    }

    /// All names in their order, as written.
    public List<String> names() {
        List<String> names = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            names.add(name(i));
        }
        return names;
    }

    /// Whether a parameter of this name is there, with or without a value.
    public boolean contains(String name) {
        return indexOf(name) >= 0;
    }

    /// The value of the first parameter of this name without quotes; null if it is absent or has no value.
    public @Nullable String get(String name) {
        String raw = raw(name);
        return raw == null ? null : Text.unquote(raw);
    }

    /// The value of the first parameter of this name as written; null if it is absent or has no value.
    public @Nullable String raw(String name) {
        int index = indexOf(name);
        return index < 0 ? null : rawValue(index);
    }

    /// The index of the first parameter of this name, or -1.
    public int indexOf(String name) {
        return indexOf(pairs, size, name);
    }

    private static int indexOf(@Nullable String[] pairs, int size, String name) {
        for (int i = 0; i < size; i++) {
            String candidate = pairs[2 * i];
            assert candidate != null;
            if (Text.equalsIgnoreCase(candidate, name)) {
                return i;
            }
        }
        return -1;
    }

    /// These parameters with one set: in its place if it is there, else at the end.
    ///
    /// @param name a token
    /// @param value as it is to be written, or plain text: what is no token or quoted string is quoted; null
    ///     means without `=`
    /// @throws IllegalArgumentException if the name is no token
    @Rfc(number = 3261, section = "25.1")
    public Parameters with(String name, @Nullable String value) {
        if (name.isEmpty() || !CharClass.TOKEN.containsAll(name)) {
            throw new IllegalArgumentException("No parameter name: " + name);
        }
        return edit().set(name, value == null || isValue(value) ? value : Text.quote(value))
                .build();
    }

    private static boolean isValue(String text) {
        if (!text.startsWith("\"")) {
            return !text.isEmpty() && VALUE.containsAll(text);
        }
        TextReader reader = new TextReader(text);
        try {
            reader.quotedRaw();
        } catch (SyntaxException _) {
            return false;
        }
        return reader.atEnd() && text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
    }

    /// Starts to edit: a builder that begins with these parameters. It takes values as they are to be written.
    public Builder edit() {
        return new Builder(this);
    }

    /// These parameters without any of this name.
    public Parameters without(String name) {
        if (!contains(name)) {
            return this;
        }
        Builder rest = new Builder();
        for (int i = 0; i < size(); i++) {
            if (!Text.equalsIgnoreCase(name(i), name)) {
                rest.add(name(i), rawValue(i));
            }
        }
        return rest.build();
    }

    /// Appends all, each after `separator`.
    public void writeTo(ByteWriter out, char separator) {
        for (int i = 0; i < size(); i++) {
            out.octet(separator);
            writeOne(i, out);
        }
    }

    /// Appends all with semicolons between them, for the fields whose value is nothing else.
    public void writeListTo(ByteWriter out) {
        for (int i = 0; i < size(); i++) {
            if (i > 0) {
                out.octet(';');
            }
            writeOne(i, out);
        }
    }

    private void writeOne(int index, ByteWriter out) {
        out.text(name(index));
        String value = rawValue(index);
        if (value != null) {
            out.octet('=').text(value);
        }
    }

    /// Equal if both list the same names (in any case) with the same values in the same order.
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Parameters that) || that.size != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!Text.equalsIgnoreCase(name(i), that.name(i)) || !Objects.equals(rawValue(i), that.rawValue(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < size(); i++) {
            hash = 31 * hash + Text.hashIgnoreCase(name(i));
        }
        return hash;
    }

    /// The parameters, each after a semicolon.
    @Override
    public String toString() {
        ByteWriter out = new ByteWriter(32 * size);
        writeTo(out, ';');
        return out.toString();
    }

    /// Collects parameters in their order, names and values as they are to be written. Confined to the thread
    /// that uses it.
    public static final class Builder {

        private @Nullable String[] pairs;
        private int size;

        /// Whether a list was made of the array: from then on, what is in it stays.
        private boolean made;

        private Builder() {
            // Most fields have one or two.
            pairs = new @Nullable String[4];
        }

        private Builder(Parameters parameters) {
            size = parameters.size;
            // Room for what is set most often: received, or a tag.
            pairs = Arrays.copyOf(parameters.pairs, 2 * size + 2);
        }

        /// Appends a parameter, also if the name is there already; a null value means that it stands without `=`.
        public Builder add(String name, @Nullable String value) {
            if (2 * size == pairs.length) {
                pairs = Arrays.copyOf(pairs, 4 * size);
            }
            pairs[2 * size] = name;
            pairs[2 * size + 1] = value;
            size++;
            return this;
        }

        /// Sets a parameter: the value of the first one of this name, or one more.
        public Builder set(String name, @Nullable String value) {
            int index = indexOf(pairs, size, name);
            if (index < 0) {
                return add(name, value);
            }
            if (made) {
                pairs = pairs.clone();
                made = false;
            }
            pairs[2 * index + 1] = value;
            return this;
        }

        /// The parameters so far.
        public Parameters build() {
            made = true;
            return size == 0 ? NONE : new Parameters(pairs, size);
        }
    }
}
