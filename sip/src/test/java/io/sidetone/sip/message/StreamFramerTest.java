package io.sidetone.sip.message;

import static io.sidetone.sip.message.Samples.INVITE;
import static io.sidetone.sip.message.Samples.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Malformed.Reason;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamFramerTest {

    private static final String OPTIONS = lines("OPTIONS sip:a@b SIP/2.0", "v: SIP/2.0/TCP h", "l : 0", "", "");

    private final MessageParser parser = new MessageParser(new ParserLimits(4000, 2000, 1000, 50));
    private final StreamFramer framer = new StreamFramer(parser);

    @Test
    @Rfc(number = 3261, section = "18.3")
    void cutsMessagesAtTheirContentLength() {
        assertThat(frames(INVITE + OPTIONS + INVITE)).containsExactly(INVITE, OPTIONS, INVITE);
    }

    @Test
    @Rfc(number = 3261, section = "18.3")
    void takesPiecesOfAnySize() {
        String stream = INVITE + "\r\n\r\n" + OPTIONS + "\r\n\r\n" + INVITE;
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            StreamFramer fresh = new StreamFramer(parser);
            List<String> frames = new ArrayList<>();
            byte[] octets = Text.encode(stream);
            int at = 0;
            while (at < octets.length) {
                int next = Math.min(octets.length, at + 1 + random.nextInt(seed % 2 == 0 ? 3 : 400));
                fresh.append(octets, at, next);
                drain(fresh, frames);
                at = next;
            }
            assertThat(frames).as("seed " + seed).containsExactly(INVITE, "ping", OPTIONS, "ping", INVITE);
        }
    }

    @Test
    @Rfc(number = 5626, section = "3.5.1")
    void tellsPingsFromPongs() {
        assertThat(frames("\r\n\r\n")).containsExactly("ping");
        assertThat(frames("\r\n")).isEmpty();
        assertThat(frames("\r\n")).containsExactly("ping");
        framer.expectPong();
        assertThat(frames("\r\n")).containsExactly("pong");
        assertThat(frames("\r\n" + OPTIONS)).containsExactly(OPTIONS);
    }

    @Test
    void looksForTheLengthInTheHeaderOnly() {
        String header = "OPTIONS sip:a@b SIP/2.0\r\nl\n\n";

        assertThat(frames(header + "0\r\n")).containsExactly("CONTENT_LENGTH");
        assertThat(framer.isLost()).isTrue();
    }

    @Test
    void goesOnAfterAMalformedMessageWhoseEndIsKnown() {
        String broken = lines("OPTIONS sip:a@b SIP/2.0", "no colon", "Content-Length: 1", "", "x");

        assertThat(frames(broken + OPTIONS)).containsExactly("HEADER_LINE", OPTIONS);
        assertThat(framer.isLost()).isFalse();
    }

    @Test
    @Rfc(number = 3261, section = "20.14")
    void isLostWithoutAContentLength() {
        assertThat(frames(OPTIONS.replace("l : 0", "X: y") + OPTIONS)).containsExactly("CONTENT_LENGTH answerable");
        assertThat(framer.isLost()).isTrue();
        assertThat(frames(OPTIONS)).isEmpty();
        assertThat(parser.malformed(Reason.CONTENT_LENGTH)).isEqualTo(1);
    }

    @Test
    @Rfc(number = 3261, section = "20.14")
    void isLostWithABadContentLength() {
        for (String length : new String[] {"l: -1", "l: x", "l: 5 6", "l: 99999999999", "l:", "l: 0\r\nl: 5"}) {
            StreamFramer fresh = new StreamFramer(parser);
            byte[] octets = Text.encode(OPTIONS.replace("l : 0", length) + "12345");
            fresh.append(octets, 0, octets.length);
            List<String> frames = new ArrayList<>();
            drain(fresh, frames);
            assertThat(frames).as(length).containsExactly("CONTENT_LENGTH answerable");
            assertThat(fresh.isLost()).isTrue();
        }
    }

    @Test
    @Rfc(number = 3261, section = "20.14")
    void isLostWithABadContentLengthBehindABrokenLine() {
        for (String lines : new String[] {
            "no colon\r\nl: 0\r\nl: 5", "l: 5\r\nno colon\r\nL: 0", "no colon\r\nl: x", "l 5", "l 5\r\nl: 5", "l: 5\r\r"
        }) {
            StreamFramer fresh = new StreamFramer(parser);
            byte[] octets = Text.encode(OPTIONS.replace("l : 0", lines) + "12345");
            fresh.append(octets, 0, octets.length);
            List<String> frames = new ArrayList<>();
            drain(fresh, frames);
            assertThat(frames).as(lines).containsExactly("CONTENT_LENGTH answerable");
            assertThat(fresh.isLost()).as(lines).isTrue();
        }
    }

    @Test
    void saysWhereTheBadContentLengthIs() {
        String stream = OPTIONS.replace("l : 0", "l: 0\r\nl: 5");
        byte[] octets = Text.encode(OPTIONS + stream);
        framer.append(octets, 0, octets.length);
        framer.next();

        assertThat(framer.next())
                .isInstanceOfSatisfying(
                        StreamFrame.Message.class,
                        frame -> assertThat(((Malformed) frame.result()).offset())
                                .isEqualTo(stream.indexOf("l: 5")));
    }

    @Test
    @Rfc(number = 3261, section = "7.3.1")
    void readsAContentLengthInAnySpelling() {
        for (String length : new String[] {
            "l:5",
            "L\t:\t5 ",
            "Content-Length:\r\n 5",
            "CONTENT-LENGTH: 0005\r\n\t",
            "l: 5\r\nX: l\r\n l: 7",
            "l: 5\r\nl:5"
        }) {
            String stream = OPTIONS.replace("l : 0", length) + "12345";
            assertThat(frames(stream + OPTIONS)).as(length).containsExactly(stream, OPTIONS);
        }
    }

    @Test
    void doesNotTakeTheStartLineForAField() {
        String odd = OPTIONS.replace("OPTIONS ", "l ");

        assertThat(frames(odd + OPTIONS)).containsExactly(odd, OPTIONS);
    }

    @Test
    void isLostWhenALimitIsPassed() {
        assertThat(frames(OPTIONS.replace("l : 0", "l : 3990"))).containsExactly("MESSAGE_SIZE answerable");
        assertThat(framer.isLost()).isTrue();
        StreamFramer endless = new StreamFramer(parser);
        List<String> frames = new ArrayList<>();
        byte[] octets = Text.encode("x".repeat(100));
        for (int i = 0; i < 1000; i++) {
            endless.append(octets, 0, octets.length);
            drain(endless, frames);
        }
        assertThat(frames).containsExactly("HEADER_SIZE");
    }

    @Test
    @Rfc(number = 3261, section = "7.5")
    void knowsWhetherAMessageHasBegun() {
        assertThat(framer.isInMessage()).isFalse();
        for (String lineEnds : new String[] {"\r", "\n", "\r", "\n"}) {
            frames(lineEnds);
            assertThat(framer.isInMessage()).isFalse();
        }
        for (int i = 0; i < OPTIONS.length() - 1; i++) {
            assertThat(frames(OPTIONS.substring(i, i + 1))).isEmpty();
            assertThat(framer.isInMessage()).as("after " + i).isTrue();
        }
        assertThat(frames("\n")).containsExactly(OPTIONS);
        assertThat(framer.isInMessage()).isFalse();
        frames("\n".repeat(4));
        assertThat(framer.isInMessage()).as("no end of line ends").isTrue();
    }

    /// A message that fills the buffer gets it, so that nothing is copied: then it must never be written to
    /// again.
    @Test
    void neverWritesToAMessageThatItHasHandedOver() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StreamFramer fresh = new StreamFramer(parser);
            List<SipMessage> messages = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            String left = "";
            for (int i = 0; i < 20; i++) {
                String text = OPTIONS.replace("l : 0", "l : 9").concat("body %04d".formatted(random.nextInt(10_000)));
                texts.add(text);
                left += text;
                // Most often up to the very end of a message.
                int count = random.nextInt(4) == 0 ? random.nextInt(left.length() + 1) : left.length();
                byte[] octets = Text.encode(left.substring(0, count));
                left = left.substring(count);
                fresh.append(octets, 0, octets.length);
                Arrays.fill(octets, (byte) 'x');
                for (StreamFrame frame = fresh.next(); frame != null; frame = fresh.next()) {
                    messages.add(((Parsed) ((StreamFrame.Message) frame).result()).message());
                }
            }
            assertThat(messages.stream().map(Samples::text).toList())
                    .as("seed " + seed)
                    .isEqualTo(texts.subList(0, messages.size()))
                    .hasSizeGreaterThan(17);
        }
    }

    private List<String> frames(String stream) {
        byte[] octets = Text.encode(stream);
        framer.append(octets, 0, octets.length);
        List<String> frames = new ArrayList<>();
        drain(framer, frames);
        return frames;
    }

    private static void drain(StreamFramer framer, List<String> frames) {
        StreamFrame frame = framer.next();
        while (frame != null) {
            frames.add(describe(frame));
            frame = framer.next();
        }
    }

    private static String describe(StreamFrame frame) {
        return switch (frame) {
            case StreamFrame.Ping _ -> "ping";
            case StreamFrame.Pong _ -> "pong";
            case StreamFrame.Message(Parsed(SipMessage message)) -> Samples.text(message);
            case StreamFrame.Message(Malformed bad) -> bad.reason() + (bad.answerable() ? " answerable" : "");
        };
    }
}
