package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One address that a request was sent to on its way, and which one that came from. Immutable.
///
/// @param address where it went, with the parameters
@Rfc(number = 7044, section = "5")
public record HistoryEntry(NameAddress address) implements WireText {

    /// The parameters whose value is the place of an entry in the tree.
    private static final List<String> INDEXES = List.of("index", "rc", "mp", "np");

    /// Reads an address in angle brackets and parameters.
    public static HistoryEntry parse(TextReader reader) throws SyntaxException {
        NameAddress address = NameAddress.parseBracketed(reader);
        for (String name : INDEXES) {
            if (address.parameters().contains(name)
                    && !isIndex(address.parameters().raw(name))) {
                throw reader.error("numbers with dots between them expected as " + name);
            }
        }
        return new HistoryEntry(address);
    }

    private static boolean isIndex(@Nullable String text) {
        if (text == null) {
            return false;
        }
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            boolean dot = text.charAt(i) == '.';
            if (dot ? !digit : !CharClass.DIGIT.contains(text.charAt(i))) {
                return false;
            }
            digit = !dot;
        }
        return digit;
    }

    /// The place in the tree of all entries, `1.2.1`; null if it is missing, as elements before RFC 4244 wrote
    /// it.
    public @Nullable String index() {
        return address.parameters().raw("index");
    }

    /// The entry whose user is still the same behind this address; null if that is not said.
    public @Nullable String changedFrom() {
        return address.parameters().raw("rc");
    }

    /// The entry that was mapped to this one's user; null if that is not said.
    public @Nullable String mappedFrom() {
        return address.parameters().raw("mp");
    }

    /// The entry that this one repeats without change; null if that is not said.
    public @Nullable String unchangedFrom() {
        return address.parameters().raw("np");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.value(address);
    }

    @Override
    public String toString() {
        return text();
    }
}
