package io.sidetone.bench;

import io.sidetone.bench.base.Samples;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ClientTransaction;
import io.sidetone.sip.transaction.ClientUser;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.ServerUser;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.Flow;
import java.time.Duration;

/// A way for transactions to have their final response and wait for repetitions.
enum Lingering {
    SERVER_ACCEPTED("INVITE server, Accepted: 200 sent"),
    SERVER_COMPLETED("INVITE server, Completed: 486 sent"),
    SERVER_CONFIRMED("INVITE server, Confirmed: 486 acknowledged"),
    SERVER_OTHER("non-INVITE server, Completed: 200 sent"),
    CLIENT_ACCEPTED("INVITE client, Accepted: 200 received"),
    CLIENT_COMPLETED("INVITE client, Completed: 486 received"),
    CLIENT_OTHER("non-INVITE client, Completed: 200 received"),
    PROXIED("through the proxy: both sides of INVITE and BYE, in the mean");

    /// Of a call through the proxy: both sides of its INVITE and of its BYE.
    static final int PER_CALL = 4;

    private static final String CALLER = "192.0.2.1";
    private static final String CALLEE = "192.0.2.4";
    private static final String URI = " sip:bob@192.0.2.2";

    private final String text;

    Lingering(String text) {
        this.text = text;
    }

    /// Brings some about. The clock stands meanwhile, so none of them ends.
    ///
    /// @param count a multiple of [#PER_CALL]
    /// @return who has them
    MemoryServer make(int count) {
        MemoryServer server = lingering(count);
        if (server.transactions() != count) {
            throw new IllegalStateException(text + ": " + count + " asked for, " + server.transactions() + " there");
        }
        return server;
    }

    private MemoryServer lingering(int count) {
        return switch (this) {
            case SERVER_ACCEPTED -> servers("INVITE", 200, count);
            case SERVER_COMPLETED -> servers("INVITE", 486, count);
            case SERVER_CONFIRMED -> acknowledgedServers(count);
            case SERVER_OTHER -> servers("MESSAGE", 200, count);
            case CLIENT_ACCEPTED -> clients("INVITE", 200, count);
            case CLIENT_COMPLETED -> clients("INVITE", 486, count);
            case CLIENT_OTHER -> clients("MESSAGE", 200, count);
            case PROXIED -> calls(count);
        };
    }

    private static MemoryServer servers(String method, int code, int count) {
        MemoryServer server = new MemoryServer(_ -> new Callee(code));
        MessageTemplate request = request(method);
        Flow caller = server.flow(CALLER);
        for (int i = 0; i < count; i++) {
            server.receive(request.request(i), caller);
            byte[] _ = server.take();
        }
        return server;
    }

    private static MemoryServer acknowledgedServers(int count) {
        MemoryServer server = servers("INVITE", 486, count);
        MessageTemplate request = request("INVITE");
        Flow caller = server.flow(CALLER);
        for (int i = 0; i < count; i++) {
            byte[] invite = request.request(i);
            // It has the branch of the INVITE.
            String ack = Text.decode(invite, 0, invite.length).replace("INVITE" + URI, "ACK" + URI);
            server.receive(Text.encode(ack.replace("1 INVITE", "1 ACK")), caller);
        }
        return server;
    }

    private static MessageTemplate request(String method) {
        return CallBench.request(method + URI, "1 " + method, "", Samples.offer());
    }

    private static MemoryServer clients(String method, int code, int count) {
        MemoryServer server = new MemoryServer(_ -> new Callee(code));
        MessageTemplate request = request(method);
        MessageTemplate response = CallBench.response(code + " Answer", "1 " + method, Samples.offer());
        Flow callee = server.flow(CALLEE);
        for (int i = 0; i < count; i++) {
            ClientTransaction _ = server.layer().send(outgoing(request.request(i)), callee, Caller.INSTANCE);
            server.receive(response.response(i, server.take()), callee);
            server.discard();
        }
        return server;
    }

    private static SipRequest outgoing(byte[] request) {
        SipRequest read = (SipRequest) ((Parsed) new MessageParser().parse(request)).message();
        return read.edit().removeIf(field -> field.known() == HeaderName.VIA).build();
    }

    private static MemoryServer calls(int count) {
        CallBench calls = new CallBench(Duration.ZERO);
        for (int i = 0; i < count / PER_CALL; i++) {
            byte[] _ = calls.call();
        }
        return calls.proxy();
    }

    @Override
    public String toString() {
        return text;
    }

    /// Who answers every request at once.
    private record Callee(int code) implements TransactionUser, ServerUser {

        @Override
        public void request(Claim claim) {
            ServerTransaction transaction = claim.begin(this);
            transaction.respond(claim.answer(code, "Answer").build());
        }
    }

    /// Who takes what comes.
    private enum Caller implements ClientUser {
        INSTANCE;

        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            // All that matters is the transaction.
        }

        @Override
        public void failed(ClientTransaction transaction, Failure failure) {
            throw new IllegalStateException(transaction + ": " + failure);
        }
    }
}
