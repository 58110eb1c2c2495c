package io.sidetone.dist.sip.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {

    private static final int EVENTS = 101;
    private static final int SAMPLES = 160;

    private final Listening listening = new Listening(null);

    private void hear(AudioSource source, G711 law, int packets) {
        for (int i = 0; i < packets; i++) {
            byte[] sound = law.encode(source.next(SAMPLES));
            listening.take(new RtpPacket(law.payloadType(), false, i, i * SAMPLES, 1, sound), EVENTS);
        }
    }

    private void press(int sequence, int timestamp, TelephoneEvent event) {
        listening.take(new RtpPacket(EVENTS, false, sequence, timestamp, 1, event.toByteArray()), EVENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 440, 1000, 3400})
    void knowsATone(int hertz) {
        hear(AudioSource.tone(hertz), G711.PCMA, 50);

        Heard heard = listening.heard();

        assertThat(heard.frequency()).isEqualTo(hertz);
        assertThat(heard.share()).isGreaterThan(0.95);
        assertThat(heard.loudTenths()).isEqualTo(10);
    }

    @Test
    void knowsSilence() {
        hear(AudioSource.SILENCE, G711.PCMU, 50);

        assertThat(listening.heard()).isEqualTo(new Heard(50, 0, 0, 0, 0, ""));
        assertThat(listening.heard()).hasToString("50 packets, 0 lost, silence");
    }

    @Test
    void countsWhatIsLostAndNotWhatIsLate() {
        for (int sequence : new int[] {65_534, 65_535, 2, 1}) {
            listening.take(new RtpPacket(0, false, sequence, 0, 1, new byte[SAMPLES]), EVENTS);
        }

        assertThat(listening.heard().packets()).isEqualTo(4);
        assertThat(listening.heard().lost()).isEqualTo(1);
    }

    @Test
    @Rfc(number = 4733, section = "2.3")
    void aKeyThatIsToldOftenWasPressedOnce() {
        for (int i = 1; i <= 7; i++) {
            press(i, 800, new TelephoneEvent(1, i > 4, 10, Math.min(i, 5) * SAMPLES));
        }
        press(8, 8000, new TelephoneEvent(1, false, 10, SAMPLES));
        press(9, 16_000, new TelephoneEvent(11, true, 10, SAMPLES));
        press(10, 24_000, new TelephoneEvent(99, true, 10, SAMPLES));

        assertThat(listening.heard().keys()).isEqualTo("11#?");
        assertThat(TelephoneEvent.parse(new byte[3])).isNull();
    }

    @Test
    void anEchoSaysWhatWasHeardAndNoMoreThanHalfASecond() {
        Echo echo = new Echo();
        Listening echoing = new Listening(echo);
        short[] samples = AudioSource.tone(500).next(8000);

        echoing.take(new RtpPacket(0, false, 1, 0, 1, G711.PCMU.encode(samples)), EVENTS);

        assertThat(echo.next(4000)[101]).isCloseTo(samples[101], Offset.offset((short) 600));
        assertThat(echo.next(1)).containsExactly(0);
    }
}
