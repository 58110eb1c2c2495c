package io.sidetone.script.lex;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.source.Diagnostic;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {

    private final Diagnostics diagnostics = new Diagnostics();

    private List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text, Dialect.NATIVE, diagnostics);
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token.kind() != TokenKind.END; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    private String kinds(String text) {
        return String.join(
                " ", tokens(text).stream().map(token -> token.kind().name()).toList());
    }

    private List<String> texts(String text) {
        return tokens(text).stream().map(Token::text).toList();
    }

    private List<String> messages() {
        return diagnostics.list().stream().map(Diagnostic::message).toList();
    }

    @Test
    void everySymbolIsAToken() {
        for (TokenKind kind : TokenKind.values()) {
            String symbol = kind.symbol();
            if (symbol != null) {
                assertThat(kinds(symbol)).isEqualTo(kind.name());
                assertThat(kinds("a" + symbol + "b")).isEqualTo("NAME " + kind.name() + " NAME");
            }
        }
    }

    @Test
    void theLongestSymbolWins() {
        assertThat(kinds("a<<=b")).isEqualTo("NAME SHIFT_LEFT ASSIGN NAME");
        assertThat(kinds("===")).isEqualTo("EQUAL ASSIGN");
        assertThat(kinds("!==")).isEqualTo("NOT_EQUAL ASSIGN");
    }

    @Test
    void addressesAreTold() {
        assertThat(kinds("10.0.0.1 10.0.0.0/8 10.0.0.0/255.0.0.0 1.2.3.999"))
                .isEqualTo("ADDRESS ADDRESS ADDRESS ADDRESS");
        assertThat(kinds("2001:db8::1 ::1 :: fe80:: 1:2:3:4:5:6:7:8 2001:db8::/32 ::ffff:1.2.3.4"))
                .isEqualTo("ADDRESS ADDRESS ADDRESS ADDRESS ADDRESS ADDRESS ADDRESS");
        assertThat(texts("udp:1.2.3.4:5060")).containsExactly("udp", ":", "1.2.3.4", ":", "5060");
        assertThat(texts("[2001:db8::1]:5060")).containsExactly("[", "2001:db8::1", "]", ":", "5060");
        assertThat(kinds("1.5 1.2.3 10. 4to6 face:1 a:b:c 1:"))
                .isEqualTo("NUMBER NUMBER NUMBER DOT NUMBER NAME COLON NUMBER NAME COLON NAME COLON NAME NUMBER COLON");
    }

    @Test
    void commentsAndBlankAreNoTokens() {
        assertThat(texts("a # b\nc // d\n/* e /* f */ g */ h \\\n i\t\r\n")).containsExactly("a", "c", "h", "i");
        assertThat(messages()).isEmpty();
    }

    @Test
    void stringsHaveTheirValues() {
        assertThat(texts("\"a\\tb\" 'c\\t' \"\\x41\\102\\\"\" \"x\\\ny\""))
                .containsExactly("a\tb", "c\\t", "AB\"", "xy");
        assertThat(tokens("\"ab\" \"a\\tb\"")).extracting(Token::exact).containsExactly(true, false);
        assertThat(tokens("$\"a $x\" $'b'"))
                .extracting(Token::kind)
                .containsExactly(TokenKind.FORMAT, TokenKind.FORMAT);
    }

    @Test
    void whatIsNotClosedEndsWithItsLine() {
        assertThat(kinds("\"abc\nd \"e\nf 'g\nh")).isEqualTo("STRING NAME NAME BROKEN NAME");
        assertThat(messages()).containsExactly("the string that begins here is not closed");
        assertThat(kinds("a /* b /* c */")).isEqualTo("NAME");
        assertThat(messages()).contains("this comment is not closed");
    }

    @Test
    void variablesEndWhereTheirBracketsDo() {
        assertThat(texts("$ru.$x, $var(a(b)c)+$(avp(x)[$y]{s.len}).m $(<request>ru)"))
                .containsExactly(
                        "$ru", ".", "$x", ",", "$var(a(b)c)", "+", "$(avp(x)[$y]{s.len})", ".", "m", "$(<request>ru)");
        assertThat(texts("$msg.branch.uri; $(x {a,)}\n {b}) $<reply>rs"))
                .containsExactly("$msg.branch.uri", ";", "$(x {a,)}\n {b})", "$<reply>rs");
    }

    @Test
    void aBracketThatIsMissingDoesNotEatTheRest() {
        assertThat(texts("$var(x == 5;\nfoo")).containsExactly("$var(x", "==", "5", ";", "foo");
        assertThat(texts("$(avp(x) == 5)")).containsExactly("$(avp(x)", "==", "5", ")");
    }

    @Test
    void strangeCharactersArePassedOverWithAWarning() {
        assertThat(texts("a ?@ b\u00a0 c \ud83d\ude00 `")).containsExactly("a", "b", "c");
        assertThat(messages())
                .containsExactly(
                        "the character `?` means nothing here and is passed over",
                        "the character U+00A0 means nothing here and is passed over",
                        "the character U+1F600 means nothing here and is passed over",
                        "the character ``` means nothing here and is passed over");
        assertThat(diagnostics.errors()).isZero();
    }

    @Test
    void itsTimeGrowsWithTheLength() {
        for (String piece :
                List.of("$(", "$a(", "\"", "'", "/*", "\\\"", "$(a{", "/* */", "::", "1.", "$\"x\n", "f:", "?")) {
            assertThat(tokens(piece.repeat(200_000 / piece.length())).size()).isLessThanOrEqualTo(200_000);
        }
    }

    @Test
    void charactersOfStringsKnowTheirPlaces() {
        String text = "x \"a\\tb\" /* */ 'cd'";
        StringMap map = new StringMap(text, new Span(2, text.length()));
        var offsets = map.offsetsOf("a\tbcd");
        assertThat(offsets.applyAsInt(1)).isEqualTo(4);
        assertThat(offsets.applyAsInt(2)).isEqualTo(6);
        assertThat(text.charAt(offsets.applyAsInt(4))).isEqualTo('d');
        assertThat(offsets.applyAsInt(5)).isEqualTo(text.length() - 1);
        assertThat(map.offsetsOf("other").applyAsInt(3)).isEqualTo(2);
    }
}
