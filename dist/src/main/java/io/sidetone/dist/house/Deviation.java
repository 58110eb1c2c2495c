package io.sidetone.dist.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A comment that says where and why the code departs from an RFC. Immutable.
///
/// @param path the source file, from the root of the repository
/// @param text what follows the mark, its lines joined
public record Deviation(String path, String text) {

    private static final Pattern MARK = Pattern.compile("^\\s*///? *DEVIATION: *(.*)$");
    private static final Pattern MORE = Pattern.compile("^\\s*///? *(\\S.*)$");

    /// All of them in main code, in the order of the files.
    public static List<Deviation> of(Reactor reactor) {
        List<Deviation> deviations = new ArrayList<>();
        for (SourceFile source : reactor.sources()) {
            for (int i = 0; i < source.lines().size(); i++) {
                Matcher mark = MARK.matcher(source.lines().get(i));
                if (mark.matches() && !source.test()) {
                    deviations.add(new Deviation(source.path(), mark.group(1) + rest(source.lines(), i + 1)));
                }
            }
        }
        return deviations;
    }

    private static String rest(List<String> lines, int from) {
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(from, lines.size())) {
            Matcher more = MORE.matcher(line);
            if (!more.matches() || MARK.matcher(line).matches()) {
                break;
            }
            text.append(' ').append(more.group(1).strip());
        }
        return text.toString();
    }
}
