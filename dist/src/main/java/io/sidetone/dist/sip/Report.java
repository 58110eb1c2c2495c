package io.sidetone.dist.sip;

import io.sidetone.dist.command.Printable;
import io.sidetone.script.value.JsonText;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipResponse;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a command tells: lines as things happen, or one JSON object when all is over. What strangers have said
/// can do nothing to a terminal. Thread-safe.
final class Report {

    /// The header fields of a response that say something to an operator.
    private static final Set<String> TOLD = Set.of(
            "user-agent",
            "server",
            "allow",
            "supported",
            "require",
            "unsupported",
            "accept",
            "contact",
            "expires",
            "min-expires",
            "retry-after",
            "warning",
            "reason",
            "service-route",
            "path",
            "date");

    private static final double NANOS_PER_MILLI = 1e6;

    private final PrintWriter out;
    private final boolean json;
    private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();

    Report(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /// A line for people.
    void say(String line) {
        if (!json) {
            out.println(Printable.line(line));
            out.flush();
        }
    }

    /// A fact for programs.
    synchronized void put(String name, @Nullable Object fact) {
        facts.put(name, fact);
    }

    /// Adds to a list of facts.
    @SuppressWarnings("unchecked")
    synchronized void add(String name, @Nullable Object fact) {
        ((List<@Nullable Object>) facts.computeIfAbsent(name, _ -> new ArrayList<@Nullable Object>())).add(fact);
    }

    /// A response, and what it was answered to, as facts.
    void put(SipResponse response) {
        put("status", (long) response.statusCode());
        put("phrase", response.phrase());
        put("headers", headers(response));
    }

    /// The header fields that say something, by their names.
    static Map<String, Object> headers(SipResponse response) {
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (HeaderField field : response.fields()) {
            String name = field.known() == null ? field.name() : field.known().text();
            if (TOLD.contains(name.toLowerCase(Locale.ROOT))) {
                told.computeIfAbsent(name, _ -> new ArrayList<>()).add(field.value());
            }
        }
        return new LinkedHashMap<>(told);
    }

    /// A time in milliseconds, with three places.
    static BigDecimal millis(long nanos) {
        return rounded(nanos / NANOS_PER_MILLI);
    }

    /// A number with three places.
    static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(number).setScale(3, RoundingMode.HALF_UP);
    }

    /// All was told.
    synchronized void finish(int exitCode) {
        if (json) {
            facts.put("exit", (long) exitCode);
            out.println(plain(JsonText.of(facts)));
        }
        out.flush();
    }

    /// In JSON every character may be written as its number: here all that are no plain letters.
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                plain.append(c);
            } else {
                String digits = Integer.toHexString(c);
                plain.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
            }
        }
        return plain.toString();
    }
}
