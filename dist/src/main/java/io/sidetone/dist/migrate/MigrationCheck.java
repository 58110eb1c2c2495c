package io.sidetone.dist.migrate;

import io.sidetone.dist.migrate.Finding.Verdict;
import io.sidetone.modules.Bundled;
import io.sidetone.script.ast.Script;
import io.sidetone.script.bound.BoundScript;
import io.sidetone.script.check.Checker;
import io.sidetone.script.check.Use;
import io.sidetone.script.define.Family;
import io.sidetone.script.parse.ScriptParser;
import io.sidetone.script.source.Diagnostic;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Severity;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.server.context.OtherMessages;
import io.sidetone.server.module.ModuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at one configuration. Immutable.
///
/// @param file as it was named
/// @param reading how it is read
record MigrationCheck(String file, SourceOptions reading) {

    /// Looks at it.
    ///
    /// @param folder what relative paths are relative to
    /// @throws IOException if the file cannot be read or the preprocessor fails
    MigrationReport run(Path folder) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.load(file, folder, reading, diagnostics);
        Script script = ScriptParser.parse(source, diagnostics);
        ModuleSet modules = new ModuleSet(Bundled.modules());
        Set<Use> uses = new LinkedHashSet<>();
        Optional<BoundScript> bound =
                Checker.check(script, modules.definitions(OtherMessages.all()), diagnostics, uses::add);
        bound.ifPresent(checked -> modules.order(checked, diagnostics));
        Family family = source.dialect() == Dialect.KAMAILIO ? Family.KAMAILIO : Family.OPENSIPS;
        return new MigrationReport(source, family, findings(uses, diagnostics, family), diagnostics.left());
    }

    private static List<Finding> findings(Set<Use> uses, Diagnostics diagnostics, Family family) {
        Map<Integer, Diagnostic> said = new HashMap<>();
        diagnostics.list().forEach(each -> said.putIfAbsent(each.span().start(), each));
        FamilyNames names = FamilyNames.of(family);
        Differences differences = Differences.of(family);
        Set<String> told = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Use use : uses) {
            // What is said of a name and where it is used is said once.
            Diagnostic about = said.remove(use.span().start());
            Finding finding = finding(use, about, names, family);
            String difference = differences.of(use);
            findings.add(
                    finding.verdict() == Verdict.WORKS && difference != null
                            ? finding.differs(told.add(finding.subject()) ? difference : "as told above")
                            : finding);
        }
        for (Diagnostic each : said.values()) {
            Verdict verdict = each.severity() == Severity.ERROR ? Verdict.WRONG : Verdict.DIFFERS;
            findings.add(new Finding(each.span(), verdict, null, each.message(), help(each)));
        }
        findings.sort(
                Comparator.comparingInt((Finding finding) -> finding.span().start())
                        .thenComparing(Finding::verdict));
        return findings;
    }

    private static Finding finding(Use use, @Nullable Diagnostic about, FamilyNames names, Family family) {
        String subject = use.sort().name().toLowerCase(Locale.ROOT) + " " + (use.sort() == Use.Sort.VARIABLE ? "$" : "")
                + use.name();
        if (!use.known()) {
            String module = names.moduleOf(use.sort(), use.name());
            if (module == null) {
                String nowhere = "no module of " + family.title() + " has it, nor has Sidetone";
                return new Finding(
                        use.span(),
                        Verdict.WRONG,
                        use.sort(),
                        subject,
                        about == null ? nowhere : nowhere + help(about));
            }
            return new Finding(
                    use.span(),
                    Verdict.MISSING,
                    use.sort(),
                    subject,
                    use.sort() == Use.Sort.MODULE ? "" : "of module " + module);
        }
        if (about != null && about.severity() == Severity.ERROR) {
            return new Finding(use.span(), Verdict.WRONG, use.sort(), subject, about.message() + help(about));
        }
        if (use.ignored() != null) {
            return new Finding(use.span(), Verdict.DIFFERS, use.sort(), subject, "does nothing here: " + use.ignored());
        }
        if (about != null) {
            return new Finding(use.span(), Verdict.DIFFERS, use.sort(), subject, about.message() + help(about));
        }
        return new Finding(use.span(), Verdict.WORKS, use.sort(), subject, "");
    }

    private static String help(Diagnostic about) {
        return about.help() == null ? "" : "; " + about.help();
    }
}
