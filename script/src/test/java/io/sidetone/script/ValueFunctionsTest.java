package io.sidetone.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Limits;
import io.sidetone.script.run.Run;
import io.sidetone.script.run.Version;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.testing.TestContext;
import io.sidetone.script.testing.TestHost;
import io.sidetone.script.value.JsonText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [ValueFunctions], called by scripts.
class ValueFunctionsTest {

    private final TestHost host = new TestHost();

    private Object value(String expression) {
        Diagnostics diagnostics = new Diagnostics();
        String text = "route { $var(x) = \"unchanged\"; $var(x) = " + expression + "; $var(y) = $var(x); }";
        Optional<Version> version =
                new LiveScript(CoreDefinitions.alone(), Limits.USUAL).load(Source.of("test.cfg", text), diagnostics);
        Run run = new Run(
                version.orElseThrow(() -> new AssertionError(diagnostics.list().toString())), host, new TestContext());
        run.start(run.version().route(RouteKind.ROUTE, null).orElseThrow());
        return JsonText.of(run.variable(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "size([1, 2, 3])                        | 3",
                "size({a: 1})                           | 1",
                "size(\"four\")                         | 4",
                "size(NULL)                             | 0",
                "keys({b: 1, a: 2})                     | [\"b\",\"a\"]",
                "values({b: 1, a: 2})                   | [1,2]",
                "contains([1, \"Two\"], \"two\")        | true",
                "contains([1], 2)                       | false",
                "contains({a: 1}, \"a\")                | true",
                "contains(\"sip:Bob\", \"bOb\")         | true",
                "split(NULL, \",\")                     | []",
                "contains(NULL, 1)                      | false",
                "join([1, \"b\", NULL], \", \")         | \"1, b, <null>\"",
                "join([], \",\")                        | \"\"",
                "split(\"a,b,,c\", \",\")               | [\"a\",\"b\",\"\",\"c\"]",
                "split(\"abc\", \",\")                  | [\"abc\"]",
                "type_of(1.5)                           | \"decimal\"",
                "type_of([])                            | \"list\"",
                "type_of(NULL)                          | \"null\"",
                "to_integer(\"42\")                     | 42",
                "to_integer(\"x\")                      | null",
                "to_decimal(\"-1.50\")                  | -1.50",
                "to_decimal(2)                          | 2",
                "to_decimal(\"1e9\")                    | null",
                "to_decimal(\"1.2.3\")                  | null",
                "to_decimal([])                         | null",
                "to_text(1.5)                           | \"1.5\"",
                "to_json({a: [1, \"x\", NULL, true]})   | \"{\\\"a\\\":[1,\\\"x\\\",null,true]}\"",
                "from_json('{\"a\": [1, 2.5, null]}').a | [1,2.5,null]",
                "from_json(NULL)                        | null",
            })
    void gives(String expression, String json) {
        assertThat(value(expression)).isEqualTo(json);
        assertThat(host.failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "keys([1])              | keys() is for a map, not for a list",
                "values(NULL)           | values() is for a map, not for null",
                "join(\"x\", \",\")     | join() is for a list, not for a string",
                "split(\"x\", \"\")     | split() needs a separator",
            })
    void refuses(String expression, String reason) {
        assertThat(value(expression)).isEqualTo("\"unchanged\"");
        assertThat(host.failures).singleElement().asString().endsWith(reason);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThat(value("from_json(\"{\")")).isEqualTo("\"unchanged\"");
        assertThat(host.failures).hasSize(1);
    }
}
