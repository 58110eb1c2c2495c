package io.sidetone.sip.header;

import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// Ties a header field's name to the type of its value: how the value is read and written.
///
/// The types of the known fields are the constants of [Headers]; an application makes its own for its own fields.
/// Immutable; two types are the same only if they are the same object.
///
/// @param <T> the value's type; for a field that holds a comma-separated list, the type of one element
public final class HeaderType<T> {

    /// Reads one value. The reader stands at its first octet, and nothing but white space may be left behind it.
    @FunctionalInterface
    public interface ValueParser<T> {
        /// Reads the value; throws if the text is none.
        T parse(TextReader reader) throws SyntaxException;
    }

    /// Tells of most values that they are well-formed, without making them: what every message holds is checked
    /// in every message, and seldom read.
    @FunctionalInterface
    public interface ValueScan {
        /// Moves past a value that the parser would read. False, or an error, if it may be none or is not of the
        /// usual form: then the parser has the word.
        boolean passes(TextReader reader) throws SyntaxException;
    }

    private final String name;
    private final @Nullable HeaderName known;
    private final boolean list;
    private final ValueParser<T> parser;
    private final @Nullable ValueScan scan;

    private HeaderType(
            String name, @Nullable HeaderName known, boolean list, ValueParser<T> parser, @Nullable ValueScan scan) {
        this.name = name;
        this.known = known;
        this.list = list;
        this.parser = parser;
        this.scan = scan;
    }

    /// The type of a known field. Whether its value is a list is the name's to know.
    public static <T> HeaderType<T> of(HeaderName name, ValueParser<T> parser) {
        return new HeaderType<>(name.text(), name, name.isList(), parser, null);
    }

    /// The type of a known field whose values can be checked without making them.
    static <T> HeaderType<T> of(HeaderName name, ValueParser<T> parser, ValueScan scan) {
        return new HeaderType<>(name.text(), name, name.isList(), parser, scan);
    }

    /// The type of a field that this library does not know, with a single value. The name must be a token.
    public static <T> HeaderType<T> single(String name, ValueParser<T> parser) {
        return custom(name, false, parser);
    }

    /// The type of a field that this library does not know, whose value is a comma-separated list. The name must
    /// be a token.
    public static <T> HeaderType<T> list(String name, ValueParser<T> parser) {
        return custom(name, true, parser);
    }

    private static <T> HeaderType<T> custom(String name, boolean list, ValueParser<T> parser) {
        if (name.isEmpty() || !CharClass.TOKEN.containsAll(name)) {
            throw new IllegalArgumentException("No header field name: " + name);
        }
        HeaderName known = HeaderName.of(name);
        return known == null ? new HeaderType<>(name, null, list, parser, null) : of(known, parser);
    }

    /// The field's name in its usual spelling.
    public String name() {
        return name;
    }

    /// The field's name if this library knows it.
    public @Nullable HeaderName known() {
        return known;
    }

    /// Whether a field of this name may hold several values, separated by commas.
    public boolean isList() {
        return list;
    }

    /// Reads one value from a slice, with or without white space around it.
    public T parse(byte[] bytes, int from, int to) throws SyntaxException {
        return parse(new TextReader(bytes, from, to));
    }

    /// Reads one value, which must be all that a reader has left, with or without white space around it.
    public T parse(TextReader reader) throws SyntaxException {
        reader.skipSpace();
        T value = parser.parse(reader);
        reader.expectEnd();
        return value;
    }

    /// Whether all that a reader has left is surely one value, with or without white space around it. Where it is
    /// not sure, [#parse] has to say.
    public boolean passes(TextReader reader) {
        if (scan == null) {
            return false;
        }
        reader.skipSpace();
        try {
            if (!scan.passes(reader)) {
                return false;
            }
        } catch (SyntaxException _) {
            // The parser says the same, or knows better.
            return false;
        }
        reader.skipSpace();
        return reader.atEnd();
    }

    /// Appends one value.
    public void write(T value, ByteWriter out) {
        if (value instanceof WireText text) {
            text.writeTo(out);
        } else if (value instanceof Integer number) {
            out.number(number);
        } else {
            out.text(value.toString());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
