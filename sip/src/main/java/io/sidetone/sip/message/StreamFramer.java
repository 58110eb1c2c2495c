package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Malformed.Reason;
import io.sidetone.sip.text.Text;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a stream (TCP, TLS) into messages by their Content-Length and finds the keep-alives between them.
///
/// Octets go in as they come, in pieces of any size, and the search for the end of a header never starts over.
/// When the end of a message can not be known the stream is lost: what is wrong comes as the last frame and the
/// connection has to be closed. Holds at most one message of the parser's limits plus what was appended last.
/// Confined to the connection's thread.
@Rfc(number = 3261, section = "18.3")
@Rfc(number = 5626, section = "3.5.1")
public final class StreamFramer {

    private static final int MISSING = -1;
    private static final int BAD = -2;

    /// So many octets of line ends stay at most: one more makes a ping of them.
    private static final int LONGEST_LINE_ENDS = 3;

    private final MessageParser parser;
    private final ParserLimits limits;

    /// Empty between messages: most connections are idle most of the time.
    private byte[] buffer = new byte[0];

    private int start;
    private int end;

    /// Up to where the search for the end of the header has come.
    private int searched;

    /// Where the body begins, once the end of the header was found.
    private int bodyStart = MISSING;

    private int bodyLength;

    /// Where the Content-Length stands that is BAD, from the start of the message.
    private int badAt;

    private int awaitedPongs;
    private boolean lost;

    /// @param parser reads the messages, counts the malformed ones and sets the limits
    public StreamFramer(MessageParser parser) {
        this.parser = parser;
        this.limits = parser.limits();
    }

    /// Takes the octets from `from` (included) to `to` (excluded); the array may be used again afterwards.
    public void append(byte[] octets, int from, int to) {
        append(ByteBuffer.wrap(octets, from, to - from));
    }

    /// Takes the octets that remain in a buffer, which may be used again afterwards.
    public void append(ByteBuffer octets) {
        if (lost) {
            return;
        }
        int count = octets.remaining();
        if (buffer.length - end < count) {
            makeRoom(count);
        }
        octets.get(buffer, end, count);
        end += count;
    }

    private void makeRoom(int count) {
        int held = end - start;
        // What comes first is most often a whole message: it gets its exact size.
        byte[] target = buffer.length - held < count ? new byte[Math.max(2 * held, held + count)] : buffer;
        System.arraycopy(buffer, start, target, 0, held);
        buffer = target;
        searched -= start;
        bodyStart = bodyStart == MISSING ? MISSING : bodyStart - start;
        start = 0;
        end = held;
    }

    /// Says that a ping was sent: the next single line end is its pong.
    public void expectPong() {
        awaitedPongs++;
    }

    /// Whether the stream can not be read on; the connection has to be closed.
    public boolean isLost() {
        return lost;
    }

    /// Whether a message has begun and not ended. A line end, which may become a ping, is none: it may stay for
    /// ever (RFC 3261 §7.5). To be asked after [#next] gave all there is.
    public boolean isInMessage() {
        for (int at = start; at < end; at++) {
            boolean lineEnd = buffer[at] == '\r' || buffer[at] == '\n';
            if (!lineEnd || at - start >= LONGEST_LINE_ENDS) {
                return true;
            }
        }
        return false;
    }

    /// The next frame; null if more octets are needed first.
    public @Nullable StreamFrame next() {
        if (lost) {
            return null;
        }
        if (bodyStart == MISSING) {
            StreamFrame keepAlive = keepAlive();
            if (keepAlive != null || !findHeaderEnd()) {
                return keepAlive != null ? keepAlive : oversizedHeader();
            }
            int length = contentLength();
            if (length < 0) {
                return unframed(length);
            }
            if (length > limits.messageBytes() - (bodyStart - start)) {
                return lose(Reason.MESSAGE_SIZE, limits.messageBytes(), "message over the limit");
            }
            bodyLength = length;
        }
        return end - bodyStart < bodyLength ? null : message();
    }

    /// RFC 5626 §3.5.1, §4.4.1: between messages, two line ends are a ping and one is the answer to ours. One
    /// that nobody waits for is passed over (RFC 3261 §7.5), unless it may still become a ping.
    private @Nullable StreamFrame keepAlive() {
        while (end - start >= 2 && buffer[start] == '\r' && buffer[start + 1] == '\n') {
            if (awaitedPongs > 0) {
                awaitedPongs--;
                consume(2);
                return new StreamFrame.Pong();
            }
            int left = end - start;
            if (left >= 4 && buffer[start + 2] == '\r' && buffer[start + 3] == '\n') {
                consume(4);
                return new StreamFrame.Ping();
            }
            if (left == 2 || (left == 3 && buffer[start + 2] == '\r')) {
                return null;
            }
            consume(2);
        }
        return null;
    }

    private void consume(int count) {
        start += count;
        searched = start;
        bodyStart = MISSING;
        if (start == end) {
            start = 0;
            end = 0;
            searched = 0;
            buffer = new byte[0];
        }
    }

    /// Looks for the empty line behind the header from where the last search stopped.
    private boolean findHeaderEnd() {
        int at = searched;
        while (at < end) {
            if (buffer[at] == '\n' && at > start + 1) {
                int before = buffer[at - 1] == '\r' ? at - 2 : at - 1;
                if (before > start && buffer[before] == '\n') {
                    bodyStart = at + 1;
                    searched = bodyStart;
                    return true;
                }
            }
            at++;
        }
        searched = end;
        return false;
    }

    private @Nullable StreamFrame oversizedHeader() {
        return end - start > limits.headerBytes()
                ? lose(Reason.HEADER_SIZE, limits.headerBytes(), "header over the limit")
                : null;
    }

    /// The length that all Content-Length fields of the header agree on, MISSING, or BAD.
    ///
    /// The parser is not asked, since it stops at the first broken rule: a sender in front of us may have gone by
    /// a field behind that, and what is body to one must not be a message to the other.
    private int contentLength() {
        int agreed = MISSING;
        for (int line = behindStartLine(); line < bodyStart; line = behindLine(line)) {
            int letter = Text.lower(buffer[line]);
            int length = letter == 'c' || letter == 'l' ? contentLength(line) : MISSING;
            if (length == BAD || (length != MISSING && agreed != MISSING && length != agreed)) {
                badAt = line - start;
                return BAD;
            }
            agreed = length == MISSING ? agreed : length;
        }
        return agreed;
    }

    private int behindStartLine() {
        int at = start;
        while (at < bodyStart && (buffer[at] == '\r' || buffer[at] == '\n')) {
            at++;
        }
        return behindLine(at);
    }

    private int behindLine(int line) {
        int at = line;
        while (at < bodyStart && buffer[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    /// The length that a line of the header tells, MISSING if it is another field, or BAD.
    private int contentLength(int line) {
        int at = line;
        while (buffer[at] != ':' && buffer[at] != '\n' && !isBlank(buffer[at])) {
            at++;
        }
        if (!Text.equalsIgnoreCase(buffer, line, at, "Content-Length")
                && !Text.equalsIgnoreCase(buffer, line, at, "l")) {
            return MISSING;
        }
        at = skipBlanks(at);
        if (buffer[at] != ':') {
            return BAD;
        }
        at = skipBlanks(at + 1);
        int digits = at;
        long value = 0;
        while (buffer[at] >= '0' && buffer[at] <= '9' && value <= Integer.MAX_VALUE) {
            value = 10 * value + buffer[at++] - '0';
        }
        boolean ends = behindLineEnd(skipBlanks(at)) != MISSING;
        return at == digits || value > Integer.MAX_VALUE || !ends ? BAD : (int) value;
    }

    private int skipBlanks(int from) {
        int at = from;
        int next = at;
        while (next != MISSING) {
            at = next;
            next = isBlank(buffer[at]) ? at + 1 : behindFold(at);
        }
        return at;
    }

    private int behindFold(int at) {
        int next = behindLineEnd(at);
        return next != MISSING && next < bodyStart && isBlank(buffer[next]) ? next : MISSING;
    }

    /// The offset behind a line end, or MISSING if none is there.
    private int behindLineEnd(int at) {
        if (buffer[at] == '\n') {
            return at + 1;
        }
        return buffer[at] == '\r' && buffer[at + 1] == '\n' ? at + 2 : MISSING;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private StreamFrame message() {
        int to = bodyStart + bodyLength;
        boolean all = start == 0 && to == buffer.length;
        byte[] octets = all ? buffer : Arrays.copyOfRange(buffer, start, to);
        consume(to - start);
        return new StreamFrame.Message(parser.parse(octets));
    }

    /// A header that does not say where its message ends: on a stream that must be said (§20.14).
    @Rfc(number = 3261, section = "20.14")
    private StreamFrame unframed(int length) {
        return length == MISSING
                ? lose(Reason.CONTENT_LENGTH, bodyStart - start, "Content-Length needed on a stream")
                : lose(Reason.CONTENT_LENGTH, badAt, "no decimal number, or several that differ");
    }

    private StreamFrame lose(Reason reason, int offset, String rule) {
        lost = true;
        parser.count(reason);
        int headerEnd = bodyStart == MISSING ? end : bodyStart;
        byte[] header = Arrays.copyOfRange(buffer, start, headerEnd);
        ParseResult read = new MessageIndexer(header, 0, header.length, limits).index();
        SipRequest request = switch (read) {
            case Parsed parsed -> MessageCheck.answerable(parsed.message());
            case Malformed malformed -> malformed.request();
        };
        return new StreamFrame.Message(new Malformed(reason, offset, rule, request));
    }
}
