package io.sidetone.modules.mi_fifo;

import java.util.ArrayList;
import java.util.List;

/// Takes requests `:reply_pipe:{json}`, or `{json}` alone, out of what comes through a pipe, in pieces of any size.
/// Confined to the thread that reads.
final class RequestBuffer {

    /// How long a request may be, in characters.
    static final int LONGEST = 65_536;

    private final StringBuilder text = new StringBuilder();
    private final boolean bare;
    private int refused;

    /// A request.
    ///
    /// @param replyTo the pipe that wants the response; empty for none
    record Request(String replyTo, String json) {}

    /// @param bare whether requests have nothing in front of their JSON
    RequestBuffer(boolean bare) {
        this.bare = bare;
    }

    /// How often something was dropped that is no request.
    int refused() {
        return refused;
    }

    /// Takes one more piece.
    ///
    /// @return the requests that are whole now
    List<Request> add(String piece) {
        text.append(piece);
        List<Request> requests = new ArrayList<>();
        boolean more = true;
        while (more) {
            skipBlanks();
            more = !text.isEmpty() && next(requests);
        }
        if (text.length() > LONGEST) {
            refused++;
            text.setLength(0);
        }
        return requests;
    }

    private void skipBlanks() {
        int at = 0;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        text.delete(0, at);
    }

    /// @return false if the next request is not whole
    private boolean next(List<Request> requests) {
        char first = bare ? '{' : ':';
        if (text.charAt(0) != first) {
            drop(text.indexOf("\n"));
            return true;
        }
        int colon = bare ? 0 : text.indexOf(":", 1);
        int begin = bare ? 0 : colon + 1;
        while (colon > 0 && begin < text.length() && text.charAt(begin) <= ' ') {
            begin++;
        }
        int end = colon < 0 || begin >= text.length() ? -1 : end(begin);
        int another = text.indexOf("\n" + first);
        if (end > 0 && (another < 0 || end <= another)) {
            requests.add(new Request(bare ? "" : text.substring(1, colon), text.substring(begin, end)));
            text.delete(0, end);
            return true;
        }
        if (another >= 0) {
            // What begins there is a request again, so this one never ends.
            drop(another);
            return true;
        }
        return false;
    }

    private void drop(int lineEnd) {
        refused++;
        text.delete(0, lineEnd < 0 ? text.length() : lineEnd + 1);
    }

    /// Where the brackets close that open here; -1 if they do not yet. Anything else ends with its line.
    private int end(int begin) {
        if (text.charAt(begin) != '{' && text.charAt(begin) != '[') {
            int line = text.indexOf("\n", begin);
            return line < 0 ? text.length() : line;
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }
}
