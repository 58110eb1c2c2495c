package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.text.Text;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// A SIP message: a start line, header fields, a body.
///
/// An edit makes a new message that shares the untouched fields, so every branch of a fork simply holds its own
/// and every edit is seen at once. The message as received stays readable. Immutable.
@Rfc(number = 3261, section = "7")
public abstract sealed class SipMessage permits SipRequest, SipResponse {

    private final HeaderField[] fields;
    private final int fieldCount;

    /// The empty line and the body.
    private final Octets tail;

    private final int bodyStart;

    /// The message that was received and that this one came from by edits, which may be this; null if it was made
    /// here.
    private final @Nullable SipMessage origin;

    SipMessage(HeaderField[] fields, int fieldCount, Octets tail, int bodyStart) {
        this.fields = fields;
        this.fieldCount = fieldCount;
        this.tail = tail;
        this.bodyStart = bodyStart;
        this.origin = this;
    }

    SipMessage(MessageBuilder<?> edits) {
        this.fields = edits.fields();
        this.fieldCount = edits.fieldCount();
        this.tail = edits.tail();
        this.bodyStart = edits.bodyStart();
        this.origin = edits.origin();
    }

    /// All header fields in their order.
    public List<HeaderField> fields() {
        return new Fields(fields, fieldCount);
    }

    /// The fields as a list that nobody can change: one object, and one call for each field.
    private static final class Fields extends AbstractList<HeaderField> implements RandomAccess {

        private final HeaderField[] fields;
        private final int count;

        Fields(HeaderField[] fields, int count) {
            this.fields = fields;
            this.count = count;
        }

        @Override
        public HeaderField get(int index) {
            return fields[Objects.checkIndex(index, count)];
        }

        @Override
        public int size() {
            return count;
        }
    }

    /// The first header field of a name; null if there is none.
    public @Nullable HeaderField field(HeaderName name) {
        for (int i = 0; i < fieldCount; i++) {
            if (fields[i].known() == name) {
                return fields[i];
            }
        }
        return null;
    }

    /// The first header field of a name, in any case, in full or compact form; null if there is none.
    public @Nullable HeaderField field(String name) {
        HeaderName known = HeaderName.of(name);
        if (known != null) {
            return field(known);
        }
        for (int i = 0; i < fieldCount; i++) {
            if (fields[i].known() == null && fields[i].isNamed(name)) {
                return fields[i];
            }
        }
        return null;
    }

    /// Whether a header field of a name is there.
    public boolean has(HeaderName name) {
        return field(name) != null;
    }

    /// The first value of a type; null if the field that should hold it is absent or malformed.
    @Rfc(number = 3261, section = "8.2.2")
    public <T> @Nullable T first(HeaderType<T> type) {
        HeaderName name = type.known();
        for (int i = 0; i < fieldCount; i++) {
            HeaderField field = fields[i];
            if (name == null ? field.isOf(type) : field.known() == name) {
                T value = field.first(type);
                // An empty list hides nothing: who looks for the first Route has to find the one behind it.
                if (value != null || !field.isEmptyList(type)) {
                    return value;
                }
            }
        }
        return null;
    }

    /// Whether [#first] would find a value. It is not read for that if a look at it is enough.
    public boolean hasFirst(HeaderType<?> type) {
        for (int i = 0; i < fieldCount; i++) {
            if (fields[i].isOf(type) && !fields[i].isEmptyList(type)) {
                return fields[i].error(type) == null;
            }
        }
        return false;
    }

    /// All values of a type in their order, those of malformed fields left out.
    public <T> List<T> all(HeaderType<T> type) {
        List<T> only = List.of();
        List<T> joined = null;
        for (int i = 0; i < fieldCount; i++) {
            if (!fields[i].isOf(type)) {
                continue;
            }
            List<T> values = fields[i].all(type);
            if (joined != null) {
                joined.addAll(values);
            } else if (only.isEmpty()) {
                only = values;
            } else {
                joined = new ArrayList<>(only);
                joined.addAll(values);
            }
        }
        return joined != null ? Collections.unmodifiableList(joined) : only;
    }

    /// How many values of a type there are, well-formed or not; none is read for that.
    public int count(HeaderType<?> type) {
        int count = 0;
        for (int i = 0; i < fieldCount; i++) {
            if (fields[i].isOf(type)) {
                count += fields[i].count(type);
            }
        }
        return count;
    }

    /// The top Via; null if absent or malformed.
    public @Nullable Via topVia() {
        return first(Headers.VIA);
    }

    /// The From value; null if absent or malformed.
    public @Nullable NameAddress from() {
        return first(Headers.FROM);
    }

    /// The To value; null if absent or malformed.
    public @Nullable NameAddress to() {
        return first(Headers.TO);
    }

    /// The Call-ID; null if absent or malformed.
    public @Nullable String callId() {
        return first(Headers.CALL_ID);
    }

    /// The CSeq; null if absent or malformed.
    public @Nullable CSeq cseq() {
        return first(Headers.CSEQ);
    }

    /// How long the body is, in octets.
    public int bodyLength() {
        return tail.to() - bodyStart;
    }

    /// A copy of the body, empty if there is none.
    public byte[] body() {
        return Arrays.copyOfRange(tail.array(), bodyStart, tail.to());
    }

    /// The message as the peer sent it, before all edits; null if this message was made here.
    public @Nullable SipMessage received() {
        return origin;
    }

    /// Whether a header field has slots, so that the message can be written only for a socket.
    public boolean hasSlots() {
        for (int i = 0; i < fieldCount; i++) {
            if (fields[i].hasSlots()) {
                return true;
            }
        }
        return false;
    }

    /// The octets as they go on the wire. What was received and not edited is the same to the octet.
    ///
    /// Throws `IllegalStateException` if the message has slots: then [MessageWriter] writes it for a socket.
    public byte[] toByteArray() {
        return MessageWriter.write(this);
    }

    /// Starts to edit: a builder that begins with everything this message has.
    public abstract MessageBuilder<?> edit();

    /// Forgets the values of header fields that were read, and the Request-URI, here and in the message as it came:
    /// who keeps a message for long then keeps little more than its octets. What somebody asks for later is read
    /// anew. Other messages with these fields forget, too.
    public void forgetValues() {
        forget();
        SipMessage came = origin;
        if (came != null) {
            came.forget();
        }
    }

    void forget() {
        for (int i = 0; i < fieldCount; i++) {
            fields[i].forget();
        }
    }

    abstract Octets startLine();

    HeaderField[] fieldArray() {
        return fields;
    }

    int fieldCount() {
        return fieldCount;
    }

    Octets tail() {
        return tail;
    }

    int bodyStart() {
        return bodyStart;
    }

    /// The start line, without its line end.
    @Override
    public String toString() {
        Octets line = startLine();
        return Text.decode(line.array(), line.from(), line.to()).strip();
    }
}
