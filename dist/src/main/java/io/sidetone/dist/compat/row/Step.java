package io.sidetone.dist.compat.row;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One thing that a peer of a row does. Immutable.
///
/// @param peer who; empty where all wait
/// @param text the rest of its line
/// @param more the lines below it, which are indented: header fields and, behind `|`, the body
public record Step(Kind kind, String peer, String text, List<String> more) {

    private static final Pattern LINE = Pattern.compile("(\\w+) ([><=]) (.+)");
    private static final Pattern WAIT = Pattern.compile("wait (\\d+)");

    /// What is done.
    public enum Kind {
        /// `alice > INVITE sip:bob@SERVER`: a request is sent.
        SEND,
        /// `bob < INVITE`, `alice < 200`: a message is waited for.
        RECEIVE,
        /// `bob = 180 Ringing`: a request is answered.
        ANSWER,
        /// `wait 500`: so many milliseconds pass.
        WAIT
    }

    /// Copies the list.
    public Step {
        more = List.copyOf(more);
    }

    /// Reads the steps of a flow.
    ///
    /// @throws IllegalArgumentException with the line that is no step
    public static List<Step> parse(String flow) {
        List<Step> steps = new ArrayList<>();
        for (String line : flow.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("  ") && !steps.isEmpty()) {
                Step last = steps.removeLast();
                List<String> more = new ArrayList<>(last.more);
                more.add(line.substring(2));
                steps.add(new Step(last.kind, last.peer, last.text, more));
                continue;
            }
            Matcher wait = WAIT.matcher(line.strip());
            Matcher step = LINE.matcher(line.strip());
            if (wait.matches()) {
                steps.add(new Step(Kind.WAIT, "", wait.group(1), List.of()));
            } else if (step.matches()) {
                Kind kind = switch (step.group(2)) {
                    case ">" -> Kind.SEND;
                    case "<" -> Kind.RECEIVE;
                    default -> Kind.ANSWER;
                };
                steps.add(new Step(kind, step.group(1), step.group(3), List.of()));
            } else {
                throw new IllegalArgumentException("no step of a flow: " + line);
            }
        }
        return steps;
    }
}
