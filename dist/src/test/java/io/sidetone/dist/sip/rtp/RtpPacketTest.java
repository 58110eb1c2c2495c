package io.sidetone.dist.sip.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {

    private static RtpPacket parse(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return Objects.requireNonNull(RtpPacket.parse(bytes, bytes.length));
    }

    @Test
    @Rfc(number = 3550, section = "5.1")
    void readsWhatItWrites() {
        byte[] octets = new RtpPacket(101, true, 0x1_FFFE, 0x8000_0001, -7, new byte[] {1, 2, 3}).toByteArray();

        RtpPacket packet = Objects.requireNonNull(RtpPacket.parse(octets, octets.length));

        assertThat(packet.payloadType()).isEqualTo(101);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.sequence()).isEqualTo(0xFFFE);
        assertThat(packet.timestamp()).isEqualTo(0x8000_0001);
        assertThat(packet.source()).isEqualTo(-7);
        assertThat(packet.payload()).containsExactly(1, 2, 3);
    }

    @Test
    @Rfc(number = 3550, section = "5.1")
    void skipsContributorsAnExtensionAndPadding() {
        RtpPacket packet =
                parse(0xB1, 0x00, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 9, 9, 9, 9, 0xBE, 0xDE, 0, 1, 8, 8, 8, 8, 5, 6, 0, 2);

        assertThat(packet.payload()).containsExactly(5, 6);
    }

    @Test
    void numbersGoRoundInACircle() {
        RtpPacket packet = new RtpPacket(0, false, 1, 0, 0, new byte[0]);

        assertThat(packet.after(0xFFFF)).isEqualTo(2);
        assertThat(packet.after(3)).isEqualTo(-2);
    }

    @Test
    void anyOctetsAreAPacketOrNone() {
        Random random = new Random(1);
        int packets = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            packets += RtpPacket.parse(octets, octets.length) == null ? 0 : 1;
        }
        assertThat(packets).isPositive();
    }
}
