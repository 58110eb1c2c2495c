package io.sidetone.sip.testing;

import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.StreamFrame;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.ConnectionLimits;
import io.sidetone.sip.transport.ConnectionTimes;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An element with one socket that keeps all that comes, as text.
final class Recorder implements FlowReceiver {

    /// So many connections may come from one address.
    static final int MOST_CONNECTIONS = 10;

    final List<String> came = new ArrayList<>();
    final List<Flow> flows = new ArrayList<>();
    final List<ClosingReason> closed = new ArrayList<>();
    final Connections connections;
    final Listener listener;
    boolean full;
    private @Nullable Runnable resume;

    Recorder(Simulation simulation, Network network, ListenerSettings settings) throws IOException {
        connections = new Connections(
                new MessageParser(),
                new ConnectionLimits(1000, MOST_CONNECTIONS, 1 << 20),
                ConnectionTimes.DEFAULT,
                simulation.clock());
        listener = network.open(settings, this, connections);
    }

    Recorder(Simulation simulation, ListenerSettings settings) throws IOException {
        this(simulation, simulation.network(), settings);
    }

    static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    InetSocketAddress address() {
        return listener.local();
    }

    Flow to(InetSocketAddress address) {
        Host domain = Host.ofAddress(address.getAddress().getAddress());
        return listener.open(new NextHop(listener.settings().transport(), address, domain));
    }

    Flow to(Recorder other) {
        return to(other.address());
    }

    void go() {
        full = false;
        if (resume != null) {
            resume.run();
        }
    }

    @Override
    public void datagram(byte[] octets, Flow flow) {
        keep(Text.decode(octets, 0, octets.length), flow);
    }

    @Override
    public void message(byte[] octets, Flow flow) {
        keep(Text.decode(octets, 0, octets.length), flow);
    }

    @Override
    public void frame(StreamFrame frame, Flow flow) {
        if (frame instanceof StreamFrame.Message(Parsed(var message))) {
            byte[] octets = message.toByteArray();
            keep(Text.decode(octets, 0, octets.length), flow);
        } else {
            keep(frame.toString(), flow);
        }
    }

    private void keep(String text, Flow flow) {
        came.add(text);
        flows.add(flow);
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        closed.add(reason);
    }

    @Override
    public boolean isFull() {
        return full;
    }

    @Override
    public void whenThereIsRoom(Runnable go) {
        resume = go;
    }
}
