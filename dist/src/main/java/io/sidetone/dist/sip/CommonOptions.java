package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that all commands take. Confined to the thread of the command.
final class CommonOptions {

    /// Where the password is if no option says it.
    private static final String PASSWORD_VARIABLE = "SIDETONE_PASSWORD";

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final double LONGEST_SECONDS = 1_000_000;

    /// What the client writes itself.
    private static final Set<String> OWN_FIELDS =
            Set.of("via", "v", "from", "f", "to", "t", "call-id", "i", "cseq", "max-forwards", "content-length", "l");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--from", paramLabel = "AOR", description = "Who this is, such as sip:alice@example.org.")
    private @Nullable String from;

    @Option(names = "--user", paramLabel = "NAME", description = "Name to log in with; default: the user of --from.")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            description = "Password. Others on this machine can see it: rather use a file, or the environment variable "
                    + PASSWORD_VARIABLE + ".")
    private @Nullable String password;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(names = "--proxy", paramLabel = "URI", description = "Server that all requests go through.")
    private @Nullable String proxy;

    @Option(names = "--transport", paramLabel = "NAME", description = "udp, tcp, tls: use only this one.")
    private @Nullable String transport;

    @Option(
            names = "--listen",
            paramLabel = "ADDR",
            description = "Own address, or transport:address:port. May be repeated.")
    private List<String> listen = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "10",
            description = "Seconds to wait for an answer (default: ${DEFAULT-VALUE}).")
    private double timeout;

    @Option(names = "--header", paramLabel = "FIELD", description = "Header field \"Name: value\" to send. Repeatable.")
    private List<String> headers = List.of();

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(names = "--trace", description = "Print all messages on the standard error.")
    private boolean trace;

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM file of those who vouch for servers (TLS).")
    private @Nullable Path authorities;

    @Option(names = "--insecure", description = "Take any certificate of a server (TLS).")
    private boolean insecure;

    /// Where what comes of it is said.
    Report report() {
        return new Report(command.commandLine().getOut(), json);
    }

    /// What sees the messages.
    Journal journal() {
        return new Journal(trace ? command.commandLine().getErr() : null);
    }

    /// Who this is if nobody says: somebody at the host that is called, if there is a name to log in with, else
    /// nobody.
    NameAddress identity(Uri target) throws CommandException {
        if (from != null) {
            return NameAddress.of(uri(from));
        }
        String name = user;
        return NameAddress.of(
                name != null && target instanceof SipUri sip
                        ? SipUri.of(name, sip.host(), sip.port())
                        : uri("sip:anonymous@anonymous.invalid"));
    }

    /// Whether it was said who this is.
    boolean isNamed() {
        return from != null;
    }

    /// The name to log in with; null if there is no password.
    ///
    /// @param identity who this is
    @Nullable
    String login(NameAddress identity) {
        String name = user;
        return name == null && identity.uri() instanceof SipUri sip ? sip.user() : name;
    }

    /// The password; null without one.
    @Nullable
    String password() throws CommandException {
        Path file = passwordFile;
        if (password != null && file != null) {
            throw CommandException.usage("--password and --password-file say the same thing twice.");
        }
        if (file == null) {
            return password != null ? password : System.getenv(PASSWORD_VARIABLE);
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw CommandException.usage("the password can not be read from " + file + ": " + e.getMessage());
        }
    }

    /// The server that all requests go through; null if there is none.
    @Nullable
    SipUri proxy() throws CommandException {
        String given = proxy;
        if (given == null) {
            return null;
        }
        if (uri(given) instanceof SipUri sip) {
            return sip.hasParameter("lr") ? sip : sip.withParameter("lr", null);
        }
        throw CommandException.usage("--proxy needs a SIP URI, not " + given + ".");
    }

    /// The only transport to use; null for all.
    @Nullable
    Transport transport() throws CommandException {
        String given = transport;
        Transport known = given == null ? null : Transport.of(given);
        if (given != null && (known == null || known == Transport.WS || known == Transport.WSS)) {
            throw CommandException.usage("--transport is udp, tcp or tls, not " + given + ".");
        }
        return known;
    }

    /// Own addresses, or sockets.
    List<String> listen() {
        return listen;
    }

    /// How long to wait for an answer.
    Duration timeout() throws CommandException {
        Duration time = seconds("--timeout", timeout);
        return time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
    }

    /// Who vouches for servers; null for those of the Java platform.
    @Nullable
    Path authorities() {
        return authorities;
    }

    boolean insecure() {
        return insecure;
    }

    /// What puts the header fields of the command line into a request.
    Consumer<SipRequest.Builder> headers() throws CommandException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : headers) {
            int colon = field.indexOf(':');
            String name = colon < 0 ? "" : field.substring(0, colon).strip();
            String value = field.substring(colon + 1).strip();
            boolean sound = !name.isEmpty()
                    && CharClass.TOKEN.containsAll(name)
                    && value.chars().noneMatch(c -> c < ' ' || c == 0x7F);
            if (!sound || OWN_FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
                throw CommandException.usage(
                        sound
                                ? "the field " + name + " is written by the client itself."
                                : "no header field: " + field);
            }
            fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
        return request -> fields.forEach((name, values) -> values.forEach(value -> request.append(name, value)));
    }

    /// A time of the command line.
    static Duration seconds(String option, double seconds) throws CommandException {
        if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
            throw CommandException.usage(option + " needs a number of seconds from 0 on, not " + seconds + ".");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /// A URI of the command line; `sip:` may be left out.
    static Uri uri(String text) throws CommandException {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean whole = lower.startsWith("sip:") || lower.startsWith("sips:") || lower.startsWith("tel:");
        try {
            return Uri.parse(whole ? text : "sip:" + text);
        } catch (SyntaxException e) {
            throw CommandException.usage(text + " is no SIP URI: " + e.getMessage());
        }
    }
}
