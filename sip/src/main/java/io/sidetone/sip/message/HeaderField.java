package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One header field line of a message: a slice of the octets that were received, or octets of its own.
///
/// The typed view of its value is made when it is first asked for and kept, so that every message that shares the
/// field shares the view. Immutable.
@Rfc(number = 3261, section = "7.3")
public sealed class HeaderField {

    /// Room for a typed value and a line end; a longer one costs a copy.
    private static final int USUAL_VALUE = 24;

    /// Room for the text around an address and a port that are noted in a Via.
    private static final int SOURCE_NAMES = ";received==65535".length();

    /// What was read once.
    ///
    /// @param type what it was read as
    /// @param first the first value, or the [SyntaxException] that says why there is none; null in an empty list
    /// @param all all values if there are several and they were asked for
    private record View(
            HeaderType<?> type,
            @Nullable Object first,
            @Nullable List<?> all) {}

    private final @Nullable HeaderName known;
    private final byte[] bytes;
    private final int start;
    private final int end;

    /// Written without a lock: any thread may make it again, all make the same.
    private @Nullable View view;

    private HeaderField(@Nullable HeaderName known, byte[] bytes, int start, int end) {
        this.known = known;
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }

    /// A field of a received message: a line with a name, a colon, and its line end.
    static HeaderField received(@Nullable HeaderName known, byte[] bytes, int start, int end) {
        return new HeaderField(known, bytes, start, end);
    }

    /// A field with a typed value of its own.
    static <T> HeaderField of(HeaderType<T> type, T value, Provenance provenance) {
        ByteWriter line = new ByteWriter(type.name().length() + USUAL_VALUE);
        writeName(type.name(), line);
        type.write(value, line);
        return ofLine(type.known(), line, provenance, null);
    }

    /// A field with a textual value of its own. The name must be a token.
    static HeaderField of(String name, String value, Provenance provenance) {
        if (name.isEmpty() || !CharClass.TOKEN.containsAll(name)) {
            throw new IllegalArgumentException("No header field name: " + name);
        }
        return of(HeaderName.of(name), name, value, provenance);
    }

    /// A field of a known name with a textual value of its own.
    static HeaderField of(HeaderName name, String value, Provenance provenance) {
        return of(name, name.text(), value, provenance);
    }

    private static HeaderField of(@Nullable HeaderName known, String name, String value, Provenance provenance) {
        ByteWriter line = new ByteWriter(name.length() + value.length() + 4);
        writeName(name, line);
        line.text(value);
        return ofLine(known, line, provenance, null);
    }

    /// A field of its own whose whole line is known.
    static HeaderField added(HeaderName known, Octets line) {
        return new Made(known, line.array(), line.from(), line.to(), Provenance.ADDED, null);
    }

    /// Begins a field's line, up to the value.
    static void writeName(String name, ByteWriter line) {
        line.text(name).octet(':').octet(' ');
    }

    /// A field from its line, which is ended here. The value must hold no line end.
    static HeaderField ofLine(
            @Nullable HeaderName known, ByteWriter line, Provenance provenance, FieldTemplate.@Nullable Gap gaps) {
        int end = line.octet('\r').octet('\n').length();
        byte[] bytes = line.release();
        checkNoLineEnd(bytes, 0, end - 2);
        return new Made(known, bytes, 0, end, provenance, gaps);
    }

    /// Refuses text that would end its line early and begin a header field that nobody meant to send.
    static void checkNoLineEnd(byte[] text, int from, int to) {
        if (LineScanner.findLineEnd(text, from, to) != to) {
            throw new IllegalArgumentException("A line end inside of a header field or start line");
        }
    }

    /// A field of the same text with another provenance.
    HeaderField as(Provenance other) {
        HeaderField same = new Made(known, bytes, start, end, other, gaps());
        same.view = view;
        return same;
    }

    /// The name if this library knows it, whatever its spelling in the message.
    public @Nullable HeaderName known() {
        return known;
    }

    /// The name as it is spelled in the message; one letter if the compact form was used.
    public String name() {
        int nameEnd = start;
        while (bytes[nameEnd] != ':' && bytes[nameEnd] != ' ' && bytes[nameEnd] != '\t') {
            nameEnd++;
        }
        return Text.decode(bytes, start, nameEnd);
    }

    /// Whether this is a field of the given name, in any case, in full or compact form.
    public boolean isNamed(String name) {
        HeaderName asked = HeaderName.of(name);
        return asked == null ? known == null && Text.equalsIgnoreCase(name(), name) : known == asked;
    }

    /// Whether this is a field of the name that a type is for.
    boolean isOf(HeaderType<?> type) {
        HeaderName name = type.known();
        return name != null ? known == name : isNamed(type.name());
    }

    /// Whether both are fields of the same name.
    boolean isNamedAs(HeaderField other) {
        return known == other.known && (known != null || Text.equalsIgnoreCase(name(), other.name()));
    }

    /// Where the field comes from.
    public Provenance provenance() {
        return Provenance.RECEIVED;
    }

    /// Whether a part of the value is known only when the message is sent.
    public boolean hasSlots() {
        return gaps() != null;
    }

    /// The value without the white space around it; a line fold is one space, a slot is its placeholder.
    @Rfc(number = 3261, section = "7.3.1")
    public String value() {
        int valueStart = valueStart();
        int valueEnd = valueEnd(valueStart);
        for (int i = valueStart; i < valueEnd; i++) {
            if (bytes[i] == '\n') {
                return Text.unfold(Text.decode(bytes, valueStart, valueEnd));
            }
        }
        return Text.decode(bytes, valueStart, valueEnd);
    }

    /// The values, each as text, split at commas if the name's values are a list.
    public List<String> values() {
        if (known == null || !known.isList()) {
            return List.of(value());
        }
        List<String> values = new ArrayList<>();
        ElementSplitter elements = splitter(true);
        while (elements.next()) {
            values.add(Text.unfold(Text.decode(bytes, elements.from(), elements.to())));
        }
        return values;
    }

    /// The first value as a type; null if it is malformed or an empty list. A malformed field that nobody needs
    /// is as good as absent.
    @Rfc(number = 3261, section = "8.2.2")
    @SuppressWarnings("unchecked")
    public <T> @Nullable T first(HeaderType<T> type) {
        Object value = view(type).first;
        return value instanceof SyntaxException ? null : (T) value;
    }

    /// All values as a type, in their order; empty if one of them is malformed.
    @SuppressWarnings("unchecked")
    public <T> List<T> all(HeaderType<T> type) {
        View made = view(type);
        if (made.first == null || made.first instanceof SyntaxException) {
            return List.of();
        }
        List<T> all = (List<T>) made.all;
        if (all == null) {
            try {
                all = type.isList() ? readAll(type, (T) made.first) : List.of((T) made.first);
            } catch (SyntaxException _) {
                // Not while scans and parsers agree; if one day they do not, the field is malformed.
                all = List.of();
            }
            view = new View(type, made.first, all);
        }
        return all;
    }

    /// Forgets what was read, which is read anew when somebody asks.
    void forget() {
        view = null;
    }

    /// What is wrong with the value as a type; null if nothing is.
    public @Nullable SyntaxException error(HeaderType<?> type) {
        return error(type, new TextReader(bytes, start, end));
    }

    /// The same with a reader that may be used for it.
    @Nullable
    SyntaxException error(HeaderType<?> type, TextReader reader) {
        View made = view;
        boolean read = made != null && made.type == type;
        return !read && passes(type, reader) ? null : view(type).first instanceof SyntaxException error ? error : null;
    }

    /// Whether all values are surely well-formed; looks at them without making them.
    private boolean passes(HeaderType<?> type, TextReader reader) {
        if (!type.isList()) {
            int from = valueStart();
            return type.passes(reader.over(bytes, from, valueEnd(from)));
        }
        return pass(type, splitter(true), reader);
    }

    private boolean pass(HeaderType<?> type, ElementSplitter rest, TextReader reader) {
        while (rest.next()) {
            if (!type.passes(reader.over(bytes, rest.from(), rest.to()))) {
                return false;
            }
        }
        return true;
    }

    /// Whether this is a list without any value.
    boolean isEmptyList(HeaderType<?> type) {
        if (!type.isList()) {
            return false;
        }
        byte first = bytes[valueStart()];
        // What begins with neither a comma nor a line end has a first value; only other text needs a closer look.
        return (first == ',' || Text.isSpace(first)) && !splitter(true).next();
    }

    /// How many values this has, well-formed or not.
    int count(HeaderType<?> type) {
        ElementSplitter elements = splitter(type.isList());
        int count = 0;
        while (elements.next()) {
            count++;
        }
        return count;
    }

    private View view(HeaderType<?> type) {
        View made = view;
        if (made == null || made.type != type) {
            made = read(type);
            view = made;
        }
        return made;
    }

    private View read(HeaderType<?> type) {
        try {
            if (type.isList()) {
                return readList(type);
            }
            int from = valueStart();
            return new View(type, type.parse(bytes, from, valueEnd(from)), null);
        } catch (SyntaxException error) {
            return new View(type, error, null);
        }
    }

    private <T> View readList(HeaderType<T> type) throws SyntaxException {
        ElementSplitter elements = splitter(true);
        if (!elements.next()) {
            // §20.5, §20.37: an empty Allow or Supported says "none".
            return new View(type, null, null);
        }
        TextReader reader = new TextReader(bytes, elements.from(), elements.to());
        T first = type.parse(reader);
        // One that is malformed spoils all; most often only the first is wanted of those that are not.
        return new View(type, first, pass(type, elements, reader) ? null : readAll(type, first));
    }

    /// All values of a list, of which the first was read.
    private <T> List<T> readAll(HeaderType<T> type, T first) throws SyntaxException {
        ElementSplitter rest = splitter(true);
        boolean any = rest.next();
        boolean several = any && rest.next();
        if (!several) {
            return List.of(first);
        }
        List<T> values = new ArrayList<>();
        values.add(first);
        do {
            values.add(type.parse(bytes, rest.from(), rest.to()));
        } while (rest.next());
        return List.copyOf(values);
    }

    /// This field with another first value, the text of all the others kept.
    <T> HeaderField withFirst(HeaderType<T> type, T value) {
        ElementSplitter elements = splitter(type.isList());
        int valueStart = valueStart();
        int restFrom = elements.next() ? elements.to() : valueEnd(valueStart);
        ByteWriter line = new ByteWriter(end - start + USUAL_VALUE);
        int valueAt = line.octets(bytes, start, valueStart).length();
        type.write(value, line);
        int restAt = line.length();
        HeaderField changed = changed(line, restFrom);
        checkNoLineEnd(changed.bytes, valueAt, restAt);
        return changed;
    }

    /// This Via field with the source of the request noted in its first value; null if that is not the usual
    /// case, where nothing is noted yet: then the value has to be read.
    @Nullable
    HeaderField withSource(String address, int port) {
        ElementSplitter elements = splitter(true);
        // RFC 5118 §4.5: an IPv6 address is noted without brackets; taking them off is left to the value.
        if (!elements.next() || address.startsWith("[")) {
            return null;
        }
        SourceScan scan = new SourceScan(bytes, elements.from(), elements.to());
        if (!scan.isUsual()) {
            return null;
        }
        ByteWriter line = new ByteWriter(end - start + SOURCE_NAMES + address.length());
        int rportEnd = scan.rportEnd();
        int from = start;
        if (rportEnd >= 0) {
            line.octets(bytes, start, rportEnd).octet('=').number(port);
            from = rportEnd;
        }
        line.octets(bytes, from, elements.to()).text(";received=");
        int addressAt = line.length();
        int addressEnd = line.text(address).length();
        HeaderField changed = changed(line, elements.to());
        checkNoLineEnd(changed.bytes, addressAt, addressEnd);
        return changed;
    }

    /// This field with more text behind its value.
    HeaderField with(String more) {
        int valueEnd = valueEnd(valueStart());
        ByteWriter line = new ByteWriter(end - start + more.length());
        int from = line.octets(bytes, start, valueEnd).length();
        int to = line.text(more).length();
        HeaderField longer = changed(line, valueEnd);
        checkNoLineEnd(longer.bytes, from, to);
        return longer;
    }

    /// This field without its first value; null if it was the only one.
    @Nullable
    HeaderField withoutFirst(HeaderType<?> type) {
        ElementSplitter elements = splitter(type.isList());
        boolean first = elements.next();
        boolean second = elements.next();
        if (!first || !second) {
            return null;
        }
        ByteWriter line = new ByteWriter(end - start);
        line.octets(bytes, start, valueStart());
        return changed(line, elements.from());
    }

    /// A changed field: what is written of its line so far, then the old value from an offset on.
    private HeaderField changed(ByteWriter line, int restFrom) {
        FieldTemplate.Gap kept = FieldTemplate.Gap.behind(restFrom, gaps(), line.length() - restFrom);
        int newEnd = line.octets(bytes, restFrom, end).length();
        Provenance now = provenance() == Provenance.ADDED ? Provenance.ADDED : Provenance.EDITED;
        return new Made(known, line.release(), 0, newEnd, now, kept);
    }

    private ElementSplitter splitter(boolean list) {
        return new ElementSplitter(bytes, valueStart(), end, list);
    }

    /// Whether this field stands in an array right at an offset.
    @SuppressWarnings("ReferenceEquality") // the same array, not one with the same octets
    boolean standsAt(byte[] array, int offset) {
        return bytes == array && start == offset;
    }

    int length() {
        return end - start;
    }

    FieldTemplate.@Nullable Gap gaps() {
        return null;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    /// Where the value begins; right behind the colon if it is empty. Looked for anew each time: most fields of
    /// most messages are never read, and what they need not hold makes every message smaller.
    int valueStart() {
        int colon = start + 1;
        if (known != null && bytes[colon] > ' ' && bytes[colon] != ':') {
            // Not the compact form, which is one letter.
            colon = start + known.text().length();
        }
        while (bytes[colon] != ':') {
            colon++;
        }
        int at = colon + 1;
        while (at < end && Text.isSpace(bytes[at])) {
            at++;
        }
        return at < end ? at : colon + 1;
    }

    /// Where the value that begins at an offset ends: in front of the line end and of the white space before it.
    int valueEnd(int valueStart) {
        int at = end;
        while (at > valueStart && Text.isSpace(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    int end() {
        return end;
    }

    /// The line without its line end.
    @Override
    public String toString() {
        return name() + ": " + value();
    }

    /// A field that is not as it was received. All others, which most are, do without what it holds.
    private static final class Made extends HeaderField {

        private final Provenance provenance;
        private final FieldTemplate.@Nullable Gap gaps;

        Made(
                @Nullable HeaderName known,
                byte[] bytes,
                int start,
                int end,
                Provenance provenance,
                FieldTemplate.@Nullable Gap gaps) {
            super(known, bytes, start, end);
            this.provenance = provenance;
            this.gaps = gaps;
        }

        @Override
        public Provenance provenance() {
            return provenance;
        }

        @Override
        FieldTemplate.@Nullable Gap gaps() {
            return gaps;
        }
    }
}
