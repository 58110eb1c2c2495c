package io.sidetone.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.MessageGenerator.Generated;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What holds for any message.
class MessagePropertyTest {

    private static final int MESSAGES = 1500;
    private static final int MUTATIONS = 1800;
    private static final int STREAMS = 300;

    private static final String SIGNIFICANT = "\r\n\r\n \t:;,<>\"\\@%[]=?\0\u00ff/.0l";
    private static final Pattern OFFSET = Pattern.compile("(?<= at )\\d+");

    private final MessageParser parser = new MessageParser();

    @Test
    @Rfc(number = 3261, section = "7.3.1")
    @Rfc(number = 3261, section = "7.3.3")
    void anySpellingReadsAsWhatIsMeant() {
        for (long seed = 0; seed < MESSAGES; seed++) {
            Generated generated = MessageGenerator.next(new Random(seed));
            SipMessage message = Samples.message(generated.octets());
            assertThat(Verdict.of(generated.octets())).as("seed " + seed).isEqualTo("well-formed");
            for (var reading : generated.readings().entrySet()) {
                assertThat(Reading.of(message, reading.getKey()))
                        .as("seed " + seed + ", " + reading.getKey())
                        .isEqualTo(reading.getValue());
            }
        }
    }

    @Test
    void whatIsReadIsWrittenTheSame() {
        for (long seed = 0; seed < MESSAGES; seed++) {
            byte[] octets = MessageGenerator.next(new Random(seed)).octets();
            SipMessage message = Samples.message(octets);
            assertThat(message.toByteArray()).as("seed " + seed).isEqualTo(octets);
            assertThat(message.edit().build().toByteArray()).as("seed " + seed).isEqualTo(octets);
        }
    }

    @Test
    void editsAreWhatATextEditorWouldDo() throws SyntaxException {
        for (long seed = 0; seed < MESSAGES; seed++) {
            Random random = new Random(seed);
            Generated generated = MessageGenerator.next(random);
            SipMessage message = Samples.message(generated.octets());
            NaiveEditor editor = new NaiveEditor(generated.head(), generated.body());
            MessageBuilder<?> builder = message.edit();
            List<Edit> edits = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                Edit edit = anyEdit(random);
                edit.ours().accept(builder);
                edit.theirs().accept(editor);
                edits.add(edit);
            }
            String what = "seed " + seed + ": " + edits;
            SipMessage edited = builder.build();
            byte[] expected = new Generated(editor.head(), editor.body(), generated.readings()).octets();
            assertThat(Text.decode(edited.toByteArray(), 0, edited.toByteArray().length))
                    .as(what)
                    .isEqualTo(Text.decode(expected, 0, expected.length));
            assertThat(edited.toByteArray()).as(what).isEqualTo(expected);
            assertReadsBack(edited, what);
            assertThat(message.toByteArray()).as(what).isEqualTo(generated.octets());
        }
    }

    /// The same edit made by us and by a text editor.
    private record Edit(String name, Consumer<MessageBuilder<?>> ours, Consumer<NaiveEditor> theirs) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Edit anyEdit(Random random) throws SyntaxException {
        int number = random.nextInt(256);
        String text = "ä " + number;
        Via via = value(Headers.VIA, "SIP/2.0/TLS gull.example;branch=z9hG4bKg" + number);
        NameAddress route = value(Headers.ROUTE, "<sip:r" + number + ".example;lr>");
        String name = any(random, "Via", "x-1", "X-9", "Contact", "Supported", "k", "Max-Forwards", "Subject", "From");
        return any(
                random,
                new Edit(
                        "prepend Via",
                        ours -> ours.prepend(Headers.VIA, via),
                        theirs -> theirs.prepend("Via", via.text())),
                new Edit(
                        "first Via",
                        ours -> ours.setFirst(Headers.VIA, via),
                        theirs -> theirs.setFirst("Via", via.text())),
                new Edit("no first Via", ours -> ours.removeFirst(Headers.VIA), theirs -> theirs.removeFirst("Via")),
                new Edit(
                        "no first Route",
                        ours -> ours.removeFirst(Headers.ROUTE),
                        theirs -> theirs.removeFirst("Route")),
                new Edit(
                        "first Route",
                        ours -> ours.setFirst(Headers.ROUTE, route),
                        theirs -> theirs.setFirst("Route", route.text())),
                new Edit(
                        "Route",
                        ours -> ours.append(Headers.ROUTE, route),
                        theirs -> theirs.append("Route", route.text())),
                new Edit(
                        "Subject",
                        ours -> ours.setFirst(Headers.SUBJECT, text),
                        theirs -> theirs.setText("Subject", text)),
                new Edit(
                        "hops",
                        ours -> ours.set(Headers.MAX_FORWARDS, number),
                        theirs -> theirs.set("Max-Forwards", number + "")),
                new Edit("set " + name, ours -> ours.set(name, text), theirs -> theirs.set(name, text)),
                new Edit("no " + name, ours -> ours.remove(name), theirs -> theirs.remove(name)),
                new Edit("append " + name, ours -> ours.append(name, text), theirs -> theirs.append(name, text)),
                new Edit("prepend " + name, ours -> ours.prepend(name, text), theirs -> theirs.prepend(name, text)),
                new Edit("no body", MessageBuilder::withoutBody, NaiveEditor::withoutBody),
                new Edit(
                        "body",
                        ours -> ours.body("x/y", new byte[] {0, 13, 10, -1}),
                        theirs -> theirs.body("x/y", "\0\r\n\u00ff")));
    }

    @SafeVarargs
    private static <T> T any(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static <T> T value(HeaderType<T> type, String text) throws SyntaxException {
        byte[] octets = Text.encode(text);
        return type.parse(octets, 0, octets.length);
    }

    /// What is written reads back with the same fields and the same values.
    private void assertReadsBack(SipMessage message, String what) {
        SipMessage again = Samples.message(message.toByteArray());
        assertThat(again.fields())
                .as(what)
                .extracting(HeaderField::toString)
                .isEqualTo(message.fields().stream().map(HeaderField::toString).toList());
        for (HeaderType<?> type : Verdict.allTypes()) {
            assertThat(again.all(type)).as(what + ", " + type).isEqualTo(message.all(type));
        }
        assertThat(again.body()).as(what).isEqualTo(message.body());
    }

    @Test
    @Rfc(number = 4475, section = "3")
    void nothingThrowsWhateverComesIn() {
        Set<String> kinds = new TreeSet<>();
        for (long seed = 0; seed < MUTATIONS; seed++) {
            byte[] octets = mutated(seed);
            try {
                ParseResult result = parser.parse(octets);
                lookAtEverything(result);
                kinds.add(Verdict.of(result).replaceAll("( but)?( for .*)?( at \\d+)?$", ""));
            } catch (RuntimeException error) {
                throw new AssertionError("seed " + seed + ": " + Text.decode(octets, 0, octets.length), error);
            }
        }
        assertThat(kinds)
                .as("kinds of what the mutations make")
                .contains(
                        "well-formed", "400 HEADER_LINE", "400 FIELD_VALUE", "400 CONTENT_LENGTH", "discard START_LINE")
                .hasSizeGreaterThan(15);
    }

    private static void lookAtEverything(ParseResult result) {
        switch (result) {
            case Parsed(SipMessage message) -> {
                lookAtFields(message);
                edits(message).forEach(MessagePropertyTest::assertReadable);
            }
            case Malformed malformed -> {
                assertThat(malformed.offset()).isNotNegative();
                SipRequest request = malformed.request();
                if (request != null) {
                    lookAtFields(request);
                    edits(request).forEach(SipMessage::toByteArray);
                }
            }
        }
    }

    private static void lookAtFields(SipMessage message) {
        assertThat(Verdict.of(new Parsed(message))).isNotEmpty();
        for (HeaderField field : message.fields()) {
            assertThat(field.name()).isNotEmpty();
            assertThat(field.values()).isNotNull();
            assertThat(message.field(field.name())).isNotNull();
        }
        if (message instanceof SipRequest request) {
            assertReadable(SipResponse.answer(request, 400, "Bad Request").build());
        }
    }

    /// The message with the first value of each type set to itself, and taken away.
    private static List<SipMessage> edits(SipMessage message) {
        List<SipMessage> edits = new ArrayList<>();
        edits.add(message.edit()
                .prepend("Via", "v")
                .set("From", "f")
                .withoutBody()
                .build());
        for (HeaderType<?> type : Verdict.allTypes()) {
            edits.add(message.edit().removeFirst(type).build());
            edits.add(withFirstAgain(message, type));
        }
        return edits;
    }

    private static <T> SipMessage withFirstAgain(SipMessage message, HeaderType<T> type) {
        T first = message.first(type);
        return first == null ? message : message.edit().setFirst(type, first).build();
    }

    private static void assertReadable(SipMessage message) {
        byte[] octets = message.toByteArray();
        assertThat(new MessageParser().parse(octets))
                .as(Text.decode(octets, 0, octets.length))
                .isInstanceOf(Parsed.class);
    }

    @Test
    @Rfc(number = 3261, section = "18.3")
    void streamsAreCutTheSameHoweverTheyCome() {
        for (long seed = 0; seed < STREAMS; seed++) {
            Random random = new Random(seed);
            ByteWriter stream = new ByteWriter(4000);
            List<String> expected = new ArrayList<>();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                byte[] octets = MessageGenerator.next(random).octets();
                stream.octets(octets);
                expected.add(Verdict.of(new StreamFrame.Message(parser.parse(octets))));
                if (random.nextInt(3) == 0) {
                    stream.text("\r\n\r\n");
                    expected.add("ping");
                }
            }
            assertThat(pieces(stream.toByteArray(), random)).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void brokenStreamsAreCutTheSameHoweverTheyCome() {
        for (long seed = 0; seed < STREAMS * 5; seed++) {
            Random random = new Random(seed);
            byte[] stream = new ByteWriter(2000)
                    .octets(mutated(seed))
                    .octets(mutated(seed + 1))
                    .toByteArray();
            assertThat(pieces(stream, random)).as("seed " + seed).isEqualTo(pieces(stream, null));
        }
    }

    private static List<String> pieces(byte[] stream, Random random) {
        StreamFramer framer = new StreamFramer(new MessageParser());
        List<String> frames = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int size = random == null ? stream.length : 1 + random.nextInt(random.nextBoolean() ? 3 : 700);
            int to = Math.min(stream.length, at + size);
            framer.append(stream, at, to);
            for (StreamFrame frame = framer.next(); frame != null; frame = framer.next()) {
                frames.add(Verdict.of(frame));
            }
            at = to;
        }
        return frames;
    }

    @Test
    void aSliceReadsAsTheWholeDoes() {
        for (long seed = 0; seed < MUTATIONS / 2; seed++) {
            Random random = new Random(seed);
            byte[] octets = random.nextBoolean()
                    ? mutated(seed)
                    : MessageGenerator.next(random).octets();
            byte[] around = new byte[random.nextInt(40)];
            random.nextBytes(around);
            byte[] padded = new ByteWriter(1000)
                    .octets(around)
                    .octets(octets)
                    .octets(around)
                    .toByteArray();
            ParseResult slice = parser.parse(padded, around.length, around.length + octets.length);
            ParseResult whole = parser.parse(octets);
            assertThat(Verdict.of(slice)).as("seed " + seed).isEqualTo(shifted(Verdict.of(whole), around.length));
            if (whole instanceof Parsed(SipMessage one) && slice instanceof Parsed(SipMessage other)) {
                assertThat(other.toByteArray()).as("seed " + seed).isEqualTo(one.toByteArray());
            }
        }
    }

    private static String shifted(String verdict, int by) {
        Matcher offsets = OFFSET.matcher(verdict);
        return offsets.replaceAll(offset -> Integer.toString(Integer.parseInt(offset.group()) + by));
    }

    private static byte[] mutated(long seed) {
        Random random = new Random(seed);
        byte[] octets = MessageGenerator.next(random).octets();
        for (int i = random.nextInt(4); i >= 0 && octets.length > 0; i--) {
            octets = mutated(octets, random);
        }
        return octets;
    }

    /// Changes, inserts, deletes or doubles some octets, or cuts them all off.
    private static byte[] mutated(byte[] octets, Random random) {
        int from = random.nextInt(octets.length);
        int to = Math.min(octets.length, from + 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 3));
        byte[] head = Arrays.copyOf(octets, from);
        byte[] some = Arrays.copyOfRange(octets, from, to);
        byte[] tail = Arrays.copyOfRange(octets, to, octets.length);
        ByteWriter out = new ByteWriter(1000).octets(head);
        switch (random.nextInt(6)) {
            case 0 -> out.octet(random.nextInt(256)).octets(tail);
            case 1 ->
                out.octet(SIGNIFICANT.charAt(random.nextInt(SIGNIFICANT.length())))
                        .octets(some)
                        .octets(tail);
            case 2 -> out.octets(tail);
            case 3 -> out.octets(some).octets(some).octets(tail);
            case 4 ->
                out.octet(SIGNIFICANT.charAt(random.nextInt(SIGNIFICANT.length())))
                        .octets(tail);
            default -> out.octets(random.nextInt(3) == 0 ? some : tail);
        }
        return out.toByteArray();
    }
}
