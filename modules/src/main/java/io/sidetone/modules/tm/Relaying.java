package io.sidetone.modules.tm;

import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RelayResult;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.uri.SipUri;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What relaying means for each method. Thread-safe: keeps nothing.
final class Relaying {

    private static final int ANSWERED = -1;
    private static final int GIVEN_UP = -3;
    private static final int NOT_FOUND = -4;
    private static final int FILTERED = -5;
    private static final int UNSENT = -6;
    private static final String KEEPS_SILENT = "no-auto-477";

    private Relaying() {}

    /// Before a request is relayed: what the arguments say of it.
    static void prepare(RoutingContext context, @Nullable String flags, @Nullable String proxy) {
        RoutedTransaction transaction = context.transaction();
        if (proxy != null && context.main().destination() == null) {
            context.main().destination(destination(proxy));
        }
        if (has(flags, "no-dns-failover", 0x04)) {
            transaction.settings(transaction.settings().withFailover(false));
        }
    }

    /// Flags are a list of names, or a number of older scripts.
    private static boolean has(@Nullable String flags, String name, int bit) {
        if (flags == null) {
            return false;
        }
        String all = flags.strip().toLowerCase(Locale.ROOT);
        try {
            return !all.isEmpty() && (Integer.decode(all) & bit) != 0;
        } catch (NumberFormatException _) {
            return Arrays.stream(all.split("[\\s,]+", -1)).anyMatch(name::equals);
        }
    }

    /// Relays a request: a CANCEL ends the branches of its INVITE, an ACK goes on by itself.
    static int relay(RoutingContext context, @Nullable String flags) {
        Method method = context.request().method();
        if (method.equals(Method.CANCEL)) {
            return cancel(context);
        }
        if (method.equals(Method.ACK)) {
            return context.transaction().forward(context) ? 1 : ANSWERED;
        }
        boolean known = context.transaction().proxy() != null;
        RelayResult result = context.transaction().relay(context);
        int code = code(result);
        if (code <= NOT_FOUND
                && !known
                && context.dialect() == Dialect.NATIVE
                && !has(flags, KEEPS_SILENT, 0x02)
                && !Finishing.isSilent(context.transaction())) {
            context.transaction().respondBest();
        }
        return code;
    }

    private static int code(RelayResult result) {
        return switch (result) {
            case SENT -> 1;
            case ANSWERED, NO_TARGET -> ANSWERED;
            case GIVEN_UP, DECLINED -> GIVEN_UP;
            case NOT_FOUND -> NOT_FOUND;
            case FILTERED -> FILTERED;
            case UNSENT -> UNSENT;
        };
    }

    /// §9.2: the CANCEL is answered, and its INVITE gives up its branches.
    @Rfc(number = 3261, section = "16.10")
    private static int cancel(RoutingContext context) {
        Claim claim = context.transaction().claim();
        if (claim == null || !claim.isOpen()) {
            return ANSWERED;
        }
        if (claim.cancelInvite(SendingFunctions.reasons(context))) {
            boolean _ = context.reply(200, "canceling");
            return 1;
        }
        boolean _ = context.reply(481, "Call/Transaction Does Not Exist");
        return ANSWERED;
    }

    /// An ACK to a 2xx is nobody's, for which the families have different codes; a reply that a block sees belongs
    /// to a transaction if it has come for a branch.
    static int checkTransaction(RoutingContext context) {
        if (!context.isRequest()) {
            return context.branch() == null ? -1 : 1;
        }
        Method method = context.request().method();
        if (method.equals(Method.ACK)) {
            return context.dialect() == Dialect.KAMAILIO ? -1 : -2;
        }
        Claim claim = context.transaction().claim();
        return method.equals(Method.CANCEL) && claim != null && claim.hasInvite() ? 1 : -1;
    }

    /// `[transport:]host[:port]`, or a whole URI.
    static SipUri destination(String proxy) {
        String text = proxy;
        String transport = "";
        String lower = Text.lower(proxy);
        if (!lower.startsWith("sip:") && !lower.startsWith("sips:")) {
            for (String known : new String[] {"udp", "tcp", "tls", "sctp", "ws", "wss"}) {
                if (lower.startsWith(known + ":")) {
                    transport = ";transport=" + known;
                    text = proxy.substring(known.length() + 1);
                }
            }
            text = "sip:" + text + transport;
        }
        try {
            return SipUri.parse(text);
        } catch (SyntaxException e) {
            throw new ScriptError("no destination can be read in '" + proxy + "': " + e.getMessage());
        }
    }

    static SipResponse.Builder withBody(RoutingContext context, SipResponse.Builder answer, String body) {
        String type = context.replyFields().stream()
                .filter(field -> field.name().equalsIgnoreCase("Content-Type"))
                .map(RoutingContext.ReplyField::value)
                .findFirst()
                .orElse("text/plain");
        return answer.remove(Headers.CONTENT_TYPE.name()).body(type, Text.encode(body));
    }
}
