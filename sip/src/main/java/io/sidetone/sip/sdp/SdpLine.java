package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One line of a description: a letter that says its type, an equals sign, a value.
///
/// Two lines are equal if type and value are the same octets. Immutable.
@Rfc(number = 8866, section = "5")
public final class SdpLine implements WireText {

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int next;

    /// @param to just behind the value
    /// @param next just behind the line end; the same as `to` for a line that brings none of its own
    SdpLine(byte[] bytes, int from, int to, int next) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.next = next;
    }

    /// A line of any type.
    ///
    /// @throws IllegalArgumentException if the type is no visible ASCII character, or the value has a NUL or a
    ///     line break
    public static SdpLine of(char type, String value) {
        if (!isType(type)) {
            throw new IllegalArgumentException("No type of a line: " + type);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0 || c == '\r' || c == '\n') {
                throw new IllegalArgumentException("NUL or line break in the value of " + type + "=");
            }
        }
        byte[] bytes = Text.encode(type + "=" + value);
        return new SdpLine(bytes, 0, bytes.length, bytes.length);
    }

    /// Whether an octet can be the type of a line.
    static boolean isType(int octet) {
        return octet > ' ' && octet < 127 && octet != '=';
    }

    /// The letter before the equals sign.
    public char type() {
        return (char) bytes[from];
    }

    /// What follows the equals sign, decoded.
    public String value() {
        return Text.decode(bytes, from + 2, to);
    }

    /// Whether this is an `a=` line with an attribute of this name, which is compared with its case.
    boolean isAttribute(String name) {
        int end = from + 2 + name.length();
        if (type() != 'a' || end > to || (end < to && bytes[end] != ':')) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (bytes[from + 2 + i] != c || c == ':') {
                return false;
            }
        }
        return true;
    }

    /// A cursor on the value.
    TextReader reader() {
        return new TextReader(bytes, from + 2, to);
    }

    /// A cursor behind the colon of an attribute with this name.
    TextReader reader(String attributeName) {
        return new TextReader(bytes, Math.min(from + 2 + attributeName.length() + 1, to), to);
    }

    /// Appends type and value, without a line end.
    @Override
    public void writeTo(ByteWriter out) {
        out.octets(bytes, from, to);
    }

    /// Appends the line end that the line was read with; false if it was read without one.
    boolean writeEndTo(ByteWriter out) {
        out.octets(bytes, to, next);
        return next > to;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SdpLine that && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /// Type and value, without a line end.
    @Override
    public String toString() {
        return text();
    }
}
