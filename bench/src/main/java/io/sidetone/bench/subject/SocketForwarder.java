package io.sidetone.bench.subject;

import io.sidetone.sip.socket.Datagram;
import io.sidetone.sip.socket.UdpPeer;
import io.sidetone.sip.socket.UdpReader;
import io.sidetone.sip.socket.UdpSocket;
import io.sidetone.sip.transport.SocketOptions;
import java.io.IOException;

/// Forwards datagrams by our own socket: one thread receives and sends.
final class SocketForwarder implements Subject {

    private final UdpPeer target;

    SocketForwarder(int port) {
        target = UdpPeer.of(Subject.loopback(port));
    }

    @Override
    public int start() throws IOException {
        UdpSocket socket = UdpSocket.open(Subject.loopback(0), SocketOptions.DEFAULT);
        Subject.run("forwarder", () -> forward(socket));
        return socket.local().getPort();
    }

    private void forward(UdpSocket socket) throws IOException {
        try (UdpReader reader = socket.reader()) {
            Datagram datagram = reader.receive();
            while (datagram != null) {
                socket.send(datagram.octets(), datagram.octets().length, target);
                datagram = reader.receive();
            }
        }
    }
}
