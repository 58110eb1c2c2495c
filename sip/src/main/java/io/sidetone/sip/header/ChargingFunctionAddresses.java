package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.ArrayList;
import java.util.List;

/// Where charging records go. Immutable.
///
/// @param parameters one or more; each name may stand several times
@Rfc(number = 7315, section = "5.5")
public record ChargingFunctionAddresses(Parameters parameters) implements WireText {

    /// Reads parameters with semicolons between them.
    public static ChargingFunctionAddresses parse(TextReader reader) throws SyntaxException {
        return new ChargingFunctionAddresses(Parameters.readList(reader));
    }

    /// The hosts that collect records, in the order they are to be tried.
    public List<String> collectionFunctions() {
        return all("ccf");
    }

    /// The hosts that grant credit, in the order they are to be tried.
    public List<String> eventFunctions() {
        return all("ecf");
    }

    private List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            String value = parameters.rawValue(i);
            if (value != null && Text.equalsIgnoreCase(parameters.name(i), name)) {
                values.add(Text.unquote(value));
            }
        }
        return values;
    }

    @Override
    public void writeTo(ByteWriter out) {
        parameters.writeListTo(out);
    }

    @Override
    public String toString() {
        return text();
    }
}
