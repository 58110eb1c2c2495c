package io.sidetone.bench.subject;

import io.sidetone.sip.socket.Datagram;
import io.sidetone.sip.socket.UdpPeer;
import io.sidetone.sip.socket.UdpReader;
import io.sidetone.sip.socket.UdpSocket;
import io.sidetone.sip.transport.SocketOptions;
import java.io.IOException;
import java.util.List;

/// Forwards datagrams by our own socket: one thread receives and sends.
final class SocketForwarder implements Subject {

    @Override
    public int start(List<String> arguments) throws IOException {
        UdpPeer target = UdpPeer.of(Subject.loopback(Integer.parseInt(arguments.getFirst())));
        UdpSocket socket = UdpSocket.open(Subject.loopback(0), SocketOptions.DEFAULT);
        Subject.run("forwarder", () -> forward(socket, target));
        return socket.local().getPort();
    }

    private static void forward(UdpSocket socket, UdpPeer target) throws IOException {
        try (UdpReader reader = socket.reader()) {
            Datagram datagram = reader.receive();
            while (datagram != null) {
                socket.send(datagram.octets(), datagram.octets().length, target);
                datagram = reader.receive();
            }
        }
    }
}
