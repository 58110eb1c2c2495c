package io.sidetone.sip.message;

import static io.sidetone.sip.message.Samples.INVITE;
import static io.sidetone.sip.message.Samples.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Text;
import org.junit.jupiter.api.Test;

class MessageWriterTest {

    private enum Socket implements Slot {
        TRANSPORT("TRANSPORT"),
        SENT_BY("sent-by.invalid");

        private final String placeholder;

        Socket(String placeholder) {
            this.placeholder = placeholder;
        }

        @Override
        public String placeholder() {
            return placeholder;
        }
    }

    private final SipMessage message = message(INVITE)
            .edit()
            .prepend(new FieldTemplate(HeaderName.VIA)
                    .text("SIP/2.0/")
                    .slot(Socket.TRANSPORT)
                    .text(" ")
                    .slot(Socket.SENT_BY)
                    .text(";branch=z9hG4bKown"))
            .build();

    @Test
    void oneWriterTakesOneMessageAfterTheOther() {
        ByteWriter out = new ByteWriter(16);

        MessageWriter.write(message(INVITE), slot -> new byte[0], out);
        MessageWriter.write(message(INVITE), slot -> new byte[0], out);
        assertThat(out.toByteArray()).isEqualTo(Text.encode(INVITE + INVITE));

        MessageWriter.write(message(INVITE), slot -> new byte[0], out.clear());
        assertThat(out.toByteArray()).isEqualTo(Text.encode(INVITE));
    }

    @Test
    @Rfc(number = 3261, section = "7.5")
    void writesWhatWasReceivedToTheOctet() {
        assertThat(MessageWriter.write(message(INVITE))).isEqualTo(Text.encode(INVITE));
    }

    @Test
    void fillsSlotsForTheSocketItIsWrittenFor() {
        byte[] udp = MessageWriter.write(message, slot -> Text.encode(slot == Socket.TRANSPORT ? "UDP" : "192.0.2.1"));
        byte[] tls =
                MessageWriter.write(message, slot -> Text.encode(slot == Socket.TRANSPORT ? "TLS" : "[2001:db8::1]"));

        assertThat(Text.decode(udp, 0, udp.length))
                .isEqualTo(INVITE.replaceFirst("Via", "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKown\r\nVia"));
        assertThat(Text.decode(tls, 0, tls.length))
                .isEqualTo(INVITE.replaceFirst("Via", "Via: SIP/2.0/TLS [2001:db8::1];branch=z9hG4bKown\r\nVia"));
    }

    @Test
    void showsPlaceholdersUntilThen() {
        var via = message.first(Headers.VIA);

        assertThat(via).isNotNull();
        assertThat(via.host().text()).isEqualTo("sent-by.invalid");
        assertThat(message.hasSlots()).isTrue();
        assertThat(message.edit().append("X", "y").build().hasSlots()).isTrue();
        assertThatThrownBy(message::toByteArray).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsTheSlotsOfTheValuesBehindOneThatIsRemovedOrReplaced() {
        SipMessage both = message(INVITE)
                .edit()
                .prepend(new FieldTemplate(HeaderName.RECORD_ROUTE)
                        .text("<sip:")
                        .slot(Socket.SENT_BY)
                        .text(";r2=on>, <sip:")
                        .slot(Socket.TRANSPORT)
                        .text(";r2=on>"))
                .build();
        NameAddress other = requireNonNull(both.all(Headers.RECORD_ROUTE).getLast());

        assertThat(recordRoute(both.edit().removeFirst(Headers.RECORD_ROUTE).build()))
                .isEqualTo("Record-Route: <sip:TRANSPORT!;r2=on>");
        assertThat(recordRoute(both.edit().setFirst(Headers.RECORD_ROUTE, other).build()))
                .isEqualTo("Record-Route: <sip:TRANSPORT;r2=on>, <sip:TRANSPORT!;r2=on>");
    }

    private static String recordRoute(SipMessage message) {
        byte[] octets = MessageWriter.write(message, slot -> Text.encode(slot + "!"));
        return Text.decode(octets, 0, octets.length)
                .lines()
                .filter(line -> line.startsWith("Record"))
                .findFirst()
                .orElse("");
    }
}
