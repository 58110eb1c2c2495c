package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.text.CharClass;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Several edits that make one new message. Makes one message only; ask that one for the next builder.
///
/// Values with a line end in them are refused with an `IllegalArgumentException`: no edit can smuggle in a
/// header field. Confined to the thread that uses it.
///
/// @param <B> the builder of requests or of responses
public abstract sealed class MessageBuilder<B extends MessageBuilder<B>>
        permits SipRequest.Builder, SipResponse.Builder {

    private static final Octets NO_BODY = Octets.of("\r\n");

    /// Nearly all responses of ours end with it.
    private static final Octets NO_LENGTH = Octets.of("Content-Length: 0\r\n");

    /// Room for the fields that a proxy adds to a message.
    private static final int SPARE = 4;

    /// What this began with; null for nothing.
    private final @Nullable SipMessage before;

    private HeaderField[] fields;
    private int count;

    /// Whether the array is still the one of the message that this began with.
    private boolean shared;

    private Octets tail;
    private int bodyStart;
    private boolean bodyChanged;
    private boolean finished;

    MessageBuilder() {
        before = null;
        fields = new HeaderField[12];
        tail = NO_BODY;
        bodyStart = tail.to();
        bodyChanged = true;
    }

    MessageBuilder(SipMessage message) {
        before = message;
        count = message.fieldCount();
        fields = message.fieldArray();
        shared = true;
        tail = message.tail();
        bodyStart = message.bodyStart();
    }

    /// Makes the message. The builder can not be used after it.
    public abstract SipMessage build();

    abstract B self();

    /// Puts a value in front of all others of its name, as a field of its own; at the top if there is none.
    public <T> B prepend(HeaderType<T> type, T value) {
        return prepend(HeaderField.of(type, value, Provenance.ADDED));
    }

    /// Puts a value that has slots in front of all others of its name.
    public B prepend(FieldTemplate template) {
        return prepend(template.toField());
    }

    /// Puts a value behind all other fields, as a field of its own.
    public <T> B append(HeaderType<T> type, T value) {
        return append(HeaderField.of(type, value, Provenance.ADDED));
    }

    /// Puts a value that has slots behind all other fields.
    public B append(FieldTemplate template) {
        return append(template.toField());
    }

    /// Puts a text behind all other fields, as a field of its own.
    public B append(HeaderName name, String value) {
        return append(HeaderField.of(name, value, Provenance.ADDED));
    }

    /// Puts a field behind all others. The name must be a token.
    public B append(String name, String value) {
        return append(HeaderField.of(name, value, Provenance.ADDED));
    }

    /// Puts a field in front of all others of its name; at the top if there is none. The name must be a token.
    public B prepend(String name, String value) {
        return prepend(HeaderField.of(name, value, Provenance.ADDED));
    }

    /// Makes a value the only one of its name: in the place of the first, else behind all other fields.
    public <T> B set(HeaderType<T> type, T value) {
        int index = indexOf(type);
        return set(index, HeaderField.of(type, value, provenanceAt(index)));
    }

    /// Makes a text the only value of its name: in the place of the first, else behind all other fields.
    public B set(String name, String value) {
        HeaderName known = HeaderName.of(name);
        int index = known != null ? indexOf(known) : indexOf(name);
        return set(index, HeaderField.of(name, value, provenanceAt(index)));
    }

    /// Makes a text the only value of its name: in the place of the first, else behind all other fields.
    public B set(HeaderName name, String value) {
        int index = indexOf(name);
        return set(index, HeaderField.of(name, value, provenanceAt(index)));
    }

    /// Replaces the first value of a name and keeps all others; adds it behind all other fields if there is none.
    public <T> B setFirst(HeaderType<T> type, T value) {
        int index = indexOfFirst(type);
        if (index < 0) {
            return append(type, value);
        }
        replace(index, fields[index].withFirst(type, value));
        return self();
    }

    /// Puts a tag behind all that the To says, which must have none. Nothing happens without a To.
    ///
    /// @param tag a token
    /// @throws IllegalArgumentException if it is none
    @Rfc(number = 3261, section = "19.3")
    public B tagTo(String tag) {
        if (tag.isEmpty() || !CharClass.TOKEN.containsAll(tag)) {
            throw new IllegalArgumentException("No tag: " + tag);
        }
        int index = indexOf(HeaderName.TO);
        if (index >= 0) {
            replace(index, fields[index].with(";tag=" + tag));
        }
        return self();
    }

    /// Puts another value in the place of a field's. Nothing happens if this message has no such field.
    public B replace(HeaderField field, String value) {
        for (int i = 0; i < count; i++) {
            if (fields[i].equals(field)) {
                replace(i, HeaderField.of(field.name(), value, provenanceAt(i)));
            }
        }
        return self();
    }

    /// Notes in the top Via where the request came from: `received`, and the port in `rport` if the sender asks
    /// for it. What is noted there already is replaced. Nothing happens without a Via or with a malformed one.
    @Rfc(number = 3261, section = "18.2.1")
    @Rfc(number = 3581, section = "4")
    public B noteSource(String address, int port) {
        int index = indexOfFirst(Headers.VIA);
        HeaderField noted = index < 0 ? null : fields[index].withSource(address, port);
        if (noted != null) {
            replace(index, noted);
            return self();
        }
        Via via = index < 0 ? null : fields[index].first(Headers.VIA);
        return via == null ? self() : setFirst(Headers.VIA, via.withSource(address, port));
    }

    /// Removes the first value of a name and keeps all others. Nothing happens if there is none.
    public B removeFirst(HeaderType<?> type) {
        int index = indexOfFirst(type);
        if (index >= 0) {
            HeaderField rest = fields[index].withoutFirst(type);
            if (rest == null) {
                remove(index);
            } else {
                replace(index, rest);
            }
        }
        return self();
    }

    /// Removes all fields of a name.
    public B remove(HeaderName name) {
        return removeIf(field -> field.known() == name);
    }

    /// Removes all fields of a name, in any case, in full or compact form.
    public B remove(String name) {
        HeaderName known = HeaderName.of(name);
        return known != null ? remove(known) : removeIf(field -> field.isNamed(name));
    }

    /// Removes all fields that fit.
    public B removeIf(Predicate<HeaderField> condition) {
        checkChangeable();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!condition.test(fields[i])) {
                fields[kept++] = fields[i];
            }
        }
        Arrays.fill(fields, kept, count, null);
        count = kept;
        return self();
    }

    /// Sets the body, its Content-Type and its Content-Length, and takes away its Content-Encoding. The octets
    /// are copied.
    public B body(String contentType, byte[] content) {
        set(HeaderName.CONTENT_TYPE.text(), contentType);
        remove(HeaderName.CONTENT_ENCODING);
        replaceBody(content);
        return self();
    }

    /// Takes away the body with Content-Type, Content-Encoding, Content-Language and Content-Disposition.
    public B withoutBody() {
        removeIf(field -> {
            HeaderName name = field.known();
            return name == HeaderName.CONTENT_TYPE
                    || name == HeaderName.CONTENT_ENCODING
                    || name == HeaderName.CONTENT_LANGUAGE
                    || name == HeaderName.CONTENT_DISPOSITION;
        });
        replaceBody(new byte[0]);
        return self();
    }

    /// Sets the octets of the body and its Content-Length, and nothing else. The octets are copied.
    public B content(byte[] content) {
        replaceBody(content);
        return self();
    }

    /// Puts a field in front of the one that stands at an index, or behind all. The name must be a token.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer fields
    public B insert(int index, String name, String value) {
        insert(Objects.checkIndex(index, count + 1), HeaderField.of(name, value, Provenance.ADDED));
        return self();
    }

    /// Puts a field in the place of the one that stands at an index. The name must be a token.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer fields
    public B replace(int index, String name, String value) {
        replace(Objects.checkIndex(index, count), HeaderField.of(name, value, provenanceAt(index)));
        return self();
    }

    /// Removes the field that stands at an index.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer fields
    public B removeAt(int index) {
        remove(Objects.checkIndex(index, count));
        return self();
    }

    private void replaceBody(byte[] content) {
        byte[] array = Arrays.copyOf(NO_BODY.array(), NO_BODY.length() + content.length);
        System.arraycopy(content, 0, array, NO_BODY.length(), content.length);
        tail = new Octets(array, 0, array.length);
        bodyStart = NO_BODY.length();
        bodyChanged = true;
    }

    /// Puts a field behind all others.
    B append(HeaderField field) {
        insert(count, field);
        return self();
    }

    private B prepend(HeaderField field) {
        HeaderName known = field.known();
        int index = known != null ? indexOf(known) : indexOf(field.name());
        insert(Math.max(index, 0), field);
        return self();
    }

    /// Puts a field in the place of the one at an index and of all others of its name; behind all if there is
    /// none.
    private B set(int index, HeaderField field) {
        if (index < 0) {
            return append(field);
        }
        for (int i = count - 1; i > index; i--) {
            if (fields[i].isNamedAs(field)) {
                remove(i);
            }
        }
        replace(index, field);
        return self();
    }

    /// The provenance of what takes the place of the field at an index.
    private Provenance provenanceAt(int index) {
        return index < 0 || fields[index].provenance() == Provenance.ADDED ? Provenance.ADDED : Provenance.EDITED;
    }

    /// The array belongs to the message once that is made.
    private void checkOpen() {
        if (finished) {
            throw new IllegalStateException("This builder has made its message");
        }
    }

    /// To be called before each change of the fields.
    private void checkChangeable() {
        checkOpen();
        if (shared) {
            fields = Arrays.copyOf(fields, count + SPARE);
            shared = false;
        }
    }

    private void replace(int index, HeaderField field) {
        checkChangeable();
        fields[index] = field;
    }

    private void insert(int index, HeaderField field) {
        checkChangeable();
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, count + 8);
        }
        System.arraycopy(fields, index, fields, index + 1, count - index);
        fields[index] = field;
        count++;
    }

    private void remove(int index) {
        checkChangeable();
        System.arraycopy(fields, index + 1, fields, index, count - index - 1);
        count--;
    }

    /// The index of the field that holds the first value of a type, or -1 if there is no value.
    private int indexOfFirst(HeaderType<?> type) {
        for (int i = Math.max(0, indexOf(type)); i < count; i++) {
            if (fields[i].isOf(type) && !fields[i].isEmptyList(type)) {
                return i;
            }
        }
        return -1;
    }

    private int indexOf(HeaderType<?> type) {
        HeaderName known = type.known();
        return known != null ? indexOf(known) : indexOf(type.name());
    }

    private int indexOf(HeaderName name) {
        for (int i = 0; i < count; i++) {
            if (fields[i].known() == name) {
                return i;
            }
        }
        return -1;
    }

    private int indexOf(String name) {
        for (int i = 0; i < count; i++) {
            if (fields[i].known() == null && fields[i].isNamed(name)) {
                return i;
            }
        }
        return -1;
    }

    /// Adds the Content-Length if it is missing, as it may be in a datagram and must not be on a stream.
    @Rfc(number = 3261, section = "20.14")
    public B withContentLength() {
        bodyChanged |= indexOf(HeaderName.CONTENT_LENGTH) < 0;
        return self();
    }

    /// Ends the edits. §18.3: a body that was made here always has its length.
    @Rfc(number = 3261, section = "18.3")
    void finish() {
        checkOpen();
        if (bodyChanged) {
            int length = tail.to() - bodyStart;
            if (length == 0 && indexOf(HeaderName.CONTENT_LENGTH) < 0) {
                append(HeaderField.added(HeaderName.CONTENT_LENGTH, NO_LENGTH));
            } else {
                set(HeaderName.CONTENT_LENGTH, Integer.toString(length));
            }
        }
        finished = true;
    }

    /// What this began with if neither the fields nor the body were changed, else null: then there need not be
    /// another one.
    @Nullable
    SipMessage unedited() {
        return shared && !bodyChanged ? before : null;
    }

    HeaderField[] fields() {
        return fields;
    }

    int fieldCount() {
        return count;
    }

    Octets tail() {
        return tail;
    }

    int bodyStart() {
        return bodyStart;
    }

    @Nullable
    SipMessage origin() {
        return before == null ? null : before.received();
    }
}
