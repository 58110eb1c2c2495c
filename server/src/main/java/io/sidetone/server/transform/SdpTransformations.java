package io.sidetone.server.transform;

import static io.sidetone.script.define.ParameterKind.INTEGER;
import static io.sidetone.script.define.ParameterKind.STRING;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.transform.Structure;
import io.sidetone.script.value.Type;
import io.sidetone.script.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `{sdp.*}`: lines and streams of a session description, as they are written. Whether all of it is well-formed
/// does not matter.
final class SdpTransformations {

    private static final Structure<List<String>> LINES = new Structure<>(SdpTransformations::lines);

    private static final String WHOLE =
            "\"v=0\\r\\nm=audio 1 RTP/AVP 0\\r\\na=sendonly\\r\\nm=video 2 RTP/AVP 31\\r\\n\"";

    private SdpTransformations() {}

    static List<TransformationDefinition> all() {
        Parameter stream = Parameter.of(
                "stream", STRING, "Its place, from 0, from the end if negative; or its kind of media, in any case.");
        return List.of(
                row(
                                "sdp.line",
                                "One of the lines of a type; null if there is none.",
                                "{sdp.line,m,1} -> \"m=video 2 RTP/AVP 31\"",
                                (lines, arguments) -> line(lines, arguments.character(0), arguments.numberOr(1, 0)))
                        .taking(
                                Parameter.of("type", STRING, "The letter before `=`."),
                                Parameter.of("index", INTEGER, "Which of them, from 0.")
                                        .orNothing()),
                row(
                                "sdp.stream",
                                "A stream, from its line `m=` on; of several of a kind the first; null if "
                                        + "there is none.",
                                "{sdp.stream,-1} -> \"m=video 2 RTP/AVP 31\\r\\n\"",
                                (lines, arguments) -> stream(lines, arguments.text(0)))
                        .taking(stream),
                row(
                                "sdp.stream-delete",
                                "All without a stream, or without all streams of a kind; null if there is none.",
                                "{sdp.stream-delete,audio} -> \"v=0\\r\\nm=video 2 RTP/AVP 31\\r\\n\"",
                                (lines, arguments) -> without(lines, arguments.text(0)))
                        .taking(stream));
    }

    private static TransformationDefinition row(
            String name, String description, String example, Structure.Part<List<String>> part) {
        return LINES.whole(
                TransformationDefinition.of(name, Type.STRING, (_, _) -> null, description, WHOLE + example)
                        .of(Family.OPENSIPS),
                part);
    }

    /// The lines, each with its end.
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    private static @Nullable String line(List<String> lines, char type, long index) {
        long left = index;
        for (String line : lines) {
            if (isOf(line, type) && left-- == 0) {
                return line.stripTrailing();
            }
        }
        return null;
    }

    private static boolean isOf(String line, char type) {
        return line.length() > 1 && line.charAt(0) == type && line.charAt(1) == '=';
    }

    private static @Nullable String stream(List<String> lines, String which) {
        List<Boolean> chosen = chosen(lines, which, true);
        return chosen.contains(true) ? joined(lines, chosen, true) : null;
    }

    private static @Nullable String without(List<String> lines, String which) {
        List<Boolean> chosen = chosen(lines, which, false);
        return chosen.contains(true) ? joined(lines, chosen, false) : null;
    }

    private static String joined(List<String> lines, List<Boolean> chosen, boolean taken) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            out.append(chosen.get(i) == taken ? lines.get(i) : "");
        }
        return out.toString();
    }

    /// For each line whether it belongs to a stream that is meant.
    private static List<Boolean> chosen(List<String> lines, String which, boolean one) {
        Long number = Values.integer(which);
        long streams = lines.stream().filter(line -> isOf(line, 'm')).count();
        long place = number == null ? -1 : number < 0 ? streams + number : number;
        List<Boolean> chosen = new ArrayList<>();
        boolean inside = false;
        boolean found = false;
        int stream = -1;
        for (String line : lines) {
            if (isOf(line, 'm')) {
                stream++;
                inside = number == null ? isMedia(line, which) && !(one && found) : stream == place;
                found |= inside;
            }
            chosen.add(inside);
        }
        return chosen;
    }

    private static boolean isMedia(String line, String kind) {
        return line.length() > kind.length() + 2
                && line.regionMatches(true, 2, kind, 0, kind.length())
                && line.charAt(kind.length() + 2) == ' ';
    }
}
