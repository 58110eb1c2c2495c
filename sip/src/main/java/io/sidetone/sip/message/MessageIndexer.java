package io.sidetone.sip.message;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Malformed.Reason;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Text;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One pass over the octets of one message. Confined to the call that made it.
///
/// The first broken rule is remembered and reading goes on, so that there is something to answer with.
final class MessageIndexer {

    private static final int VERSION_LENGTH = 7;
    private static final int UNKNOWN = -1;

    private final byte[] bytes;
    private final int end;
    private final ParserLimits limits;
    private int position;

    private int lineFrom;
    private int lineTo;
    private @Nullable Method method;
    private int uriFrom;
    private int uriTo;
    private int statusCode;
    private int phraseFrom;

    private HeaderField[] fields = new HeaderField[16];
    private int count;
    private long contentLength = UNKNOWN;

    private @Nullable Reason broken;
    private int brokenAt;
    private String brokenRule = "";

    MessageIndexer(byte[] bytes, int from, int to, ParserLimits limits) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
        this.limits = limits;
    }

    ParseResult index() {
        int from = position;
        skipLeadingLineEnds();
        if (position == end) {
            return new Malformed(Reason.EMPTY, from, "no start line", null);
        }
        if (end - from > limits.messageBytes()) {
            return new Malformed(Reason.MESSAGE_SIZE, from + limits.messageBytes(), "message over the limit", null);
        }
        startLine();
        Reason reason = broken;
        if (reason != null && method == null) {
            return new Malformed(reason, brokenAt, brokenRule, null);
        }
        int blank = header();
        int bodyFrom = position;
        int bodyTo = body(bodyFrom);
        SipMessage message = message(blank, bodyFrom, bodyTo);
        reason = broken;
        return reason == null
                ? new Parsed(message)
                : new Malformed(reason, brokenAt, brokenRule, MessageCheck.answerable(message));
    }

    private SipMessage message(int blank, int bodyFrom, int bodyTo) {
        Octets line = new Octets(bytes, lineFrom, lineTo);
        Octets tail = new Octets(bytes, blank, bodyTo);
        Method asked = method;
        if (asked == null) {
            int phraseTo = trimLineEnd(lineTo);
            return new SipResponse(line, statusCode, phraseFrom, phraseTo, fields, count, tail, bodyFrom);
        }
        return new SipRequest(line, asked, uriFrom, uriTo, fields, count, tail, bodyFrom);
    }

    private void fail(Reason reason, int offset, String rule) {
        if (broken == null) {
            broken = reason;
            brokenAt = offset;
            brokenRule = rule;
        }
    }

    /// §7.5: line ends in front of the start line are no part of the message.
    @Rfc(number = 3261, section = "7.5")
    private void skipLeadingLineEnds() {
        while (position < end && (bytes[position] == '\r' || bytes[position] == '\n')) {
            position++;
        }
    }

    private void startLine() {
        lineFrom = position;
        int lineEnd = LineScanner.findLineEnd(bytes, position, end);
        position = afterLineEnd(lineEnd);
        if (position < 0) {
            fail(Reason.START_LINE, lineEnd, "start line without its line end");
            position = end;
            return;
        }
        lineTo = position;
        if (lineTo - lineFrom > limits.lineBytes()) {
            fail(Reason.LINE_SIZE, lineFrom + limits.lineBytes(), "start line over the limit");
            return;
        }
        if (isVersion(lineFrom, lineEnd)
                && lineEnd > lineFrom + VERSION_LENGTH
                && bytes[lineFrom + VERSION_LENGTH] == ' ') {
            statusLine(lineEnd);
        } else {
            requestLine(lineEnd);
        }
    }

    /// The offset behind a line end (CRLF, or LF alone), or -1 if there is none.
    private int afterLineEnd(int at) {
        if (at < end && bytes[at] == '\n') {
            return at + 1;
        }
        if (at + 1 < end && bytes[at] == '\r' && bytes[at + 1] == '\n') {
            return at + 2;
        }
        return UNKNOWN;
    }

    private boolean isVersion(int from, int to) {
        return to - from >= VERSION_LENGTH
                && (bytes[from] | 0x20) == 's'
                && (bytes[from + 1] | 0x20) == 'i'
                && (bytes[from + 2] | 0x20) == 'p'
                && bytes[from + 3] == '/'
                && bytes[from + 4] == '2'
                && bytes[from + 5] == '.'
                && bytes[from + 6] == '0';
    }

    /// §7.2: version, space, three digits, space, phrase. The space behind the digits may be missing with the
    /// phrase.
    @Rfc(number = 3261, section = "7.2")
    private void statusLine(int lineEnd) {
        int at = lineFrom + VERSION_LENGTH + 1;
        int code = 0;
        int digits = 0;
        while (at < lineEnd && CharClass.DIGIT.contains(bytes[at]) && digits < 4) {
            code = 10 * code + bytes[at++] - '0';
            digits++;
        }
        boolean ends = at == lineEnd || bytes[at] == ' ';
        if (digits != 3 || !ends || code < 100 || code > 699) {
            fail(Reason.STATUS_CODE, lineFrom + VERSION_LENGTH + 1, "status code from 100 to 699 expected");
            return;
        }
        statusCode = code;
        phraseFrom = Math.min(at + 1, lineEnd);
    }

    /// §7.1: method, URI and version, one space between them and none elsewhere.
    @Rfc(number = 3261, section = "7.1")
    private void requestLine(int lineEnd) {
        int methodEnd = LineScanner.findSpace(bytes, lineFrom, lineEnd);
        int versionFrom = lineEnd - VERSION_LENGTH;
        if (methodEnd + 2 < versionFrom
                && LineScanner.findSpace(bytes, methodEnd + 1, versionFrom) == versionFrom - 1
                && isVersion(versionFrom, lineEnd)
                && isToken(lineFrom, methodEnd)
                && bytes[methodEnd] == ' '
                && bytes[versionFrom - 1] == ' ') {
            uriFrom = methodEnd + 1;
            uriTo = versionFrom - 1;
            method = Method.ofToken(bytes, lineFrom, methodEnd);
        } else {
            oddRequestLine(lineEnd);
        }
    }

    /// Finds out what is wrong with a Request-Line and reads what can be read of it.
    private void oddRequestLine(int lineEnd) {
        int methodEnd = lineFrom;
        while (methodEnd < lineEnd && CharClass.TOKEN.contains(bytes[methodEnd])) {
            methodEnd++;
        }
        if (methodEnd == lineFrom || methodEnd == lineEnd || bytes[methodEnd] != ' ') {
            fail(Reason.START_LINE, methodEnd, "method and one space expected");
            return;
        }
        int versionTo = lineEnd;
        while (bytes[versionTo - 1] == ' ' || bytes[versionTo - 1] == '\t') {
            versionTo--;
        }
        int versionFrom = versionTo;
        while (versionFrom > methodEnd && bytes[versionFrom - 1] != ' ') {
            versionFrom--;
        }
        if (versionFrom <= methodEnd + 1) {
            fail(Reason.START_LINE, methodEnd, "Request-URI and version expected");
            return;
        }
        uriFrom = methodEnd + 1;
        uriTo = versionFrom - 1;
        checkVersion(versionFrom, versionTo);
        if (broken == Reason.START_LINE) {
            return;
        }
        method = Method.ofToken(bytes, lineFrom, methodEnd);
        if (versionTo != lineEnd || hasSpace(uriFrom, uriTo)) {
            fail(Reason.START_LINE, versionTo != lineEnd ? versionTo : uriFrom, "only two single spaces expected");
        } else if (uriFrom == uriTo) {
            fail(Reason.START_LINE, uriFrom, "Request-URI expected");
        }
    }

    /// §7.1: what ends in SIP/x.y is SIP of another version and is told so; anything else is not SIP.
    private void checkVersion(int from, int to) {
        if (to - from == VERSION_LENGTH && isVersion(from, to)) {
            return;
        }
        boolean sip = to - from > 4 && Text.equalsIgnoreCase(bytes, from, from + 4, "SIP/");
        for (int i = from + 4; sip && i < to; i++) {
            sip = CharClass.DIGIT.contains(bytes[i]) || bytes[i] == '.';
        }
        fail(sip ? Reason.VERSION : Reason.START_LINE, from, "SIP/2.0 expected");
    }

    private boolean hasSpace(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ' ' || bytes[i] == '\t') {
                return true;
            }
        }
        return false;
    }

    private int trimLineEnd(int to) {
        int at = to - 1;
        return at > lineFrom && bytes[at - 1] == '\r' ? at - 1 : at;
    }

    /// Reads the header lines and moves behind the empty line. Answers where the empty line begins.
    @Rfc(number = 3261, section = "7.3")
    private int header() {
        int headerEnd = limits.headerBytes() > end - lineFrom ? end : lineFrom + limits.headerBytes();
        int at = position;
        while (at < headerEnd) {
            byte first = bytes[at];
            if (first == '\r' || first == '\n') {
                int blank = afterLineEnd(at);
                if (blank >= 0) {
                    position = blank;
                    return at;
                }
            }
            if (count == limits.fields()) {
                fail(Reason.FIELD_COUNT, at, "header fields over the limit");
                break;
            }
            at = fieldLine(at);
        }
        if (at >= headerEnd && headerEnd < end) {
            fail(Reason.HEADER_SIZE, headerEnd, "header over the limit");
        }
        fail(Reason.HEADER_END, Math.min(at, end), "empty line expected");
        position = end;
        return end;
    }

    /// Reads the field that begins at an offset and answers where the next line begins.
    ///
    /// Nearly all fields are one line with the colon right behind the name; those are told by few looks.
    private int fieldLine(int start) {
        int colon = LineScanner.findColon(bytes, start, end);
        int lineEnd = LineScanner.findLineEnd(bytes, colon, end);
        int next = lineEnd + 2;
        if (next >= end
                || bytes[colon] != ':'
                || bytes[lineEnd] != '\r'
                || bytes[lineEnd + 1] != '\n'
                || bytes[next] == ' '
                || bytes[next] == '\t') {
            return oddFieldLine(start);
        }
        HeaderName known = HeaderName.of(bytes, start, colon);
        if (known == null && !isToken(start, colon)) {
            return oddFieldLine(start);
        }
        field(known, start, next);
        return next;
    }

    private void field(@Nullable HeaderName known, int start, int next) {
        if (next - start > limits.lineBytes()) {
            fail(Reason.LINE_SIZE, start + limits.lineBytes(), "header field over the limit");
        }
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, 2 * count);
        }
        HeaderField field = HeaderField.received(known, bytes, start, next);
        fields[count++] = field;
        if (known == HeaderName.CONTENT_LENGTH) {
            int valueStart = field.valueStart();
            contentLength(valueStart, field.valueEnd(valueStart));
        }
    }

    /// Reads a field that is folded, has white space behind its name, or is broken.
    private int oddFieldLine(int start) {
        int colon = skipName(start);
        if (colon == end || bytes[colon] != ':') {
            fail(Reason.HEADER_LINE, start, "colon expected");
            int behind = afterValue(start);
            return behind < 0 ? ~behind : behind;
        }
        int nameEnd = colon;
        while (nameEnd > start && (bytes[nameEnd - 1] == ' ' || bytes[nameEnd - 1] == '\t')) {
            nameEnd--;
        }
        HeaderName known = HeaderName.of(bytes, start, nameEnd);
        int next = afterValue(colon + 1);
        if (next < 0) {
            // Kept out of the fields, so that no answer repeats it.
            return ~next;
        }
        if (known == null && !isToken(start, nameEnd)) {
            fail(Reason.HEADER_LINE, start, "header field name expected");
            return next;
        }
        field(known, start, next);
        return next;
    }

    /// Where the colon behind a name is, or what stands there instead.
    private int skipName(int start) {
        int at = LineScanner.findColon(bytes, start, end);
        while (at < end && bytes[at] == '\t') {
            at = LineScanner.findColon(bytes, at + 1, end);
        }
        return at;
    }

    /// Where the line begins that follows a value, folded lines included; the complement of it if the value is
    /// broken.
    private int afterValue(int from) {
        int at = from;
        boolean stray = false;
        while (true) {
            int lineEnd = LineScanner.findLineEnd(bytes, at, end);
            int next = afterLineEnd(lineEnd);
            if (next < 0) {
                if (lineEnd == end) {
                    fail(Reason.HEADER_END, end, "line end expected");
                    return ~end;
                }
                fail(Reason.HEADER_LINE, lineEnd, "carriage return inside of a line");
                stray = true;
                at = lineEnd + 1;
            } else if (next < end && (bytes[next] == ' ' || bytes[next] == '\t')) {
                // §7.3.1: a line that begins with white space goes on with the value of the line before it.
                at = next;
            } else {
                return stray ? ~next : next;
            }
        }
    }

    private boolean isToken(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!CharClass.TOKEN.contains(bytes[i])) {
                return false;
            }
        }
        return from < to;
    }

    /// §20.14: one decimal number; several fields must agree.
    @Rfc(number = 3261, section = "20.14")
    private void contentLength(int from, int to) {
        long value = 0;
        int at = from;
        while (at < to && CharClass.DIGIT.contains(bytes[at]) && value <= Integer.MAX_VALUE) {
            value = 10 * value + bytes[at++] - '0';
        }
        if (at == from || at != to || value > Integer.MAX_VALUE) {
            fail(Reason.CONTENT_LENGTH, from, "decimal number expected");
        } else if (contentLength != UNKNOWN && contentLength != value) {
            fail(Reason.CONTENT_LENGTH, from, "several that differ");
        } else {
            contentLength = value;
        }
    }

    /// §18.3: where the body ends.
    @Rfc(number = 3261, section = "18.3")
    private int body(int from) {
        if (contentLength == UNKNOWN) {
            return end;
        }
        if (contentLength > end - from) {
            fail(Reason.BODY_LENGTH, end, "body shorter than its Content-Length");
            return end;
        }
        return from + (int) contentLength;
    }
}
