package io.sidetone.sip.uri;

import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Makes URIs that the grammar allows, the same ones for the same seed. Confined to the thread that uses it.
final class UriGenerator {

    private static final String RESERVED = ";/?:@&=+$,";

    private final Random random;

    UriGenerator(long seed) {
        random = new Random(seed);
    }

    /// A URI of any scheme.
    String uri() {
        return switch (random.nextInt(8)) {
            case 0 -> telUri();
            case 1 -> "urn:" + letters(2) + ":" + component(PercentEscape.PASSWORD);
            case 2 -> letters(1) + ":" + component(PercentEscape.USER);
            default -> sipUri();
        };
    }

    /// A URI of so few possible components that two are often alike.
    String smallUri() {
        String head = pick("sip:", "sip:", "sips:") + pick("", "a@", "%61@", "a@", "A@");
        return head
                + pick("h", "H", "[::1]")
                + pick("", ":5060")
                + pick("", ";lr", ";x=1", ";X=2", ";maddr=H")
                + pick("", ";x=%31", ";lr", ";MADDR=h")
                + pick("", "", "?a=b", "?A=b");
    }

    String sipUri() {
        StringBuilder uri = new StringBuilder(pick("sip:", "sips:", "SIP:", "SipS:"));
        if (random.nextInt(4) > 0) {
            uri.append(component(PercentEscape.USER));
            if (random.nextInt(4) == 0) {
                uri.append(':').append(component(PercentEscape.PASSWORD));
            }
            uri.append('@');
        }
        uri.append(host());
        if (random.nextBoolean()) {
            uri.append(':').append(random.nextInt(65_536));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            // The index keeps names apart, of which none may stand twice.
            String name = i == 1 ? pick("transport", "LR", "maddr", "ttl") : "p" + i + component(CharClass.ALPHANUM);
            uri.append(';').append(name);
            if (random.nextBoolean()) {
                uri.append('=').append(component(PercentEscape.PARAMETER));
            }
        }
        for (int i = random.nextInt(3), first = i; i > 0; i--) {
            uri.append(i == first ? '?' : '&').append(i).append(component(PercentEscape.HEADER));
            uri.append('=').append(component(PercentEscape.HEADER));
        }
        return uri.toString();
    }

    private String telUri() {
        StringBuilder uri = new StringBuilder("tel:");
        boolean global = random.nextBoolean();
        uri.append(global ? "+" : pick("*", "#", "a"));
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            uri.append(random.nextInt(10)).append(pick("", "", "", "-", ".", "(", ")"));
        }
        if (!global) {
            uri.append(";phone-context=").append(pick("+1-2", "Example.com"));
        }
        return uri.append(pick("", ";ext=1.2", ";isub=a%20b", ";Other;more=1")).toString();
    }

    private String host() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(256) + "." + random.nextInt(256) + ".0." + random.nextInt(256);
            case 1 -> "[2001:DB8::" + Integer.toHexString(random.nextInt(65_536)) + "]";
            default -> letters(1 + random.nextInt(3)) + pick("", ".example.com", "-1.Example.COM.", "_x.local");
        };
    }

    /// Escaped and unescaped octets that a component may hold, at least one.
    private String component(CharClass unescaped) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            char c = (char) ('!' + random.nextInt('~' - '!' + 1));
            if (unescaped.contains(c)) {
                text.append(c);
            } else if (unescaped.contains('-')) {
                text.append(escaped(random.nextInt(256)));
            } else {
                text.append('x');
            }
        }
        return text.toString();
    }

    /// The same URI as one who compares by the rules sees it, in other words.
    String variantOf(SipUri uri) {
        StringBuilder text = new StringBuilder(uri.isSecure() ? "SIPs:" : "siP:");
        String user = uri.rawUser();
        if (user != null) {
            text.append(reescaped(user));
            String password = uri.rawPassword();
            text.append(password == null ? "" : ':' + reescaped(password)).append('@');
        }
        text.append(otherCase(uri.host().text()));
        if (uri.port() >= 0) {
            text.append(":0").append(uri.port());
        }
        if (random.nextBoolean()) {
            text.append(";unknown=").append(random.nextInt());
        }
        for (int i : shuffled(uri.parameters().size())) {
            String value = uri.parameters().rawValue(i);
            text.append(';').append(otherCase(uri.parameters().name(i)));
            text.append(value == null ? "" : '=' + reescaped(otherCase(value)));
        }
        return text.append(variantOfHeaders(uri.headers())).toString();
    }

    private String variantOfHeaders(Parameters headers) {
        StringBuilder text = new StringBuilder();
        for (int i : shuffled(headers.size())) {
            text.append(text.isEmpty() ? '?' : '&').append(reescaped(headers.name(i)));
            String value = headers.rawValue(i);
            text.append('=').append(value == null ? "" : reescaped(value));
        }
        return text.toString();
    }

    /// Escapes some octets that need it not, unescapes some that need it not, but never a reserved one.
    private String reescaped(String component) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            if (c == '%') {
                String escape = component.substring(i, i + 3);
                int octet = Integer.parseInt(escape, 1, 3, 16);
                boolean plain = CharClass.UNRESERVED.contains(octet) && random.nextBoolean();
                text.append(plain ? String.valueOf((char) octet) : pick(escape, Text.lower(escape)));
                i += 2;
            } else {
                text.append(RESERVED.indexOf(c) < 0 && random.nextBoolean() ? escaped(c) : String.valueOf(c));
            }
        }
        return text.toString();
    }

    private String otherCase(String text) {
        return random.nextBoolean() ? text : Text.lower(text);
    }

    private List<Integer> shuffled(int size) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            indexes.add(i);
        }
        Collections.shuffle(indexes, random);
        return indexes;
    }

    /// Text of any characters but halves of surrogate pairs, at least one.
    String plainText() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i >= 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0xD800));
        }
        return text.toString();
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ((random.nextBoolean() ? 'a' : 'A') + random.nextInt(26)));
        }
        return text.toString();
    }

    private static String escaped(int octet) {
        return "%" + Character.forDigit(octet >> 4, 16) + Character.forDigit(octet & 15, 16);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
