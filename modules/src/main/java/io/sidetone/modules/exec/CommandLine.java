package io.sidetone.modules.exec;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.TextParts;
import java.util.ArrayList;
import java.util.List;

/// What a command that a script writes is run as. Immutable.
///
/// A text without variables is the script author's own word: `/bin/sh` runs it if it uses anything that only a
/// shell knows, such as pipes. A text with variables is split into words where the author wrote blanks,
/// **before** the variables are put in: a variable is always one argument or a part of one, whatever is in it,
/// and no shell ever sees it.
///
/// @param words the program and its arguments
record CommandLine(List<String> words) {

    /// The most characters of all words.
    static final int MOST = 65_536;

    /// What makes a shell necessary, outside of quotes.
    private static final String SHELL = "|&;<>()$`*?[]{}~#!\n";

    CommandLine {
        words = List.copyOf(words);
    }

    /// Reads one.
    ///
    /// @throws ScriptError if it is empty, too long, has an open quote, needs a shell though it has variables, or
    ///     has the end of a text (NUL) in it
    static CommandLine of(TextParts command) {
        String text = command.text();
        if (text.length() > MOST) {
            throw new ScriptError("a command of more than " + MOST + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw new ScriptError("a command with the character NUL in it");
        }
        Splitter splitter = new Splitter();
        for (int i = 0; i < command.literals().size(); i++) {
            splitter.literal(command.literals().get(i));
            if (i < command.values().size()) {
                splitter.value(command.values().get(i));
            }
        }
        List<String> words = splitter.end();
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            throw new ScriptError("there is no command");
        }
        if (!splitter.needsShell) {
            return new CommandLine(words);
        }
        if (!command.isLiteral()) {
            throw new ScriptError("a command with variables cannot have '" + splitter.shellCharacter
                    + "' outside of quotes: no shell runs it");
        }
        return new CommandLine(List.of("/bin/sh", "-c", text));
    }

    /// Splits as a shell does: blanks separate, quotes keep together, a backslash takes the meaning from what
    /// follows.
    private static final class Splitter {

        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean open;
        private char quote;
        private boolean escaped;
        private boolean needsShell;
        private char shellCharacter;

        void literal(String text) {
            for (int i = 0; i < text.length(); i++) {
                character(text.charAt(i));
            }
        }

        private void character(char c) {
            if (escaped) {
                escaped = false;
                word.append(quote == '"' && "\"\\$`".indexOf(c) < 0 ? "\\" : "").append(c);
            } else if (c == '\\' && quote != '\'') {
                escaped = true;
                open = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    shell(c, quote == '"' ? "$`" : "");
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                open = true;
            } else if (c == ' ' || c == '\t') {
                endWord();
            } else {
                shell(c, SHELL);
                word.append(c);
                open = true;
            }
        }

        private void shell(char c, String special) {
            if (!needsShell && special.indexOf(c) >= 0) {
                needsShell = true;
                shellCharacter = c;
            }
        }

        void value(String text) {
            escaped = false;
            open = true;
            word.append(text);
        }

        private void endWord() {
            if (open) {
                words.add(word.toString());
                word.setLength(0);
                open = false;
            }
        }

        List<String> end() {
            if (quote != 0 || escaped) {
                throw new ScriptError("the command has an open quote");
            }
            endWord();
            return words;
        }
    }
}
