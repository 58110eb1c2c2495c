package io.sidetone.modules.tm;

import io.sidetone.script.value.ScriptError;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What relaying means for each method. Thread-safe: keeps nothing.
final class Relaying {

    private static final int ANSWERED = -1;
    private static final int GIVEN_UP = -3;

    private Relaying() {}

    /// Before a request is relayed: what the arguments say of it.
    ///
    /// @return 0 to go on, else what the function returns
    static int prepare(RoutingContext context, @Nullable String flags, @Nullable String proxy) {
        RoutedTransaction transaction = context.transaction();
        if (proxy != null && context.main().destination() == null) {
            context.main().destination(destination(proxy));
        }
        if (flags != null && flags.toLowerCase(Locale.ROOT).contains("no-dns-failover")) {
            transaction.settings(transaction.settings().withFailover(false));
        }
        return 0;
    }

    /// Relays a request: a CANCEL ends the branches of its INVITE, an ACK goes on by itself.
    static int relay(RoutingContext context) {
        Method method = context.request().method();
        if (method.equals(Method.CANCEL)) {
            return cancel(context);
        }
        if (method.equals(Method.ACK)) {
            return context.transaction().forward(context) ? 1 : ANSWERED;
        }
        if (context.transaction().isCancelled()) {
            boolean _ = context.transaction().begin(context);
            return GIVEN_UP;
        }
        return context.transaction().relay(context) ? 1 : ANSWERED;
    }

    /// §9.2: the CANCEL is answered, and its INVITE gives up its branches.
    @Rfc(number = 3261, section = "16.10")
    private static int cancel(RoutingContext context) {
        Claim claim = context.transaction().claim();
        if (claim == null || !claim.isOpen()) {
            return ANSWERED;
        }
        if (claim.cancelInvite()) {
            boolean _ = context.reply(200, "canceling");
            return 1;
        }
        boolean _ = context.reply(481, "Call/Transaction Does Not Exist");
        return ANSWERED;
    }

    static int checkTransaction(RoutingContext context) {
        Method method = context.request().method();
        if (method.equals(Method.ACK)) {
            return -2;
        }
        Claim claim = context.transaction().claim();
        return method.equals(Method.CANCEL) && claim != null && claim.hasInvite() ? 1 : -1;
    }

    static int forward(RoutingContext context, @Nullable String proxy) {
        if (proxy != null && context.main().destination() == null) {
            context.main().destination(destination(proxy));
        }
        return context.transaction().forward(context) ? 1 : -1;
    }

    /// `[transport:]host[:port]`, or a whole URI.
    static SipUri destination(String proxy) {
        String text = proxy;
        String transport = "";
        String lower = Text.lower(proxy);
        if (!lower.startsWith("sip:") && !lower.startsWith("sips:")) {
            for (String known : new String[] {"udp", "tcp", "tls", "ws", "wss"}) {
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
