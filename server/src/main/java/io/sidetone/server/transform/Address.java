package io.sidetone.server.transform;

import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An address of a header field as it is written: `"name" <uri>;parameters`. The URI may be anything. Immutable.
///
/// @param display the name with its quotes; empty if there is none
/// @param uri without its brackets
/// @param length of name and URI with all that stands between them
/// @param parameters what follows, without the first semicolon; empty if there are none
record Address(String display, String uri, int length, String parameters) {

    /// Reads several with commas between them.
    ///
    /// @return null if there are none, or one of them is none
    static @Nullable List<Address> list(String text) {
        List<Address> addresses = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = end(text, start, ',');
            Address address = end < 0 ? null : of(text.substring(start, end).strip());
            if (address == null) {
                return null;
            }
            addresses.add(address);
            start = end + 1;
        }
        return addresses;
    }

    /// Where a character stands that is in no quotes and no brackets, the end of the text if nowhere; -1 if
    /// quotes or brackets do not end.
    private static int end(String text, int from, char mark) {
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                bracketed = c == '<';
            } else if (c == mark && !quoted && !bracketed) {
                return i;
            }
        }
        return quoted || bracketed ? -1 : text.length();
    }

    private static @Nullable Address of(String text) {
        int end = end(text, 0, ';');
        String address = text.substring(0, end).stripTrailing();
        String parameters = end < text.length() ? text.substring(end + 1).strip() : "";
        int open = address.lastIndexOf('<');
        if (open < 0) {
            return address.isEmpty() || address.indexOf('"') >= 0
                    ? null
                    : new Address("", address, address.length(), parameters);
        }
        if (!address.endsWith(">")) {
            return null;
        }
        String uri = address.substring(open + 1, address.length() - 1).strip();
        return uri.isEmpty()
                ? null
                : new Address(address.substring(0, open).strip(), uri, address.length(), parameters);
    }

    /// The value of a parameter without quotes, null if it is missing or has none.
    @Nullable
    String parameter(String name) {
        try {
            return Parameters.read(new TextReader(";" + parameters)).get(name);
        } catch (SyntaxException _) {
            return null;
        }
    }
}
