package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts a description into lines and sections. Confined to the thread that uses it.
@Rfc(number = 8866, section = "5")
final class SdpParser {

    private final byte[] bytes;
    private final SdpLimits limits;

    SdpParser(byte[] bytes, SdpLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    SessionDescription parse() throws SyntaxException {
        int end = bytes.length;
        while (end > 0 && isBreak(bytes[end - 1])) {
            end--;
        }
        List<SdpLine> lines = lines(end);
        // §5.1: the version comes first, and there is only one.
        if (lines.isEmpty() || lines.getFirst().type() != 'v') {
            throw new SyntaxException("v= expected", 0);
        }
        if (!lines.getFirst().value().equals("0")) {
            throw new SyntaxException("version 0 expected", 2);
        }
        int first = nextMedia(lines, 1);
        List<Media> media = new ArrayList<>();
        for (int from = first; from < lines.size(); ) {
            int to = nextMedia(lines, from + 1);
            if (media.size() == limits.maxMedia()) {
                throw new SyntaxException(
                        "more than " + limits.maxMedia() + " media sections",
                        lines.get(from).reader().position());
            }
            media.add(Media.read(lines.subList(from, to)));
            from = to;
        }
        boolean bareLineFeeds = lineFeedsAreBare();
        byte[] tail = Arrays.copyOfRange(bytes, end, bytes.length);
        return new SessionDescription(lines.subList(0, first), media, bareLineFeeds, tail);
    }

    private List<SdpLine> lines(int end) throws SyntaxException {
        List<SdpLine> lines = new ArrayList<>();
        for (int from = 0; from < end; ) {
            int feed = from;
            while (feed < end && bytes[feed] != '\n') {
                feed++;
            }
            // §5: CRLF ends a line, and a reader takes a bare LF too.
            int to = feed;
            while (to > from && bytes[to - 1] == '\r') {
                to--;
            }
            if (lines.size() == limits.maxLines()) {
                throw new SyntaxException("more than " + limits.maxLines() + " lines", from);
            }
            int next = Math.min(feed + 1, end);
            lines.add(line(from, to, next));
            from = next;
        }
        return lines;
    }

    private SdpLine line(int from, int to, int next) throws SyntaxException {
        if (to - from < 2 || !SdpLine.isType(bytes[from]) || bytes[from + 1] != '=') {
            throw new SyntaxException("type and '=' expected", from);
        }
        if (bytes[from] == 'v' && from > 0) {
            throw new SyntaxException("second v=", from);
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0 || bytes[i] == '\r') {
                throw new SyntaxException("NUL or CR inside a line", i);
            }
        }
        return new SdpLine(bytes, from, to, next);
    }

    private static int nextMedia(List<SdpLine> lines, int from) {
        int i = from;
        while (i < lines.size() && lines.get(i).type() != 'm') {
            i++;
        }
        return i;
    }

    private boolean lineFeedsAreBare() {
        int feed = 0;
        while (feed < bytes.length && bytes[feed] != '\n') {
            feed++;
        }
        return feed < bytes.length && feed > 0 && bytes[feed - 1] != '\r';
    }

    private static boolean isBreak(byte octet) {
        return octet == '\r' || octet == '\n';
    }
}
