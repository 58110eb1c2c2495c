package io.sidetone.dist.house;

import java.util.List;
import java.util.stream.Stream;

/// The classes that may break a rule: the list `house-exceptions.txt`. Immutable.
///
/// @param entries in the order of the file
record Exceptions(List<Entry> entries) {

    /// One line of the file.
    ///
    /// @param line its number in the file
    /// @param rule the name of the rule
    /// @param className with dots; the classes inside it are meant too
    /// @param reason why
    record Entry(int line, String rule, String className, String reason) {

        boolean covers(String otherRule, String otherClass) {
            return rule.equals(otherRule) && (otherClass.equals(className) || otherClass.startsWith(className + "."));
        }
    }

    static Exceptions parse(List<String> lines) {
        return new Exceptions(Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
                .map(i -> entry(i + 1, lines.get(i)))
                .toList());
    }

    private static Entry entry(int number, String line) {
        String[] words = line.strip().split("\\s+", 3);
        if (words.length < 3) {
            throw new IllegalArgumentException(
                    "house-exceptions.txt:" + number + ": write the rule, the class and the reason, not: " + line);
        }
        return new Entry(number, words[0], words[1], words[2]);
    }
}
