package io.sidetone.bench;

import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Text;
import java.util.List;

/// A message that is written again and again with another number, at almost no cost. Immutable.
final class MessageTemplate {

    /// Stands where the number comes.
    private static final String NUMBER = "#";

    private static final int ROOM = 1200;

    private final byte[] startLine;
    private final List<byte[]> pieces;

    /// @param startLine without a number
    /// @param fields the rest, with a number sign wherever the number comes
    MessageTemplate(String startLine, byte[] fields) {
        this.startLine = Text.encode(startLine + "\r\n");
        this.pieces = List.of(Text.decode(fields, 0, fields.length).split(NUMBER, -1)).stream()
                .map(Text::encode)
                .toList();
    }

    /// A request with this number.
    byte[] request(long number) {
        return fields(new ByteWriter(ROOM).octets(startLine), number);
    }

    /// The response with this number to a request whose Vias and Record-Routes stand before its Max-Forwards.
    byte[] response(long number, byte[] request) {
        int from = 0;
        while (request[from] != '\n') {
            from++;
        }
        int to = from;
        while (request[to] != '\n' || request[to + 1] != 'M') {
            to++;
        }
        return fields(new ByteWriter(ROOM).octets(startLine).octets(request, from + 1, to + 1), number);
    }

    private byte[] fields(ByteWriter writer, long number) {
        writer.octets(pieces.getFirst());
        for (int i = 1; i < pieces.size(); i++) {
            writer.number(number).octets(pieces.get(i));
        }
        return writer.toByteArray();
    }
}
