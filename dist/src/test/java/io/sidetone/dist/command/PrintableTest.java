package io.sidetone.dist.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    private static final char ESCAPE = 0x1B;

    @Test
    void plainTextOfAnyLanguageStays() {
        assertThat(Printable.line("Grüß Gott, 世界 😀")).isEqualTo("Grüß Gott, 世界 😀");
    }

    @Test
    void nothingMovesTheCursorOrChangesColours() {
        String hostile = ESCAPE + "[2J" + (char) 0x9B + "31m\r\nroot# " + (char) 0x7F + (char) 0;

        assertThat(Printable.line(hostile)).isEqualTo("\\x1b[2J\\x9b31m\\x0d\\x0aroot# \\x7f\\x00");
    }

    @Test
    void nothingTurnsTheDirectionOfReading() {
        assertThat(Printable.line("a" + (char) 0x202E + "b" + (char) 0x2028)).isEqualTo("a\\u202eb\\u2028");
    }

    @Test
    void halfACharacterIsNoCharacter() {
        assertThat(Printable.line("a" + (char) 0xD83D + "b" + (char) 0xDE00)).isEqualTo("a\\ud83db\\ude00");
        // A character for tags, which nobody sees.
        assertThat(Printable.line(Character.toString(0xE0041))).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void linesMayStayLines() {
        assertThat(Printable.lines("a\r\nb\tc\rd" + ESCAPE)).isEqualTo("a\nb\tc\\x0dd\\x1b");
    }
}
