package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.TargetDraft;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.Branch;
import io.sidetone.sip.proxy.Target;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.uri.Uri;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The branches of a message: number 0 is the one of the Request-URI, the others were added. Thread-safe: only
/// functions.
final class MessageBranches {

    /// The most branches that a script may add.
    static final int MOST = 64;

    private static final int THOUSANDTHS = 3;

    private MessageBranches() {}

    /// The number of the last one.
    static int last(RoutingContext context) {
        return context.more().size();
    }

    /// The one of a number, from the end if negative; null if there is none.
    static @Nullable TargetDraft find(RoutingContext context, long index) {
        long at = index < 0 ? last(context) + 1 + index : index;
        if (at < 0 || at > last(context)) {
            return null;
        }
        return at == 0 ? context.main() : context.more().get((int) at - 1);
    }

    /// The one of a number.
    static TargetDraft at(RoutingContext context, long index) {
        TargetDraft found = find(context, index);
        if (found == null) {
            throw new ScriptError("there is no branch " + index + ", the last one is " + last(context));
        }
        return found;
    }

    /// All, that of the Request-URI first.
    static List<TargetDraft> all(RoutingContext context) {
        List<TargetDraft> all = new ArrayList<>();
        all.add(context.main());
        all.addAll(context.more());
        return all;
    }

    /// The URI of one.
    static @Nullable Uri uri(RoutingContext context, TargetDraft draft) {
        Uri own = draft.uri();
        if (own != null && !isMain(context, draft)) {
            return own;
        }
        Branch branch = context.branch();
        if (context.message() instanceof SipRequest request) {
            return request.uri();
        }
        return branch == null ? own : branch.target().uri();
    }

    /// Sets the URI of one.
    static void uri(RoutingContext context, TargetDraft draft, Uri uri) {
        if (isMain(context, draft)) {
            context.uri(uri);
        } else {
            draft.uri(uri);
        }
    }

    static boolean isMain(RoutingContext context, TargetDraft draft) {
        return context.main().equals(draft);
    }

    /// Adds one.
    static TargetDraft add(RoutingContext context, Uri uri) {
        SipRequest _ = context.request();
        if (last(context) >= MOST) {
            throw new ScriptError("there are " + MOST + " branches already, which is the limit");
        }
        TargetDraft draft = new TargetDraft(uri);
        context.more().add(draft);
        return draft;
    }

    /// A path as it stands in a message; null for none.
    static @Nullable String path(TargetDraft draft) {
        if (draft.path().isEmpty()) {
            return null;
        }
        return String.join(", ", draft.path().stream().map(NameAddress::text).toList());
    }

    /// The path that a value is.
    static List<NameAddress> path(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        TextReader reader = new TextReader(Written.text(value, "a path"));
        List<NameAddress> path = new ArrayList<>();
        try {
            do {
                path.add(NameAddress.parseBracketed(reader));
            } while (reader.takeSeparator(','));
            reader.expectEnd();
            return path;
        } catch (SyntaxException error) {
            throw new ScriptError("'" + Written.shown(Values.text(value)) + "' is no path: " + error.getMessage());
        }
    }

    /// How much one is preferred, from 0 to 1.
    static BigDecimal q(TargetDraft draft) {
        BigDecimal q = BigDecimal.valueOf(draft.q(), THOUSANDTHS).stripTrailingZeros();
        return q.scale() < 0 ? q.setScale(0) : q;
    }

    /// The thousandths that a value is: 0 to 1 as in a Contact, or a whole number of thousandths above 1. Null is
    /// most preferred.
    static int q(@Nullable Object value) {
        if (value == null || "".equals(value)) {
            return Target.MOST_PREFERRED;
        }
        try {
            BigDecimal q = new BigDecimal(Written.text(value, "a q value").strip());
            boolean counted = value instanceof Long number && number > 1;
            int thousandths = (counted ? q : q.movePointRight(THOUSANDTHS)).intValueExact();
            if (thousandths >= 0 && thousandths <= Target.MOST_PREFERRED) {
                return thousandths;
            }
        } catch (ArithmeticException | NumberFormatException _) {
            // Said below.
        }
        throw new ScriptError(
                "a q value is from 0 to 1 with three digits, not '" + Written.shown(Values.text(value)) + "'");
    }

    /// How much one is preferred in thousandths, as Kamailio's scripts have it; null for most, which is what counts
    /// where nothing is said.
    static @Nullable Long thousandths(TargetDraft draft) {
        return draft.q() == Target.MOST_PREFERRED ? null : (long) draft.q();
    }

    /// The thousandths that a value of Kamailio's scripts is: a number of them, or text as in a Contact. Null and -1
    /// are most preferred.
    static int thousandths(@Nullable Object value) {
        if (!(value instanceof Long number)) {
            return q(value);
        }
        return number == -1 ? Target.MOST_PREFERRED : q(BigDecimal.valueOf(number, THOUSANDTHS));
    }

    /// All as a Contact field would have them.
    static String destinations(RoutingContext context) {
        StringBuilder out = new StringBuilder("Contact: ");
        String between = "";
        for (TargetDraft draft : all(context)) {
            out.append(between).append('<').append(uri(context, draft)).append('>');
            if (draft.q() != Target.MOST_PREFERRED) {
                out.append(";q=").append(q(draft).toPlainString());
            }
            between = ", ";
        }
        return out.toString();
    }

    /// Where one goes next.
    static @Nullable Uri nextHop(RoutingContext context) {
        Uri destination = UriVariables.destination(context);
        NameAddress route =
                destination == null && context.isRequest() ? context.message().first(Headers.ROUTE) : null;
        return destination != null ? destination : route != null ? route.uri() : UriVariables.requestUri(context);
    }
}
