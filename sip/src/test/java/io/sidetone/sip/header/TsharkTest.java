package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.peers.Tshark;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("peers")
class TsharkTest {

    /// What tshark 4.0 complains about, one name for all values: fields of RFC 3261 §20.33 with more than
    /// seconds, of RFC 7615, which it does not know, and of a draft.
    private static final Set<String> REFUSED_BY_MISTAKE =
            Set.of("Retry-After", "Proxy-Authentication-Info", "Remote-Party-ID");

    @TempDir
    Path folder;

    @Test
    void takesEveryValueThatIsWrittenHere() throws Exception {
        Samples samples = new Samples();
        List<String> lines = new ArrayList<>();
        for (HeaderType<?> type : HeaderTypes.all()) {
            for (String sample : samples.of(type)) {
                lines.add(type.name() + ": " + rewritten(type, sample));
            }
        }
        List<byte[]> messages = lines.stream()
                .map(line -> Text.encode("OPTIONS sip:a@example.com SIP/2.0\r\n" + line + "\r\n\r\n"))
                .toList();

        List<Map<String, String>> read =
                new Tshark(folder).dissect(messages, "sip.Method", "_ws.malformed", "_ws.expert.message");

        assertThat(read).hasSameSizeAs(lines);
        Set<String> refused = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(read.get(i)).as(lines.get(i)).containsEntry("sip.Method", "OPTIONS");
            if (!read.get(i).values().stream().skip(1).allMatch(String::isEmpty)) {
                refused.add(lines.get(i).substring(0, lines.get(i).indexOf(':')));
            }
        }
        assertThat(refused).hasSameElementsAs(REFUSED_BY_MISTAKE);
    }

    private static <T> String rewritten(HeaderType<T> type, String sample) throws SyntaxException {
        byte[] octets = Text.encode(sample);
        ByteWriter out = new ByteWriter(64);
        type.write(type.parse(octets, 0, octets.length), out);
        return out.toString();
    }
}
