package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// One value of a Contact field: an address, or the `*` that stands for all bindings in a REGISTER. Immutable.
///
/// A registrar switches over the two; whoever only wants an address asks for [#address].
@Rfc(number = 3261, section = "20.10")
public sealed interface Contact extends WireText permits NameAddress, Contact.Wildcard {

    /// The address; null for the `*`.
    @Nullable
    NameAddress address();

    /// Reads an address with its parameters, or the `*`.
    static Contact parse(TextReader reader) throws SyntaxException {
        int from = reader.position();
        if (reader.take('*')) {
            reader.skipSpace();
            if (reader.atEnd()) {
                return Wildcard.ALL;
            }
            reader.position(from);
        }
        NameAddress address = NameAddress.parse(reader);
        ParameterNumbers.checkQ(address.parameters(), reader);
        return address;
    }

    /// All bindings of an address of record.
    @Rfc(number = 3261, section = "10.2.2")
    enum Wildcard implements Contact {
        /// `*`
        ALL;

        @Override
        public @Nullable NameAddress address() {
            return null;
        }

        @Override
        public void writeTo(ByteWriter out) {
            out.octet('*');
        }

        @Override
        public String toString() {
            return "*";
        }
    }
}
