package io.sidetone.dist.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.Bundled;
import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.check.Checker;
import io.sidetone.script.define.Definitions;
import io.sidetone.script.parse.ScriptParser;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.server.context.OtherMessages;
import io.sidetone.server.module.ModuleFunction;
import io.sidetone.server.module.ModuleSet;
import io.sidetone.server.module.ModuleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The example of each function is a script that can be loaded.
class ExamplesTest {

    /// A name in an example that has to be that of a block.
    private static final Pattern ARMED =
            Pattern.compile("t_on_(failure|reply|branch)\\(\"(\\w+)\"\\)|\\broute\\((\\w+)\\)");

    private final ModuleSet modules = new ModuleSet(Bundled.modules());
    private final Definitions definitions = modules.definitions(OtherMessages.all());

    @Test
    void eachFunctionHasAnExampleThatCompiles() {
        List<String> wrong = new ArrayList<>();
        for (ModuleSpec spec : modules.available()) {
            for (ModuleFunction function : spec.functions()) {
                String trouble = trouble(spec, function);
                if (!trouble.isEmpty()) {
                    wrong.add(ModulePages.title(spec) + ", "
                            + function.definition().name() + ":\n" + trouble);
                }
            }
        }
        assertThat(wrong).as("examples that no block takes").isEmpty();
    }

    @Test
    void eachExampleUsesItsFunction() {
        List<String> wrong = modules.available().stream()
                .flatMap(spec -> spec.functions().stream())
                .filter(function -> Stream.concat(
                                Stream.of(function.definition().name()), function.aliases().stream())
                        .noneMatch(name -> function.example().contains(name + "(")))
                .map(function -> function.definition().name())
                .toList();
        assertThat(wrong).as("functions that their examples do not call").isEmpty();
    }

    /// What is wrong with the example, empty if one of the blocks takes it that its function may be used in.
    private String trouble(ModuleSpec spec, ModuleFunction function) {
        if (function.example().isBlank()) {
            return "there is none";
        }
        Set<RouteKind> routes = function.definition().routes();
        String first = "";
        for (RouteKind kind : RouteKind.values()) {
            if (routes.isEmpty() || routes.contains(kind)) {
                String said = check(spec, kind, function);
                if (said.isEmpty()) {
                    return "";
                }
                first = first.isEmpty() ? said : first;
            }
        }
        return first;
    }

    private String check(ModuleSpec spec, RouteKind kind, ModuleFunction function) {
        String example = function.example();
        boolean both = function.definition().dialects().contains(Dialect.NATIVE);
        StringBuilder script = new StringBuilder(both ? "" : "#!KAMAILIO\n");
        // Its own module, and those that an example may show it together with.
        Stream.of(spec.name(), "sl", "tm", "rr", "sipmsgops", "registrar", "usrloc", "signaling", "auth")
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name -> script.append("loadmodule \"").append(name).append(".so\"\n"));
        ARMED.matcher(example).results().map(ExamplesTest::block).distinct().forEach(script::append);
        script.append(head(kind)).append(" {\n").append(example).append("\n}\n");
        Diagnostics diagnostics = new Diagnostics();
        Source source = Source.of("example.cfg", script.toString());
        Checker.check(ScriptParser.parse(source, diagnostics), definitions, diagnostics);
        return diagnostics.errors() == 0 ? "" : Rendering.of(source, diagnostics);
    }

    private static String block(MatchResult named) {
        if (named.group(3) != null) {
            return "route[" + named.group(3) + "] { exit; }\n";
        }
        String kind = named.group(1).equals("reply") ? "onreply" : named.group(1);
        return kind + "_route[" + named.group(2) + "] { exit; }\n";
    }

    private static String head(RouteKind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case BRANCH_ROUTE, FAILURE_ROUTE -> name + "[example]";
            case EVENT_ROUTE -> name + "[E_EXAMPLE]";
            case TIMER_ROUTE -> name + "[example, 60]";
            default -> name;
        };
    }
}
