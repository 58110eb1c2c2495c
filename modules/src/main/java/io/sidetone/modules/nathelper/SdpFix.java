package io.sidetone.modules.nathelper;

import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Body;
import io.sidetone.server.edit.BodyPart;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Session descriptions that name addresses from which nothing comes: the lines are changed, and all others stay
/// as they are. Thread-safe: keeps nothing.
final class SdpFix {

    /// What session descriptions are.
    static final MediaType TYPE = new MediaType("application", "sdp", Parameters.NONE);

    /// The names of what can be done, in the order of their bits.
    static final List<String> NAMES =
            List.of("add-dir-active", "rewrite-media-ip", "add-no-rtpproxy", "rewrite-origin-ip", "rewrite-null-ips");

    private static final int ACTIVE = 1;
    private static final int MEDIA = 2;
    private static final int NO_PROXY = 4;
    private static final int ORIGIN = 8;
    private static final int NULLS = 16;

    private static final int MOST_LINES = 10_000;

    /// RFC 8866 §5.7; what follows the address says how far multicast goes.
    private static final Pattern CONNECTION =
            Pattern.compile("(c=IN )(IP4|IP6) +([0-9A-Fa-f:.]+)(/\\S*)?\\s*", Pattern.CASE_INSENSITIVE);

    private static final Pattern ORIGIN_LINE =
            Pattern.compile("(o=\\S+ +\\S+ +\\S+ +IN )(IP4|IP6) +([0-9A-Fa-f:.]+)\\s*", Pattern.CASE_INSENSITIVE);

    private final int wanted;
    private final Host address;
    private final String skipped;
    private final List<String> added = new ArrayList<>();

    private SdpFix(int wanted, Host address, String skipped) {
        this.wanted = wanted;
        this.address = address;
        this.skipped = skipped;
    }

    /// The addresses of connections in a description.
    static List<String> addresses(String description) {
        List<String> found = new ArrayList<>();
        description.lines().limit(MOST_LINES).forEach(line -> {
            Matcher matcher = CONNECTION.matcher(line);
            if (matcher.matches() && !isNull(matcher.group(3))) {
                found.add(matcher.group(3));
            }
        });
        return found;
    }

    /// Changes all descriptions in the body of a message.
    ///
    /// @param given an address; null for the one that the message has come from
    /// @param lines more lines; null for none
    /// @param skipped `o` and `c` for which no line says what the address was
    /// @param mark the line that says that media are taken care of; empty for none
    /// @return false if there is none, or a line that was to be changed is in none of them
    /// @throws ScriptError if the address is none
    @Rfc(number = 8866, section = "5.7")
    static boolean apply(
            RoutingContext context,
            int wanted,
            @Nullable String given,
            @Nullable String lines,
            String skipped,
            String mark) {
        Host address = address(context, given);
        Body body = Body.of(context.message());
        boolean found = false;
        for (BodyPart part : body.parts()) {
            if (part.is(TYPE)) {
                SdpFix fix = new SdpFix(wanted, address, skipped);
                String changed = fix.changed(part.content(), lines, mark);
                if (changed == null) {
                    return false;
                }
                body = body.replace(part, part.with(changed));
                found = true;
            }
        }
        if (found) {
            context.message(body.in(context.message()));
        }
        return found;
    }

    private static Host address(RoutingContext context, @Nullable String given) {
        Flow flow = context.flow();
        String text = given != null ? given.strip() : flow == null ? "" : flow.source();
        try {
            Host host = Host.parseParameter(text);
            if (host.isName()) {
                throw new ScriptError("'" + text + "' is no address");
            }
            return host;
        } catch (SyntaxException e) {
            throw new ScriptError("'" + text + "' is no address: " + e.getMessage());
        }
    }

    private @Nullable String changed(String description, @Nullable String more, String mark) {
        StringBuilder out = new StringBuilder();
        int connections = 0;
        int origins = 0;
        for (String line : description.strip().lines().limit(MOST_LINES).toList()) {
            Matcher connection = CONNECTION.matcher(line);
            Matcher origin = ORIGIN_LINE.matcher(line);
            if (is(MEDIA) && connection.matches()) {
                connections++;
                out.append(rewritten(line, connection, 'c'));
            } else if (is(ORIGIN) && origin.matches()) {
                origins++;
                out.append(rewritten(line, origin, 'o'));
            } else {
                out.append(line);
            }
            out.append("\r\n");
        }
        if ((is(MEDIA) && connections == 0) || (is(ORIGIN) && origins == 0)) {
            return null;
        }
        if (is(ACTIVE)) {
            added.add("a=direction:active");
        }
        if (is(NO_PROXY) && !mark.isBlank()) {
            added.add(mark.strip());
        }
        if (more != null) {
            more.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(added::add);
        }
        added.forEach(line -> out.append(line).append("\r\n"));
        return out.toString();
    }

    private boolean is(int what) {
        return (wanted & what) != 0;
    }

    private String rewritten(String line, Matcher matcher, char type) {
        String old = matcher.group(3);
        String now = text();
        if (old.equals(now) || (isNull(old) && !is(NULLS))) {
            return line;
        }
        if (skipped.indexOf(type) < 0) {
            added.add("a=old" + type + (old.indexOf(':') < 0 ? "ip:" : "ip6:") + old);
        }
        return matcher.group(1) + (address.isIpv4() ? "IP4 " : "IP6 ") + now;
    }

    private String text() {
        String text = address.text();
        return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    }

    private static boolean isNull(String address) {
        return address.chars().allMatch(c -> c == '0' || c == '.' || c == ':');
    }
}
