package io.sidetone.sip.sdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.text.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds for every description, shown with many that a seed makes.
class SessionDescriptionPropertyTest {

    private static final int ROUNDS = 1_000;

    private final List<String> sessionLines = List.of(
            "i=about",
            "u=http://example.com/",
            "c=IN IP4 192.0.2.1",
            "b=AS:64",
            "a=ice-lite",
            "a=group:BUNDLE 0 1",
            "q=?");
    private final List<String> mediaLines = List.of(
            "i=title",
            "c=IN IP6 2001:db8::1",
            "b=TIAS:64000",
            "a=rtpmap:96 opus/48000/2",
            "a=rtpmap:0 PCMU/8000",
            "a=fmtp:96 useinbandfec=1",
            "a=rtcp-fb:96 nack",
            "a=sendonly",
            "a=candidate:1 1 udp 1 192.0.2.1 9 typ host",
            "a=crypto:1 X inline:AQID",
            "a=mid:0",
            "a=\u00E4\u00F6:\u20AC",
            "k=clear:x");

    @Test
    void readsBackWhatItWrites() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            String text = generate(new Random(seed));

            SessionDescription description = SessionDescription.parse(text);

            assertThat(description.toByteArray()).as("seed %d", seed).isEqualTo(text.getBytes(UTF_8));
            assertThat(SessionDescription.parse(description.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(description);
        }
    }

    @Test
    void editsAsOneWouldEditTheText() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String text = generate(random);
            SessionDescription description = SessionDescription.parse(text);
            String end = text.contains("\r\n") ? "\r\n" : "\n";
            int port = random.nextInt(65_536);

            SessionDescription edited = description.withSessionName("edited");
            String expected = text.replaceFirst("s=-", "s=edited");
            if (!description.media().isEmpty()) {
                Media last = description.media().getLast().withPort(port).withoutAttribute("mid");
                edited = edited.withMedia(
                        description.media().size() - 1, last.withAddedAttribute(new Attribute("x", "1")));
                expected = editLastSection(expected, port, end);
            }

            assertThat(edited.toString()).as("seed %d", seed).isEqualTo(expected);
            assertThat(SessionDescription.parse(edited.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(edited);
        }
    }

    /// Gives the last section another port, takes its name away and adds an attribute, all by text.
    private static String editLastSection(String text, int port, String end) {
        String body = text.stripTrailing();
        int start = body.lastIndexOf("\nm=") + 1;
        String section = body.substring(start)
                .replaceFirst("^m=audio [0-9]+ ", "m=audio " + port + " ")
                .replaceAll("\r?\na=mid:0(?=\r|\n|$)", "");
        return body.substring(0, start) + section + end + "a=x:1" + text.substring(body.length());
    }

    @Test
    void neverThrowsAnythingButASyntaxException() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            byte[] bytes = new byte[new Random(seed).nextInt(200)];
            new Random(seed).nextBytes(bytes);
            assertHarmless(bytes, seed);
        }
        List<String> seeds = List.of(Sdp.browser(), Sdp.phone());
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(UTF_8);
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = mutation(random);
            }
            assertHarmless(bytes, seed);
        }
    }

    private static byte mutation(Random random) {
        String likely = " :/=;|,-\r\n\0009amv";
        return (byte) (random.nextBoolean() ? likely.charAt(random.nextInt(likely.length())) : random.nextInt(256));
    }

    /// Reads everything that there is to read; whatever is not a syntax error fails the test with its seed.
    private static void assertHarmless(byte[] bytes, int seed) {
        try {
            SessionDescription description = SessionDescription.parse(bytes, 0, bytes.length);
            assertThat(description.toByteArray()).as("seed %d", seed).isEqualTo(bytes);
            for (Media media : description.media()) {
                readAll(media);
                OfferAnswer.isHold(description, media);
            }
            OfferAnswer.checkAnswer(description, description);
            OfferAnswer.checkSuccessor(description, description);
            description.zoneAdjustments();
            description.timings();
            description.origin();
            description.connection();
        } catch (SyntaxException e) {
            assertThat(e.offset()).as("seed %d", seed).isBetween(0, bytes.length);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void readAll(Media media) {
        for (Fmtp fmtp : media.fmtps()) {
            fmtp.parameters();
        }
        for (Crypto crypto : media.cryptos()) {
            readKeys(crypto);
        }
        List<AttributeValue> values = new ArrayList<>(media.candidates());
        values.addAll(media.rtpMaps());
        values.addAll(media.fmtps());
        values.addAll(media.cryptos());
        values.addAll(media.fingerprints());
        for (AttributeValue value : values) {
            assertThat(media.withAddedAttribute(value.attribute()).hasAttribute(value.attributeName()))
                    .isTrue();
        }
        Codecs.keep(media, codec -> codec.payload() % 2 == 0);
        Codecs.prefer(media, codec -> codec.payload() % 2 == 0);
        assertThat(Codecs.set(media, Codecs.of(media)).kind()).isEqualTo(media.kind());
    }

    private static void readKeys(Crypto crypto) {
        try {
            assertThat(crypto.inlineKeys()).isNotEmpty();
        } catch (SyntaxException e) {
            assertThat(e.offset()).isNotNegative();
        }
    }

    private String generate(Random random) {
        List<String> lines =
                new ArrayList<>(List.of("v=0", "o=- 1 " + random.nextInt(100) + " IN IP4 192.0.2.1", "s=-"));
        if (random.nextBoolean()) {
            lines.add("t=0 0");
        }
        pick(random, sessionLines, lines);
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add("m=audio " + random.nextInt(65_536) + " RTP/AVP 0 96");
            pick(random, mediaLines, lines);
        }
        String end = random.nextBoolean() ? "\r\n" : "\n";
        String tail = end.repeat(random.nextInt(3));
        return String.join(end, lines) + tail;
    }

    private static void pick(Random random, List<String> from, List<String> to) {
        for (String line : from) {
            if (random.nextInt(3) == 0) {
                to.add(line);
            }
        }
    }
}
