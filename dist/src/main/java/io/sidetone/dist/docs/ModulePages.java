package io.sidetone.dist.docs;

import io.sidetone.modules.Bundled;
import io.sidetone.server.module.ModuleFunction;
import io.sidetone.server.module.ModuleSet;
import io.sidetone.server.module.ModuleSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `docs/modules`: a page for each module that comes with the server, and one that lists them all.
final class ModulePages {

    static final String FOLDER = "docs/modules/";

    private ModulePages() {}

    static List<GeneratedPage> all() {
        return of(new ModuleSet(Bundled.modules()).available());
    }

    /// The pages of some modules; those without a name share one.
    static List<GeneratedPage> of(List<ModuleSpec> modules) {
        List<ModuleSpec> sorted = modules.stream()
                .sorted(Comparator.comparing(ModulePages::title))
                .toList();
        List<GeneratedPage> pages = new ArrayList<>();
        pages.add(new GeneratedPage(FOLDER + "README.md", index(sorted)));
        sorted.forEach(spec -> pages.add(new GeneratedPage(FOLDER + file(spec), new ModulePage(spec, sorted).text())));
        return pages;
    }

    /// What a module is called where it needs a name.
    static String title(ModuleSpec spec) {
        return spec.name().isEmpty() ? "core" : spec.name();
    }

    /// The name of a module's page.
    static String file(ModuleSpec spec) {
        return title(spec) + ".md";
    }

    private static String index(List<ModuleSpec> modules) {
        Markdown page = new Markdown()
                .paragraph("# Modules")
                .paragraph("Generated from what modules declare by `./sidetone docs`; do not edit.")
                .paragraph(
                        "`core` is always there; a script loads the others by `loadmodule \"NAME.so\"`. Each page has"
                                + " the same parts in the same order.")
                .head("module", "what it does", "parameters", "functions", "variables");
        for (ModuleSpec spec : modules) {
            page.row(
                    "[" + title(spec) + "](" + file(spec) + ")",
                    spec.description(),
                    count(spec.parameters().size()),
                    count(spec.functions().size()),
                    count(spec.variables().size()));
        }
        page.end().paragraph("## All functions");
        page.paragraph("Other names of a function stand here as well. In parentheses: the module.");
        Map<String, List<String>> functions = new TreeMap<>();
        for (ModuleSpec spec : modules) {
            for (ModuleFunction function : spec.functions()) {
                names(function)
                        .forEach(name -> functions
                                .computeIfAbsent(name, _ -> new ArrayList<>())
                                .add("[" + title(spec) + "](" + file(spec) + "#function-"
                                        + function.definition().name() + ")"));
            }
        }
        functions.forEach(
                (name, places) -> page.line("- " + Markdown.code(name) + " (" + String.join(", ", places) + ")"));
        page.end().paragraph("## All variables");
        Map<String, String> variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(String::compareTo));
        for (ModuleSpec spec : modules) {
            spec.variables()
                    .forEach(variable -> variables.put(
                            variable.name(),
                            "[" + Markdown.code("$" + variable.name()) + "](" + file(spec) + "#variable-"
                                    + variable.name() + ")"));
        }
        page.line(variables.values().stream().distinct().collect(Collectors.joining(",\n")));
        return page.page();
    }

    /// All names of a function, that of its definition first.
    private static List<String> names(ModuleFunction function) {
        List<String> names = new ArrayList<>(List.of(function.definition().name()));
        names.addAll(function.aliases());
        return names;
    }

    private static String count(int many) {
        return many == 0 ? "" : Integer.toString(many);
    }
}
