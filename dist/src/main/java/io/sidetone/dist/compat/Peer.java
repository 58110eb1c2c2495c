package io.sidetone.dist.compat;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One who talks to the server in a row, with as much of a user agent in it as rows want to be spared: it acknowledges
/// refusals and answers CANCEL, unless the row does that itself, and knows its dialogs. Thread-safe.
final class Peer implements AutoCloseable {

    private final String name;
    private final Names names;
    private final boolean manual;
    private final Transport transport;
    private final Line line;
    private final List<Packet> received = new ArrayList<>();
    private final List<Packet> repeated = new ArrayList<>();
    private final Set<Packet> taken = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> finished = new HashSet<>();

    private int sequence;
    private int branches;
    private @Nullable Packet sent;
    private @Nullable Packet invite;
    private @Nullable Packet asked;
    private @Nullable Packet called;
    private @Nullable Packet answered;

    /// @param manual whether the row acknowledges and answers all itself
    Peer(String name, Names names, Transport transport, boolean manual) throws IOException {
        this.name = name;
        this.names = names;
        this.manual = manual;
        this.transport = transport;
        line = new Line(names, key(), transport, this::receive);
    }

    private String key() {
        return name.toUpperCase(Locale.ROOT);
    }

    private String tag() {
        return name + "-tag";
    }

    // ---- What comes in

    private synchronized void receive(String text) {
        Packet packet = Packet.parse(text);
        if (!known.add(packet.isRequest() ? packet.method() + " " + packet.transaction() : text)) {
            repeated.add(packet);
            return;
        }
        received.add(packet);
        if (!manual) {
            react(packet);
        }
        notifyAll();
    }

    private void react(Packet packet) {
        try {
            if (packet.isRequest() && packet.method().equals("CANCEL")) {
                line.send(answer(packet, "200 OK", List.of()).toString());
                Packet refused = cancelledBy(packet);
                if (refused != null && finished.add(refused.transaction())) {
                    line.send(
                            answer(refused, "487 Request Terminated", List.of()).toString());
                }
            } else if (packet.status() >= 300 && packet.method().equals("INVITE") && invite != null) {
                line.send(acknowledgement(invite, packet).toString());
            }
        } catch (IOException _) {
            // Then the server misses it, and the row shows what that leads to.
        }
    }

    private @Nullable Packet cancelledBy(Packet cancel) {
        String transaction = cancel.transaction().replace("CANCEL", "INVITE");
        for (Packet packet : received) {
            if (packet.method().equals("INVITE") && packet.transaction().equals(transaction)) {
                return packet;
            }
        }
        return null;
    }

    /// Waits for a message and takes it: a method, or a status which a method may follow.
    ///
    /// @return whether it came in time
    synchronized boolean await(String what, long millis) throws InterruptedException {
        Clock clock = Clock.system();
        long end = clock.nanoTime() + millis * 1_000_000;
        while (true) {
            for (Packet packet : received) {
                if (!taken.contains(packet) && fits(packet, what)) {
                    take(packet);
                    return true;
                }
            }
            long left = (end - clock.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
    }

    private static boolean fits(Packet packet, String what) {
        String[] words = what.split(" ", -1);
        if (packet.isRequest()) {
            return packet.method().equals(words[0]);
        }
        return words[0].equals("" + packet.status())
                && (words.length < 2 || packet.method().equals(words[1]));
    }

    private void take(Packet packet) {
        taken.add(packet);
        if (packet.isRequest()) {
            asked = packet;
            if (packet.method().equals("INVITE")) {
                called = packet;
            }
        } else {
            answered = packet;
        }
    }

    /// All that has come, but repetitions.
    synchronized List<Packet> received() {
        return List.copyOf(received);
    }

    /// All that has come once more.
    synchronized List<Packet> repeated() {
        return List.copyOf(repeated);
    }

    // ---- What goes out

    /// Sends a request: `METHOD uri`, `METHOD` alone within the dialog, `ACK`, `CANCEL`, `again`, or `raw`. Tells
    /// whether there was what it needs, such as a dialog.
    synchronized boolean send(String what, List<String> more) throws IOException {
        String[] words = what.split(" ", -1);
        List<String> lines = more.stream().map(names::filled).toList();
        if (words[0].equals("raw")) {
            Packet raw = new Packet("");
            raw.change(lines);
            line.send(raw.body());
            return true;
        }
        boolean again = words[0].equals("again");
        Packet packet = again ? sent : request(words);
        if (packet == null) {
            return false;
        }
        if (!again) {
            if (!words[0].equals("ACK") && !words[0].equals("CANCEL")) {
                sent = packet;
            }
            if (words[0].equals("INVITE")) {
                invite = packet;
            }
            packet.change(Credentials.filled(lines, words[0], packet.uri(), answered));
        }
        line.send(packet.toString());
        return true;
    }

    private @Nullable Packet request(String[] words) {
        if (words.length > 1) {
            return fresh(words[0], names.filled(words[1]));
        }
        Packet begun = invite;
        Packet call = called;
        Packet last = answered;
        if (begun == null) {
            return call == null ? null : within(words[0], call);
        }
        if (words[0].equals("CANCEL")) {
            return cancel(begun);
        }
        if (last == null) {
            return null;
        }
        return words[0].equals("ACK") && last.status() >= 300
                ? acknowledgement(begun, last)
                : within(words[0], begun, last);
    }

    private String via() {
        return "SIP/2.0/" + transport.name() + " " + names.value(key()) + ";branch=z9hG4bK-" + name + "-" + ++branches;
    }

    private String contact() {
        return "<sip:" + name + "@" + names.value(key())
                + (transport == Transport.UDP ? "" : ";transport=" + transport.token()) + ">";
    }

    private Packet fresh(String method, String uri) {
        Packet packet = new Packet(method + " " + uri + " SIP/2.0")
                .add("Via", via())
                .add("Max-Forwards", "70")
                .add("From", "<sip:" + name + "@example.com>;tag=" + tag())
                .add("To", "<" + uri.replaceFirst("[;?].*", "") + ">")
                .add("Call-ID", "call-of-" + name)
                .add("CSeq", ++sequence + " " + method);
        if (Set.of("INVITE", "REGISTER", "SUBSCRIBE", "NOTIFY", "UPDATE", "OPTIONS")
                .contains(method)) {
            packet.add("Contact", contact());
        }
        return packet;
    }

    private static Packet cancel(Packet invite) {
        return along(invite, "CANCEL", invite);
    }

    private static Packet acknowledgement(Packet invite, Packet refusal) {
        return along(invite, "ACK", refusal);
    }

    /// What belongs to the transaction of an INVITE.
    ///
    /// @param end whose To and CSeq it has
    private static Packet along(Packet invite, String method, Packet end) {
        return new Packet(method + " " + invite.uri() + " SIP/2.0")
                .add("Via", invite.value("Via"))
                .add("Max-Forwards", "70")
                .add("From", invite.value("From"))
                .add("To", end.value("To"))
                .add("Call-ID", invite.value("Call-ID"))
                .add("CSeq", end.value("CSeq").replace("INVITE", method))
                .addAll("Route", invite.all("Route"));
    }

    /// In the dialog that this peer has begun.
    private Packet within(String method, Packet begun, Packet end) {
        String number = method.equals("ACK") ? begun.value("CSeq").split(" ", 2)[0] : "" + ++sequence;
        return new Packet(method + " " + address(end.value("Contact")) + " SIP/2.0")
                .add("Via", via())
                .add("Max-Forwards", "70")
                .addAll("Route", split(end.all("Record-Route")).reversed())
                .add("From", begun.value("From"))
                .add("To", end.value("To"))
                .add("Call-ID", begun.value("Call-ID"))
                .add("CSeq", number + " " + method);
    }

    /// In the dialog that this peer was called into.
    private Packet within(String method, Packet call) {
        return new Packet(method + " " + address(call.value("Contact")) + " SIP/2.0")
                .add("Via", via())
                .add("Max-Forwards", "70")
                .addAll("Route", split(call.all("Record-Route")))
                .add("From", call.value("To") + ";tag=" + tag())
                .add("To", call.value("From"))
                .add("Call-ID", call.value("Call-ID"))
                .add("CSeq", ++sequence + " " + method);
    }

    private static String address(String value) {
        int open = value.indexOf('<');
        return open < 0 ? value.split(";", 2)[0] : value.substring(open + 1, value.indexOf('>', open));
    }

    private static List<String> split(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /// Answers: `180 Ringing`, and `for INVITE` behind it to answer another request than the last one. Tells whether
    /// there was a request.
    synchronized boolean answer(String what, List<String> more) throws IOException {
        int other = what.indexOf(" for ");
        @Nullable Packet request = asked;
        if (other >= 0) {
            request = null;
            for (Packet packet : received) {
                request = packet.isRequest() && packet.method().equals(what.substring(other + 5)) ? packet : request;
            }
        }
        String status = other < 0 ? what : what.substring(0, other);
        List<String> lines = more.stream().map(names::filled).toList();
        if (request == null) {
            return false;
        }
        if (request.method().equals("INVITE") && !status.startsWith("1")) {
            finished.add(request.transaction());
        }
        line.send(answer(request, status, lines).toString());
        return true;
    }

    private Packet answer(Packet request, String status, List<String> more) {
        String to = request.value("To");
        boolean tagged = to.contains(";tag=") || status.startsWith("100");
        Packet packet = new Packet("SIP/2.0 " + (status.contains(" ") ? status : status + " Answer"))
                .addAll("Via", request.all("Via"))
                .addAll("Record-Route", request.all("Record-Route"))
                .add("From", request.value("From"))
                .add("To", tagged ? to : to + ";tag=" + tag())
                .add("Call-ID", request.value("Call-ID"))
                .add("CSeq", request.value("CSeq"));
        if (request.method().equals("INVITE") && (status.startsWith("1") || status.startsWith("2"))) {
            packet.add("Contact", contact());
        }
        packet.change(more);
        return packet;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
