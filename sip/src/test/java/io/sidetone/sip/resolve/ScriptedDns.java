package io.sidetone.sip.resolve;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// A server of the DNS on a free port of this machine, over UDP and TCP, that says what a test lets it say.
/// Thread-safe.
public final class ScriptedDns implements AutoCloseable {

    /// The life of negative answers, in seconds.
    static final int NEGATIVE_TTL = 60;

    private static final String SOA = "ns.example. root.example. 1 7200 3600 86400 " + NEGATIVE_TTL;

    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final Map<Question, List<Record>> zone = new ConcurrentHashMap<>();
    private final Map<Question, Script> scripts = new ConcurrentHashMap<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();

    /// What a server does with a question.
    @FunctionalInterface
    interface Script {
        /// What is sent, in this order.
        ///
        /// @param honest what a good server would answer
        List<byte[]> reply(Message query, Message honest, boolean overTcp) throws Exception;
    }

    /// Begins at once.
    public ScriptedDns() {
        try {
            DatagramSocket udp = null;
            ServerSocket tcp = null;
            while (tcp == null) {
                udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                try {
                    tcp = new ServerSocket(udp.getLocalPort(), 10, InetAddress.getLoopbackAddress());
                } catch (BindException _) {
                    udp.close();
                }
            }
            datagrams = udp;
            connections = tcp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serveDatagrams);
        Thread.ofVirtual().start(this::serveConnections);
    }

    /// Where it is asked.
    public InetSocketAddress address() {
        return (InetSocketAddress) datagrams.getLocalSocketAddress();
    }

    /// Adds a record, such as `add("example.com", "A", 300, "192.0.2.1")`. Names are absolute.
    ScriptedDns add(String name, String type, long ttl, String data) {
        zone.computeIfAbsent(question(name, type), _ -> new CopyOnWriteArrayList<>())
                .add(record(name, type, ttl, data));
        return this;
    }

    /// The same with a life of five minutes.
    public ScriptedDns add(String name, String type, String data) {
        return add(name, type, 300, data);
    }

    void remove(String name, String type) {
        zone.remove(question(name, type));
    }

    /// Lets a question be answered in a way of its own.
    ScriptedDns script(String name, String type, Script script) {
        scripts.put(question(name, type), script);
        return this;
    }

    /// Lets a question be answered with a code and nothing else.
    ScriptedDns fail(String name, String type, int code) {
        return script(name, type, (query, _, _) -> {
            Message answer = answerTo(query);
            answer.getHeader().setRcode(code);
            return List.of(answer.toWire());
        });
    }

    /// Lets a question go unanswered.
    ScriptedDns ignore(String name, String type) {
        return script(name, type, (_, _, _) -> List.of());
    }

    /// All questions so far, such as `example.com A`, with ` tcp` behind those over TCP.
    List<String> queries() {
        return List.copyOf(queries);
    }

    int count(String query) {
        return Math.toIntExact(queries.stream().filter(query::equals).count());
    }

    private static Question question(String name, String type) {
        try {
            return new Question(Name.fromString(name, Name.root), Type.value(type));
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void serveDatagrams() {
        try {
            byte[] buffer = new byte[4096];
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                datagrams.receive(packet);
                byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
                Thread.ofVirtual().start(() -> {
                    for (byte[] reply : replies(octets, false)) {
                        send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                    }
                });
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void send(DatagramPacket packet) {
        try {
            datagrams.send(packet);
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serveConnections() {
        try {
            while (true) {
                Socket socket = connections.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            for (byte[] reply : replies(in.readNBytes(in.readUnsignedShort()), true)) {
                out.writeShort(reply.length);
                out.write(reply);
            }
        } catch (IOException _) {
            // The other side went away.
        }
    }

    private List<byte[]> replies(byte[] octets, boolean overTcp) {
        try {
            Message query = new Message(octets);
            Record asked = query.getQuestion();
            queries.add(asked.getName().toString(true) + " " + Type.string(asked.getType()) + (overTcp ? " tcp" : ""));
            Script script = scripts.get(new Question(asked.getName(), asked.getType()));
            Message honest = honest(query);
            return script == null ? List.of(honest.toWire()) : script.reply(query, honest, overTcp);
        } catch (Exception e) {
            throw new AssertionError("a question that makes no sense", e);
        }
    }

    /// An empty answer to a query.
    static Message answerTo(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    /// A record, as [#add] makes it.
    static Record record(String name, String type, long ttl, String data) {
        try {
            Question question = question(name, type);
            return Record.fromString(question.name(), question.type(), DClass.IN, ttl, data, Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message honest(Message query) throws IOException {
        Message answer = answerTo(query);
        Question asked =
                new Question(query.getQuestion().getName(), query.getQuestion().getType());
        List<Record> found = zone.get(asked);
        Map<Question, Boolean> seen = new HashMap<>();
        while (found == null) {
            Question alias = new Question(asked.name(), Type.CNAME);
            List<Record> aliases = zone.get(alias);
            if (aliases == null || seen.put(alias, true) != null) {
                break;
            }
            answer.addRecord(aliases.getFirst(), Section.ANSWER);
            asked = new Question(((CNAMERecord) aliases.getFirst()).getTarget(), asked.type());
            found = zone.get(asked);
        }
        if (found != null) {
            found.forEach(record -> answer.addRecord(record, Section.ANSWER));
        } else if (seen.isEmpty() || !isKnown(asked.name())) {
            negative(answer, asked.name());
        }
        return answer;
    }

    private void negative(Message answer, Name name) throws IOException {
        answer.getHeader().setRcode(isKnown(name) ? Rcode.NOERROR : Rcode.NXDOMAIN);
        Name parent = new Name(name, name.labels() - 1);
        answer.addRecord(Record.fromString(parent, Type.SOA, DClass.IN, 3600, SOA, Name.root), Section.AUTHORITY);
    }

    private boolean isKnown(Name name) {
        return zone.keySet().stream().anyMatch(known -> known.name().subdomain(name));
    }

    /// An answer cut off as if it did not fit into a datagram.
    static byte[] truncated(Message honest) {
        Message cut = honest.clone();
        cut.removeAllRecords(Section.ANSWER);
        cut.getHeader().setFlag(Flags.TC);
        return cut.toWire();
    }

    @Override
    public void close() {
        datagrams.close();
        try {
            connections.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
