package io.sidetone.script.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.ast.Declaration;
import io.sidetone.script.ast.Expression;
import io.sidetone.script.ast.Script;
import io.sidetone.script.ast.Statement;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FormatsTest {

    private final Diagnostics diagnostics = new Diagnostics();

    /// The places of the parts of a string that is the argument of a call.
    private List<String> parts(String literal) {
        Source source = Source.of("f", "route { xlog(" + literal + "); }");
        Script script = ScriptParser.parse(source, diagnostics);
        Declaration.RouteBlock route =
                (Declaration.RouteBlock) script.declarations().getFirst();
        Statement.Evaluate statement =
                (Statement.Evaluate) route.body().statements().getFirst();
        Expression argument = Objects.requireNonNull(
                ((Expression.Call) statement.expression()).arguments().getFirst());
        Expression.Format format = Formats.of(source, (Expression.StringLiteral) argument, diagnostics);
        assertThat(Rendering.of(source, diagnostics)).isEmpty();
        return format.parts().stream().map(part -> source.text(part.span())).toList();
    }

    @Test
    void partsStandWhereTheyAreWritten() {
        assertThat(parts("\"to $ru by $(avp(x){s.len})!\""))
                .containsExactly("to ", "$ru", " by ", "$(avp(x){s.len})", "!");
    }

    @Test
    void escapesDoNotMoveThem() {
        assertThat(parts("\"\\t\\\"$ru\\n$fu\"")).containsExactly("\\t\\\"", "$ru", "\\n", "$fu");
    }

    @Test
    void joinedStringsDoNotMoveThem() {
        assertThat(parts("\"a $ru b\" /* x */ ' c $fu'")).contains("$ru", "$fu");
    }

    @Test
    void emptyTextHasNoParts() {
        assertThat(parts("\"\"")).isEmpty();
    }

    @Test
    void aFormatThatIsWrongIsTold() {
        Source source = Source.of("f", "x '$'");
        var literal = new Expression.StringLiteral(new io.sidetone.script.source.Span(2, 5), "$", true);
        assertThat(Formats.of(source, literal, diagnostics).parts()).isEmpty();
        assertThat(Rendering.of(source, diagnostics)).startsWith("f:1:5: error: expected the name of a variable\n");
    }
}
