package io.sidetone.sip.proxy;

import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.ClientTransaction;
import io.sidetone.sip.transaction.ClientUser;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.Flow;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/// A caller's side of a call: acknowledges every answer, ends every call, and may give up before.
final class SimulatedCall implements ClientUser {

    private static final String INVITE = """
            INVITE sip:bob@example.com SIP/2.0
            Max-Forwards: 70
            From: <sip:alice@example.com>;tag=a
            To: <sip:bob@example.com>
            Call-ID: WHICH
            CSeq: 1 INVITE
            Contact: <sip:alice@192.0.2.1>
            Content-Length: 0

            """;

    private static final long PATIENCE = 300_000;

    private final TransactionLayer layer;
    private final Random random;
    private final String callId;
    private final Supplier<Flow> way;
    private final Set<String> answers = new LinkedHashSet<>();
    private int failure;
    private boolean cancelled;
    private boolean timedOut;
    private boolean over;

    /// @param way the flow to the first proxy
    SimulatedCall(TransactionLayer layer, Random random, String callId, Supplier<Flow> way) {
        this.layer = layer;
        this.random = random;
        this.callId = callId;
        this.way = way;
        after(random.nextInt(5000), this::begin);
    }

    private void after(long millis, Runnable task) {
        layer.start(Duration.ofMillis(millis), callId, task);
    }

    /// An INVITE as a transaction sends it.
    static SipRequest invite(String callId) {
        return (SipRequest) Messages.parse(INVITE.replace("WHICH", callId).replace("\n", "\r\n"));
    }

    private void begin() {
        SipRequest invite = invite(callId);
        String wish = List.of("", "", "", "no-fork", "no-cancel", "parallel", "sequential", "recurse")
                .get(random.nextInt(8));
        if (!wish.isEmpty()) {
            invite = invite.edit().append("Request-Disposition", wish).build();
        }
        ClientTransaction transaction = layer.send(invite, way.get(), this);
        if (random.nextInt(3) == 0) {
            after(random.nextInt(25_000), () -> {
                cancelled = true;
                transaction.cancel(List.of());
            });
        }
        // Where all that was said is lost, only the caller can find an end.
        after(PATIENCE, () -> {
            cancelled |= !over;
            transaction.cancel(List.of());
        });
    }

    String callId() {
        return callId;
    }

    /// The tags of those who have answered.
    Set<String> answers() {
        return answers;
    }

    /// The final response other than a 2xx; 0 if there was none.
    int failure() {
        return failure;
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean isTimedOut() {
        return timedOut;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void response(ClientTransaction from, SipResponse response) {
        if (response.isSuccess()) {
            String tag =
                    Objects.requireNonNull(Objects.requireNonNull(response.to()).tag());
            layer.send(inDialog(Method.ACK, 1, response), layer.tokens().branch(), way.get());
            if (answers.add(tag)) {
                after(answers.size() > 1 ? 0 : random.nextInt(5000), () -> bye(response));
            }
        } else if (!response.isProvisional()) {
            failure = response.statusCode();
        }
    }

    private void bye(SipResponse answer) {
        layer.send(inDialog(Method.BYE, 2, answer), way.get(), new ClientUser() {
            @Override
            public void response(ClientTransaction from, SipResponse response) {}

            @Override
            public void failed(ClientTransaction from, Failure why) {}
        });
    }

    private SipRequest inDialog(Method method, int number, SipResponse answer) {
        Contact contact = Objects.requireNonNull(answer.first(Headers.CONTACT));
        SipRequest.Builder request = SipRequest.builder(
                        method, Objects.requireNonNull(contact.address()).uri())
                .set("Max-Forwards", "70")
                .set(Headers.FROM, Objects.requireNonNull(answer.from()))
                .set(Headers.TO, Objects.requireNonNull(answer.to()))
                .set("Call-ID", callId)
                .set("CSeq", number + " " + method.name());
        for (NameAddress route : answer.all(Headers.RECORD_ROUTE).reversed()) {
            request.append(Headers.ROUTE, route);
        }
        return request.withContentLength().build();
    }

    @Override
    public void failed(ClientTransaction from, Failure why) {
        timedOut = true;
    }

    @Override
    public void terminated(ClientTransaction from) {
        over = true;
    }
}
