package io.sidetone.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Our own messages of good and bad kinds, each with the verdict that the RFCs' rules give it.
class TortureTest {

    @TestFactory
    @Rfc(number = 4475, section = "3")
    Stream<DynamicTest> readsWhatIsValid() throws IOException {
        return each("valid", torture -> {
            assertThat(torture.verdict()).isEqualTo("well-formed");
            assertVerdict(torture);
            assertThat(new MessageParser().parse(torture.octets())).isInstanceOf(Parsed.class);
        });
    }

    @TestFactory
    @Rfc(number = 4475, section = "3")
    Stream<DynamicTest> refusesWhatIsNot() throws IOException {
        return each("invalid", torture -> {
            assertThat(torture.verdict()).isNotEqualTo("well-formed");
            assertVerdict(torture);
        });
    }

    @TestFactory
    @Rfc(number = 3261, section = "18.3")
    @Rfc(number = 5626, section = "3.5.1")
    Stream<DynamicTest> cutsStreams() throws IOException {
        return each(
                "stream",
                torture -> assertThat(String.join(" | ", Verdict.ofStream(torture.octets())))
                        .isEqualTo(torture.verdict()));
    }

    private static Stream<DynamicTest> each(String folder, Consumer<TortureCase> test) throws IOException {
        return TortureCase.in(folder).stream()
                .map(torture -> DynamicTest.dynamicTest(torture.name(), () -> test.accept(torture)));
    }

    private static void assertVerdict(TortureCase torture) {
        assertThat(Verdict.of(torture.octets())).as(torture.name()).isEqualTo(torture.verdict());
        if (new MessageParser().parse(torture.octets()) instanceof Parsed(SipMessage message)) {
            assertWrittenAsRead(torture.octets(), message);
            for (String reading : torture.readings()) {
                String[] partAndText = reading.split(" = ?", 2);
                assertThat(Reading.of(message, partAndText[0])).as(reading).isEqualTo(partAndText[1]);
            }
        }
    }

    /// The message is written as it was read, without the line ends in front of it and the octets behind its
    /// body.
    static void assertWrittenAsRead(byte[] octets, SipMessage message) {
        byte[] written = message.toByteArray();
        int from = 0;
        while (octets[from] == '\r' || octets[from] == '\n') {
            from++;
        }
        assertThat(Text.decode(written, 0, written.length)).isEqualTo(Text.decode(octets, from, from + written.length));
        assertThat(written).isEqualTo(Arrays.copyOfRange(octets, from, from + written.length));
        assertThat(message.received()).isSameAs(message);
    }
}
