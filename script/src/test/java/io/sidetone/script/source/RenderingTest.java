package io.sidetone.script.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenderingTest {

    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void showsTheLineAndWhatIsMeant() {
        Source source = Source.of("a.cfg", "one\n\ttwo three\r\n");
        diagnostics.error(new Span(9, 14), "wrong", "right");
        diagnostics.warning(new Span(0, 3), "odd", null);
        assertThat(Rendering.of(source, diagnostics)).isEqualTo("""
                a.cfg:1:1: warning: odd
                one
                ^^^
                a.cfg:2:6: error: wrong
                \ttwo three
                \t    ^^^^^
                help: right
                1 error, 1 warning
                """);
    }

    @Test
    void nothingWrongIsNoText() {
        assertThat(Rendering.of(Source.of("a", "x"), diagnostics)).isEmpty();
    }

    @Test
    void tellsHowMuchIsLeftOut() {
        for (int i = 0; i < Diagnostics.LIMIT + 5; i++) {
            diagnostics.error(new Span(0, 1), "wrong", null);
        }
        assertThat(Rendering.of(Source.of("a", "x"), diagnostics)).endsWith("and 5 more\n205 errors, 0 warnings\n");
    }

    @Test
    void aStretchOverSeveralLinesIsShownInItsFirst() {
        Source source = Source.of("a", "ab\ncd");
        diagnostics.error(new Span(1, 5), "wrong");
        assertThat(Rendering.of(source, diagnostics)).startsWith("a:1:2: error: wrong\nab\n ^\n");
    }

    @Test
    void theEndOfTheTextHasAPlace() {
        Source source = Source.of("a", "ab\n");
        diagnostics.error(new Span(3, 3), "wrong");
        assertThat(Rendering.of(source, diagnostics)).startsWith("a:2:1: error: wrong\n\n^\n");
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        Source source = Source.of("a", "x".repeat(500) + "!" + "y".repeat(500));
        diagnostics.error(new Span(500, 501), "wrong");
        String shown = Rendering.of(source, diagnostics);
        String[] lines = shown.split("\n", -1);
        assertThat(lines[1]).startsWith("...xxx").endsWith("yyy...").hasSizeLessThan(170);
        assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('!');
    }

    @Test
    void aTerminalGetsNoOrders() {
        Source source = Source.of("a", "\u001b[31mx");
        diagnostics.error(new Span(0, 1), "a\nb\u0007");
        assertThat(Rendering.of(source, diagnostics)).contains("error: a?b?\n?[31mx\n");
    }
}
