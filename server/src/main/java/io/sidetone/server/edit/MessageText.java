package io.sidetone.server.edit;

import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Substitution.Change;
import io.sidetone.server.context.EditScope;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.Provenance;
import io.sidetone.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;

/// A message as the text that older functions search and replace in: one line for each header field, an empty
/// line, the body. Lines are as the parser understands them: folds are undone, one space stands behind the colon.
/// The start line is not in it. Immutable.
public final class MessageText {

    /// The most characters that a message may have after an edit.
    public static final int MOST = 1 << 20;

    private static final String END = "\r\n";

    private final SipMessage message;

    /// Of each line the index of its field in the message.
    private final List<Integer> indices = new ArrayList<>();

    /// Of each line where it begins, and where the empty line does.
    private final List<Integer> starts = new ArrayList<>();

    private final String text;

    /// @param scope which header fields it has
    public MessageText(SipMessage message, EditScope scope) {
        this.message = message;
        StringBuilder out = new StringBuilder();
        List<HeaderField> fields = message.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (scope == EditScope.LIVE || fields.get(i).provenance() != Provenance.ADDED) {
                indices.add(i);
                starts.add(out.length());
                out.append(fields.get(i)).append(END);
            }
        }
        starts.add(out.length());
        text = out.append(END).append(Octets.text(message.body())).toString();
    }

    /// All of it.
    public String text() {
        return text;
    }

    private int headerEnd() {
        return starts.getLast();
    }

    /// Where the body begins.
    public int bodyStart() {
        return headerEnd() + END.length();
    }

    /// The message with changes of this text.
    ///
    /// @param changes in their order, without overlap
    /// @param foreignLineEnds whether what comes may have line ends that the script's author did not write; they
    ///     are for the body only
    /// @throws ScriptError if what comes of it is no header, or too long
    public SipMessage with(List<Change> changes, boolean foreignLineEnds) {
        long length = text.length();
        List<Change> header = new ArrayList<>();
        List<Change> body = new ArrayList<>();
        for (Change change : changes) {
            length += change.text().length() - (change.end() - change.start());
            if (change.start() >= bodyStart()) {
                body.add(new Change(change.start() - bodyStart(), change.end() - bodyStart(), change.text()));
            } else if (change.end() <= headerEnd()) {
                header.add(change);
            } else {
                throw new ScriptError("the expression matches the end of the header and what is behind it");
            }
        }
        if (length > MOST) {
            throw new ScriptError("the message would have more than " + MOST + " characters");
        }
        if (foreignLineEnds && header.stream().anyMatch(MessageText::breaksLine)) {
            throw new ScriptError("a variable brings a line end into a header field");
        }
        MessageBuilder<?> edits = message.edit();
        for (int i = header.size() - 1; i >= 0; ) {
            i = applyRun(header, i, edits);
        }
        if (!body.isEmpty()) {
            edits.content(Octets.of(Change.apply(body, text.substring(bodyStart()))));
        }
        return edits.build();
    }

    private static boolean breaksLine(Change change) {
        return change.text().indexOf('\r') >= 0 || change.text().indexOf('\n') >= 0;
    }

    /// Applies the changes, from one backwards, that are in lines which touch each other. From the last to the
    /// first, so that the indices of what is before stay.
    ///
    /// @return the index of the change in front of them
    private int applyRun(List<Change> changes, int last, MessageBuilder<?> edits) {
        int to = lineAt(Math.max(changes.get(last).start(), changes.get(last).end() - 1));
        int from = lineAt(changes.get(last).start());
        int first = last;
        while (first > 0
                && lineAt(Math.max(
                                changes.get(first - 1).start(),
                                changes.get(first - 1).end() - 1))
                        >= from) {
            first--;
            from = lineAt(changes.get(first).start());
        }
        if (from < 0) {
            throw new ScriptError("there is no header field to change");
        }
        int start = starts.get(from);
        int end = starts.get(to + 1);
        List<Change> inside = new ArrayList<>();
        for (Change change : changes.subList(first, last + 1)) {
            inside.add(new Change(change.start() - start, change.end() - start, change.text()));
        }
        String changed = Change.apply(inside, text.substring(start, end));
        // `(.*)$` takes the CR of a line end with it, wherever the replacement puts it.
        replace(from, to, FieldLine.read(changed.replaceAll("\\r(?!\\n)", "")), edits);
        return first - 1;
    }

    /// The line at an offset, the last one behind all.
    private int lineAt(int offset) {
        int line = starts.size() - 2;
        while (line > 0 && starts.get(line) > offset) {
            line--;
        }
        return line;
    }

    /// Puts lines in the place of others. What is the same at both ends is left alone.
    private void replace(int from, int to, List<FieldLine> lines, MessageBuilder<?> edits) {
        int begin = 0;
        int first = from;
        while (first <= to && begin < lines.size() && isSame(first, lines.get(begin))) {
            first++;
            begin++;
        }
        int end = lines.size();
        int last = to;
        while (last >= first && end > begin && isSame(last, lines.get(end - 1))) {
            last--;
            end--;
        }
        // From behind, so that indices stay.
        for (int i = Math.max(last - first + 1, end - begin) - 1; i >= 0; i--) {
            FieldLine line = begin + i < end ? lines.get(begin + i) : null;
            if (first + i > last && line != null) {
                edits.insert(
                        last >= from || first > from ? behind(first, last) : indices.get(from),
                        line.name(),
                        line.value());
            } else if (line == null) {
                edits.removeAt(indices.get(first + i));
            } else {
                edits.replace(indices.get(first + i), line.name(), line.value());
            }
        }
    }

    /// The index behind the last line that was replaced, or where no line was, behind the one in front.
    private int behind(int first, int last) {
        return indices.get(Math.max(last, first - 1)) + 1;
    }

    private boolean isSame(int line, FieldLine other) {
        return text.substring(starts.get(line), starts.get(line + 1) - END.length())
                .equals(other.toString());
    }
}
