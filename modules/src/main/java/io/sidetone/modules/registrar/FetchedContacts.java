package io.sidetone.modules.registrar;

import io.sidetone.script.run.Run;
import io.sidetone.script.run.Variable;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.service.Binding;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `$ulc(profile=>attribute)`: the contacts that `reg_fetch_contacts` has put into a profile, as long as the
/// transaction lives. Thread-safe: keeps nothing itself.
final class FetchedContacts implements Variable {

    private static final String NOTE = "registrar.fetched.";
    private static final String ARROW = "=>";

    /// What a profile holds.
    private record Profile(String domain, String address, List<Binding> contacts) {}

    /// Puts the contacts of an address into a profile, and takes out what was there.
    ///
    /// @return 1; -1 if there are none, and for what is no address
    static int fetch(RoutingContext context, Running running, String domain, String uri, String profile) {
        free(context, profile);
        try {
            String address = running.address(Uri.parse(uri));
            List<Binding> contacts = running.table(domain).bindings(address);
            if (contacts.isEmpty()) {
                return -1;
            }
            context.transaction().note(NOTE + profile, new Profile(domain, address, List.copyOf(contacts)));
            return 1;
        } catch (SyntaxException | RefusedException _) {
            return -1;
        }
    }

    /// Empties a profile.
    static int free(RoutingContext context, String profile) {
        context.transaction().note(NOTE + profile, null);
        return 1;
    }

    @Override
    public @Nullable Object get(Run run, @Nullable Object key) {
        return get(run, key, 0);
    }

    @Override
    public List<?> all(Run run, @Nullable Object key) {
        String[] parts = parts(key);
        return RoutingContext.of(run).transaction().note(NOTE + parts[0]) instanceof Profile profile
                ? profile.contacts().stream()
                        .map(contact -> value(profile, contact, parts[1]))
                        .toList()
                : List.of();
    }

    private static String[] parts(@Nullable Object key) {
        String text = Values.text(key);
        int arrow = text.indexOf(ARROW);
        if (arrow < 1) {
            throw new ScriptError("$ulc(profile=>attribute) needs both");
        }
        return new String[] {
            text.substring(0, arrow).strip(),
            text.substring(arrow + ARROW.length()).strip()
        };
    }

    private static @Nullable Object value(Profile profile, Binding contact, String attribute) {
        return switch (attribute) {
            case "aor" -> profile.address();
            case "domain" -> profile.domain();
            case "count" -> (long) profile.contacts().size();
            case "addr" -> contact.contact();
            case "path" -> contact.path();
            case "received" -> contact.received();
            case "expires" -> contact.expires();
            case "callid" -> contact.callId();
            case "q" -> (long) contact.q();
            case "cseq" -> contact.cseq();
            case "flags" -> (long) contact.marks();
            case "cflags" -> contact.flags();
            case "user_agent" -> contact.userAgent();
            case "socket" -> contact.socket();
            case "modified" -> contact.modified();
            case "methods" -> Integer.toUnsignedLong(contact.methods());
            case "ruid" -> Long.toString(contact.id());
            case "regid" -> contact.regId() == Binding.ABSENT ? 0L : (long) contact.regId();
            case "instance" -> contact.instance();
            default -> throw new ScriptError("$ulc knows no '" + attribute + "'");
        };
    }
}
