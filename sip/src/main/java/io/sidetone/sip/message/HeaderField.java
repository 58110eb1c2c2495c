package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One header field line of a message: a slice of the octets that were received, or octets of its own.
///
/// The typed view of its value is made when it is first asked for and kept, so that every message that shares the field
/// shares the view. Immutable.
@Rfc(number = 3261, section = "7.3")
public final class HeaderField {

    /// Room for a typed value and a line end; a longer one costs a copy.
    private static final int USUAL_VALUE = 40;

    /// A value that was read once: what it was read as and what came of it.
    private record View(HeaderType<?> type, Object value) {}

    private final @Nullable HeaderName known;
    private final byte[] bytes;
    private final int start;
    private final int valueStart;
    private final int valueEnd;
    private final int end;
    private final Provenance provenance;
    private final FieldTemplate.@Nullable Gap gaps;

    /// Written without a lock: any thread may make it again, all make the same.
    private @Nullable View view;

    private HeaderField(
            @Nullable HeaderName known,
            byte[] bytes,
            int start,
            int valueStart,
            int valueEnd,
            int end,
            Provenance provenance,
            FieldTemplate.@Nullable Gap gaps) {
        this.known = known;
        this.bytes = bytes;
        this.start = start;
        this.valueStart = valueStart;
        this.valueEnd = valueEnd;
        this.end = end;
        this.provenance = provenance;
        this.gaps = gaps;
    }

    /// A field of a received message; the name ends at white space or the colon.
    static HeaderField received(
            @Nullable HeaderName known, byte[] bytes, int start, int valueStart, int valueEnd, int end) {
        return new HeaderField(known, bytes, start, valueStart, valueEnd, end, Provenance.RECEIVED, null);
    }

    /// A field with a typed value of its own.
    static <T> HeaderField of(HeaderType<T> type, T value, Provenance provenance) {
        ByteWriter line = new ByteWriter(type.name().length() + USUAL_VALUE);
        int valueStart = writeName(type.name(), line);
        type.write(value, line);
        return ofLine(type.known(), line, valueStart, provenance, null);
    }

    /// A field with a textual value of its own. The name must be a token.
    static HeaderField of(String name, String value, Provenance provenance) {
        if (name.isEmpty() || !CharClass.TOKEN.containsAll(name)) {
            throw new IllegalArgumentException("No header field name: " + name);
        }
        ByteWriter line = new ByteWriter(name.length() + value.length() + 4);
        int valueStart = writeName(name, line);
        line.text(value);
        return ofLine(HeaderName.of(name), line, valueStart, provenance, null);
    }

    /// Begins a field's line and answers where the value starts.
    static int writeName(String name, ByteWriter line) {
        return line.text(name).octet(':').octet(' ').length();
    }

    /// A field from its line, which is ended here. The value must hold no line end.
    static HeaderField ofLine(
            @Nullable HeaderName known,
            ByteWriter line,
            int valueStart,
            Provenance provenance,
            FieldTemplate.@Nullable Gap gaps) {
        int valueEnd = line.length();
        int end = line.octet('\r').octet('\n').length();
        byte[] bytes = line.release();
        checkNoLineEnd(bytes, valueStart, valueEnd);
        return new HeaderField(known, bytes, 0, valueStart, valueEnd, end, provenance, gaps);
    }

    /// Refuses text that would end its line early and begin a header field that nobody meant to send.
    static void checkNoLineEnd(byte[] text, int from, int to) {
        if (LineScanner.findLineEnd(text, from, to) != to) {
            throw new IllegalArgumentException("A line end inside of a header field or start line");
        }
    }

    /// A field of the same text with another provenance.
    HeaderField as(Provenance other) {
        return new HeaderField(known, bytes, start, valueStart, valueEnd, end, other, gaps);
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
        return provenance;
    }

    /// Whether a part of the value is known only when the message is sent.
    public boolean hasSlots() {
        return gaps != null;
    }

    /// The value without the white space around it; a line fold is one space, a slot is its placeholder.
    @Rfc(number = 3261, section = "7.3.1")
    public String value() {
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

    /// The first value as a type; null if it is malformed or an empty list. A malformed field that nobody needs is as
    /// good as absent.
    @Rfc(number = 3261, section = "8.2.2")
    public <T> @Nullable T first(HeaderType<T> type) {
        return first(type, view(type));
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable T first(HeaderType<T> type, Object value) {
        if (value instanceof SyntaxException) {
            return null;
        }
        if (type.isList()) {
            List<T> values = (List<T>) value;
            return values.isEmpty() ? null : values.getFirst();
        }
        return (T) value;
    }

    /// All values as a type, in their order; empty if one of them is malformed.
    @SuppressWarnings("unchecked")
    public <T> List<T> all(HeaderType<T> type) {
        Object value = view(type);
        if (value instanceof SyntaxException) {
            return List.of();
        }
        return type.isList() ? (List<T>) value : List.of((T) value);
    }

    /// What is wrong with the value as a type; null if nothing is.
    public @Nullable SyntaxException error(HeaderType<?> type) {
        return view(type) instanceof SyntaxException error ? error : null;
    }

    /// Whether this is a list without any value.
    boolean isEmptyList(HeaderType<?> type) {
        return type.isList() && !splitter(true).next();
    }

    private Object view(HeaderType<?> type) {
        View made = view;
        if (made == null || made.type != type) {
            made = new View(type, read(type));
            view = made;
        }
        return made.value;
    }

    private Object read(HeaderType<?> type) {
        try {
            return type.isList() ? readList(type) : type.parse(bytes, valueStart, valueEnd);
        } catch (SyntaxException error) {
            return error;
        }
    }

    private <T> List<T> readList(HeaderType<T> type) throws SyntaxException {
        ElementSplitter elements = splitter(true);
        if (!elements.next()) {
            // §20.5, §20.37: an empty Allow or Supported says "none".
            return List.of();
        }
        T first = type.parse(bytes, elements.from(), elements.to());
        if (!elements.next()) {
            return List.of(first);
        }
        List<T> values = new ArrayList<>();
        values.add(first);
        do {
            values.add(type.parse(bytes, elements.from(), elements.to()));
        } while (elements.next());
        return List.copyOf(values);
    }

    /// This field with another first value, the text of all the others kept.
    <T> HeaderField withFirst(HeaderType<T> type, T value) {
        ElementSplitter elements = splitter(type.isList());
        int restFrom = elements.next() ? elements.to() : valueEnd;
        ByteWriter line = new ByteWriter(end - start + USUAL_VALUE);
        line.octets(bytes, start, valueStart);
        type.write(value, line);
        int restAt = line.length();
        HeaderField changed = changed(line, restFrom);
        checkNoLineEnd(changed.bytes, changed.valueStart, restAt);
        return changed;
    }

    /// This Via field with the source of the request noted in its first value; null if that is not the usual case,
    /// where
    /// nothing is noted yet: then the value has to be read.
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
        ByteWriter line = new ByteWriter(end - start + USUAL_VALUE);
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
        line.octets(bytes, start, valueStart);
        return changed(line, elements.from());
    }

    /// A changed field: what is written of its line so far, then the old value from an offset on.
    private HeaderField changed(ByteWriter line, int restFrom) {
        FieldTemplate.Gap kept = FieldTemplate.Gap.behind(restFrom, gaps, line.length() - restFrom);
        line.octets(bytes, restFrom, valueEnd);
        int newValueEnd = line.length();
        int newEnd = line.octets(bytes, valueEnd, end).length();
        Provenance now = provenance == Provenance.ADDED ? Provenance.ADDED : Provenance.EDITED;
        return new HeaderField(known, line.release(), 0, valueStart - start, newValueEnd, newEnd, now, kept);
    }

    private ElementSplitter splitter(boolean list) {
        return new ElementSplitter(bytes, valueStart, valueEnd, list);
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
        return gaps;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int valueStart() {
        return valueStart;
    }

    int end() {
        return end;
    }

    /// The line without its line end.
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
