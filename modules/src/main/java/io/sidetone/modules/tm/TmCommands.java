package io.sidetone.modules.tm;

import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandArguments;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.ServerCore;
import io.sidetone.server.context.SocketNames;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What operators do with transactions. Thread-safe.
final class TmCommands {

    private static final int PATIENCE_SECONDS = 300;

    private final Supplier<ServerCore> core;
    private final OwnRequests requests;
    private final KnownTransactions known;

    TmCommands(Supplier<ServerCore> core, OwnRequests requests, KnownTransactions known) {
        this.core = core;
        this.requests = requests;
        this.known = known;
    }

    private static Command.Parameter takes(String name, String description) {
        return new Command.Parameter(name, false, description);
    }

    private static Command.Parameter mayTake(String name, String description) {
        return new Command.Parameter(name, true, description);
    }

    void define(ModuleBuilder module) {
        module.command(new Command(
                "tm:uac_dlg",
                List.of("t_uac_dlg"),
                List.of(
                        takes("method", "Of the request."),
                        takes("ruri", "Its Request-URI."),
                        takes("headers", "Its header fields, From and To among them, with line ends between them."),
                        mayTake("next_hop", "The URI that it is sent to."),
                        mayTake("socket", "The socket that it is sent from, as `udp:192.0.2.1:5060`."),
                        mayTake("body", "Its body; its type is among the header fields.")),
                "Sends a request and waits for the final response.",
                this::send));
        module.command(new Command(
                "tm:uac_cancel",
                List.of("t_uac_cancel", "tm.cancel"),
                List.of(takes("callid", "Of the INVITE."), takes("cseq", "Of the INVITE: its number.")),
                "Gives up an INVITE that `tm:uac_dlg` has sent.",
                this::cancel));
        module.command(new Command(
                "tm:hash",
                List.of("t_hash", "tm.hash_stats"),
                List.of(),
                "Tells how many transactions there are.",
                _ -> Map.of(
                        "servers", (long) core.get().layer().servers(),
                        "clients", (long) core.get().layer().clients())));
        module.command(new Command(
                "tm:reply",
                List.of("t_reply", "tm.reply"),
                List.of(
                        takes("code", "The status code."),
                        takes("reason", "The reason phrase."),
                        takes("trans_id", "The transaction, as a script has read it from `$T_id`."),
                        mayTake("to_tag", "The tag of the To; ours if left out."),
                        mayTake("new_headers", "Further header fields, with line ends between them."),
                        mayTake("body", "The body; its type is among the header fields.")),
                "Answers a request that waits.",
                this::reply));
    }

    private Object send(CommandArguments arguments) throws CommandException {
        SipRequest request;
        Uri next;
        try {
            request = request(arguments);
            String hop = arguments.textOrNull("next_hop");
            next = hop == null || hop.isEmpty() || hop.equals(".") ? null : Uri.parse(hop);
        } catch (SyntaxException | ScriptError | IllegalArgumentException e) {
            throw new CommandException(400, String.valueOf(e.getMessage()));
        }
        CompletableFuture<SipResponse> answer = new CompletableFuture<>();
        requests.send(core.get(), new OwnRequests.Order(request, next, sockets(arguments), null), answer::complete);
        try {
            SipResponse response = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Map.of(
                    "Status",
                    response.statusCode() + " " + response.phrase(),
                    "Message",
                    Octets.text(response.toByteArray()));
        } catch (TimeoutException | ExecutionException e) {
            throw new CommandException(408, "no final response has come");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandException(500, "the server ends");
        }
    }

    private List<Listener> sockets(CommandArguments arguments) throws CommandException {
        String wanted = arguments.textOrNull("socket");
        if (wanted == null || wanted.isEmpty() || wanted.equals(".")) {
            return List.of();
        }
        Listener found = SocketNames.find(wanted, core.get().layer().transport().listeners());
        if (found == null) {
            throw new CommandException(404, "there is no such socket");
        }
        return List.of(found);
    }

    private SipRequest request(CommandArguments arguments) throws CommandException, SyntaxException {
        String body = arguments.textOrNull("body");
        return RequestText.of(
                core.get().layer(),
                Method.of(arguments.text("method")),
                arguments.text("ruri"),
                lines(arguments.text("headers")),
                body == null || body.equals(".") ? "" : body);
    }

    private static List<FieldLine> lines(@Nullable String text) throws CommandException {
        List<FieldLine> lines = new ArrayList<>();
        if (text == null || text.equals(".")) {
            return lines;
        }
        for (String line : text.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (!line.isBlank() && colon < 1) {
                throw new CommandException(400, "'" + line + "' is no header field");
            }
            if (!line.isBlank() && !line.regionMatches(true, 0, "Content-Length", 0, colon)) {
                lines.add(new FieldLine(line.substring(0, colon).strip(), line.substring(colon + 1)));
            }
        }
        return lines;
    }

    private static <B extends MessageBuilder<B>> B body(B builder, CommandArguments arguments) throws CommandException {
        String body = arguments.textOrNull("body");
        return body == null || body.isEmpty() || body.equals(".") ? builder : builder.content(Text.encode(body));
    }

    private Object cancel(CommandArguments arguments) throws CommandException {
        String number = arguments.text("cseq").strip().split("\\s+", -1)[0];
        try {
            if (requests.cancel(arguments.text("callid"), Long.parseLong(number))) {
                return "OK";
            }
        } catch (NumberFormatException _) {
            throw new CommandException(400, "'" + number + "' is no number");
        }
        throw new CommandException(481, "No such transaction");
    }

    private Object reply(CommandArguments arguments) throws CommandException {
        RoutedTransaction transaction = known.find(arguments.text("trans_id"));
        SipRequest request = transaction == null ? null : KnownTransactions.request(transaction);
        if (transaction == null || request == null) {
            throw new CommandException(404, "Transaction not found");
        }
        int code = (int) arguments.integer("code", 0);
        String tag = arguments.textOrNull("to_tag");
        SipResponse.Builder answer;
        try {
            answer = core.get().layer().answer(request, code, arguments.text("reason"));
            NameAddress to = request.to();
            if (tag != null && !tag.isEmpty() && !tag.equals(".") && to != null && to.tag() == null) {
                answer.set(Headers.TO, to.withTag(tag));
            }
            for (FieldLine line : lines(arguments.textOrNull("new_headers"))) {
                answer.append(line.name(), line.value());
            }
        } catch (IllegalArgumentException | ScriptError e) {
            throw new CommandException(400, String.valueOf(e.getMessage()));
        }
        if (!transaction.reply(body(answer, arguments).build())) {
            throw new CommandException(409, "It was answered already");
        }
        return "OK";
    }
}
