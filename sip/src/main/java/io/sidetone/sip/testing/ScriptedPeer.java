package io.sidetone.sip.testing;

import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.ParseResult;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.message.Slot;
import io.sidetone.sip.message.StreamFrame;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.ConnectionLimits;
import io.sidetone.sip.transport.ConnectionTimes;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.FlowSlot;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.transport.Unsent;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A SIP element that does only what a test tells it: it sends messages as they are, answers nothing by itself,
/// and repeats nothing. Confined to the thread of the test; what comes may come on others.
///
/// What it expects it takes out of what came; what does not fit stays for later.
public final class ScriptedPeer implements AutoCloseable {

    /// How long it waits for what it expects, if the test does not say.
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private record Arrival(SipMessage message, Flow flow) {}

    private record Ending(Flow flow, ClosingReason reason) {}

    private final TestBed bed;
    private final MessageParser parser = new MessageParser();
    private final Connections connections;
    private final Listener listener;

    /// What follows up to the lists of what was sent is guarded by the lock of the first.
    private final List<Arrival> arrivals = new ArrayList<>();

    private final List<SipMessage> open = new ArrayList<>();
    private final List<Malformed> malformed = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();

    private final List<String> sent = new ArrayList<>();
    private int branches;

    /// A peer with a socket of its own.
    ///
    /// @throws IOException if the address can not be had
    public ScriptedPeer(TestBed bed, ListenerSettings socket) throws IOException {
        this.bed = bed;
        this.connections = new Connections(parser, ConnectionLimits.DEFAULT, ConnectionTimes.DEFAULT, bed.clock());
        this.listener = bed.network().open(socket, new Receiver(), connections);
    }

    /// A peer at a free port of the loopback address.
    ///
    /// @throws IOException if there is none
    public ScriptedPeer(TestBed bed, Transport transport) throws IOException {
        this(bed, bed.socket(transport));
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return listener.local();
    }

    /// The way to an address: the connection that there is, else a new one.
    public Flow flow(InetSocketAddress to) {
        Connection known = connections.find(hop(to), List.of(listener), null);
        return known != null ? known : connect(to);
    }

    /// A new connection to an address. What is sent before it is made waits for it.
    public Flow connect(InetSocketAddress to) {
        return listener.open(hop(to));
    }

    private NextHop hop(InetSocketAddress to) {
        Host domain = Host.ofAddress(to.getAddress().getAddress());
        return new NextHop(listener.settings().transport(), to, domain);
    }

    /// Sends a message that is written as a text block, to an address.
    ///
    /// @param text see [#send(String, Flow)]
    public SendResult send(String text, InetSocketAddress to) {
        return send(text, flow(to));
    }

    /// Sends a message that is written as a text block. Lines end as in SIP, and behind the header comes an
    /// empty line, if there is none.
    ///
    /// These words in it are replaced: `{transport}` as in a Via, `{local}` by host and port of this peer,
    /// `{remote}` by those of the other side, `{branch}` by another branch for each message, `{length}` by the
    /// length of the body.
    public SendResult send(String text, Flow flow) {
        String message = text.replace("\r\n", "\n").replace("\n", "\r\n");
        if (!message.contains("\r\n\r\n")) {
            message += "\r\n";
        }
        message = message.replace("{transport}", flow.transport().name())
                .replace("{local}", flow.sentBy().toString())
                .replace("{remote}", SentBy.of(flow.remote()).toString());
        if (message.contains("{branch}")) {
            branches++;
            message = message.replace("{branch}", "z9hG4bK" + address().getPort() + "-" + branches);
        }
        int body = Text.encode(message.substring(message.indexOf("\r\n\r\n") + 4)).length;
        return send(Text.encode(message.replace("{length}", Integer.toString(body))), flow);
    }

    /// Sends a message to an address. Its slots are filled for the flow.
    public SendResult send(SipMessage message, InetSocketAddress to) {
        return send(message, flow(to));
    }

    /// Sends a message. Its slots are filled for the flow.
    public SendResult send(SipMessage message, Flow flow) {
        return send(MessageWriter.write(message, slot -> fill(slot, flow)), flow);
    }

    private static byte[] fill(Slot slot, Flow flow) {
        if (slot instanceof FlowSlot known) {
            return known.text(flow);
        }
        throw new IllegalArgumentException("Nobody knows how to fill the slot " + slot);
    }

    /// Sends octets as they are.
    ///
    /// @param octets must not be changed any more
    public SendResult send(byte[] octets, Flow flow) {
        sent.add(Text.decode(octets, 0, octets.length));
        return flow.send(octets, Unsent.IGNORED);
    }

    /// Answers a request on the flow that it came by, with a To tag except for a 100.
    ///
    /// @return what was sent
    public SipResponse answer(SipRequest request, int status, String phrase) {
        Flow flow = flowOf(request);
        SipResponse.Builder answer = SipResponse.answer(request, status, phrase)
                .noteSource(flow.source(), flow.remote().getPort())
                .withContentLength();
        NameAddress to = request.to();
        if (status > 100 && to != null && to.tag() == null) {
            answer.tagTo("t" + address().getPort());
        }
        SipResponse response = answer.build();
        send(response, flow);
        return response;
    }

    /// The flow that a message came by.
    public Flow flowOf(SipMessage message) {
        synchronized (arrivals) {
            for (Arrival arrival : arrivals) {
                if (arrival.message().equals(message)) {
                    return arrival.flow();
                }
            }
        }
        throw new IllegalArgumentException("Not received here: " + message);
    }

    /// Takes the next message that fits.
    ///
    /// @throws AssertionError if none comes within the limit; its text shows what came instead
    public SipMessage expect(Predicate<SipMessage> fits, Duration limit) {
        return expect("the message", fits, limit);
    }

    /// Takes the next request of a method, which comes within [#LIMIT].
    ///
    /// @throws AssertionError if none comes; its text shows what came instead
    public SipRequest expectRequest(String method) {
        Predicate<SipMessage> fits = message ->
                message instanceof SipRequest request && request.method().name().equals(method);
        return (SipRequest) expect(method, fits, LIMIT);
    }

    /// Takes the next response with a status code, which comes within [#LIMIT].
    ///
    /// @throws AssertionError if none comes; its text shows what came instead
    public SipResponse expectResponse(int status) {
        Predicate<SipMessage> fits =
                message -> message instanceof SipResponse response && response.statusCode() == status;
        return (SipResponse) expect(Integer.toString(status), fits, LIMIT);
    }

    private SipMessage expect(String what, Predicate<SipMessage> fits, Duration limit) {
        bed.await(() -> find(fits) != null, limit);
        SipMessage found = find(fits);
        if (found == null) {
            throw new AssertionError(this + ": " + what + " did not come within " + limit + ".\n" + rest());
        }
        synchronized (arrivals) {
            open.remove(found);
        }
        return found;
    }

    private @Nullable SipMessage find(Predicate<SipMessage> fits) {
        synchronized (arrivals) {
            for (SipMessage message : open) {
                if (fits.test(message)) {
                    return message;
                }
            }
        }
        return null;
    }

    /// Lets the time pass.
    ///
    /// @throws AssertionError if in the end there is a message that nobody took, come before or meanwhile
    public void expectNothing(Duration time) {
        if (bed.await(() -> find(_ -> true) != null, time)) {
            throw new AssertionError(this + ": nothing was to come within " + time + ".\n" + rest());
        }
    }

    private String rest() {
        StringBuilder text = new StringBuilder();
        synchronized (arrivals) {
            open.forEach(
                    message -> text.append("It got\n").append(readable(message)).append('\n'));
            malformed.forEach(
                    bad -> text.append("It got no SIP: ").append(bad.detail()).append('\n'));
            endings.forEach(ending -> text.append(ending.flow())
                    .append(' ')
                    .append(ending.reason().text())
                    .append('\n'));
        }
        return text.isEmpty() ? "It got nothing." : text.toString();
    }

    private static String readable(SipMessage message) {
        byte[] octets = message.toByteArray();
        return Text.decode(octets, 0, octets.length).replace("\r\n", "\n");
    }

    /// Waits until a connection has ended, at most [#LIMIT].
    ///
    /// @return why it did
    /// @throws AssertionError if it lives on
    public ClosingReason expectClosed(Flow flow) {
        bed.await(() -> ending(flow) != null, LIMIT);
        ClosingReason reason = ending(flow);
        if (reason == null) {
            throw new AssertionError(this + ": " + flow + " was to end within " + LIMIT);
        }
        return reason;
    }

    private @Nullable ClosingReason ending(Flow flow) {
        synchronized (arrivals) {
            for (Ending ending : endings) {
                if (ending.flow().equals(flow)) {
                    return ending.reason();
                }
            }
        }
        return null;
    }

    /// All messages that came, taken or not.
    public List<SipMessage> received() {
        List<SipMessage> messages = new ArrayList<>();
        synchronized (arrivals) {
            arrivals.forEach(arrival -> messages.add(arrival.message()));
        }
        return messages;
    }

    /// What came and was no message.
    public List<Malformed> malformed() {
        synchronized (arrivals) {
            return List.copyOf(malformed);
        }
    }

    /// All that was sent, accepted or not, as text.
    public List<String> sent() {
        return List.copyOf(sent);
    }

    /// All connections there are now.
    public List<Connection> connections() {
        return List.copyOf(connections.all());
    }

    /// Closes the socket and all connections.
    @Override
    public void close() {
        listener.close();
        connections.all().forEach(connection -> connection.close(ClosingReason.SHUTDOWN));
    }

    @Override
    public String toString() {
        return listener.settings().transport() + " " + SentBy.of(address());
    }

    /// What the socket calls.
    private final class Receiver implements FlowReceiver {

        @Override
        public void datagram(byte[] octets, Flow flow) {
            result(parser.parse(octets), flow);
        }

        @Override
        public void message(byte[] octets, Flow flow) {
            result(parser.parse(octets), flow);
        }

        @Override
        public void frame(StreamFrame frame, Flow flow) {
            if (frame instanceof StreamFrame.Message(ParseResult result)) {
                result(result, flow);
            }
        }

        private void result(ParseResult result, Flow flow) {
            synchronized (arrivals) {
                switch (result) {
                    case Malformed bad -> malformed.add(bad);
                    case Parsed(SipMessage message) -> {
                        arrivals.add(new Arrival(message, flow));
                        open.add(message);
                    }
                }
            }
            bed.changed();
        }

        @Override
        public void closed(Flow flow, ClosingReason reason) {
            synchronized (arrivals) {
                endings.add(new Ending(flow, reason));
            }
            bed.changed();
        }

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public void whenThereIsRoom(Runnable resume) {
            resume.run();
        }
    }
}
