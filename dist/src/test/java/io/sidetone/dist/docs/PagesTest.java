package io.sidetone.dist.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.dist.house.Keeping;
import io.sidetone.dist.house.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {

    @TempDir
    private Path root;

    @BeforeEach
    void plant() throws IOException {
        Files.writeString(root.resolve("floors.txt"), "");
    }

    @Test
    void committedPagesAreTheGeneratedOnes() {
        Keeping.assertKept(new PageCheck(Pages::of), Reactor.here());
    }

    @Test
    void namesAPageThatIsMissingOrOld() throws IOException {
        Files.writeString(root.resolve("old.md"), "one\ntwo\nthree\n");
        Files.writeString(root.resolve("same.md"), "one\n");
        PageCheck check = new PageCheck(_ -> List.of(
                new GeneratedPage("missing.md", "one\n"),
                new GeneratedPage("old.md", "one\n2\nthree\n"),
                new GeneratedPage("same.md", "one\n")));
        assertThat(check.offences(Reactor.at(root)))
                .containsExactly(
                        "missing.md:1: the page is not there: run ./sidetone docs and commit what it writes.",
                        "old.md:2: the page is not what the code generates: run ./sidetone docs and commit what it "
                                + "writes.");
    }

    @Test
    void namesAPageThatNothingGeneratesAnyMore() throws IOException {
        String head = "# gone\n\nGenerated from what the module declares by `./sidetone docs`; do not edit.\n";
        Files.createDirectories(root.resolve("docs/modules"));
        Files.writeString(root.resolve("docs/modules/gone.md"), head);
        Files.writeString(root.resolve("docs/modules/here.md"), head);
        Files.writeString(root.resolve("docs/by-hand.md"), "# By hand\n");
        PageCheck check = new PageCheck(_ -> List.of(new GeneratedPage("docs/modules/here.md", head)));
        assertThat(check.offences(Reactor.at(root)))
                .containsExactly("docs/modules/gone.md:1: nothing generates this page any more: run ./sidetone docs, "
                        + "which deletes it.");
    }

    @Test
    void theRfcPageTellsTheGaps() throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(
                root.resolve("docs/rfc-gaps.txt"),
                "# Head\nRFC 3261 §23: not read.\nRFC 8866: not yet.\nRFC 99999: not known.\n");
        assertThat(RfcPage.of(Reactor.at(root)).text())
                .contains("## RFC 3261: SIP: Session Initiation Protocol\n\nNot here:\n\n- §23: not read.\n")
                .contains("- all: not yet.\n")
                .contains("## RFC 99999\n\nNot here:\n\n- all: not known.\n");
    }

    @Test
    void aGapNeedsItsReason() throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("docs/rfc-gaps.txt"), "RFC 3261 §23\n");
        assertThatThrownBy(() -> RfcPage.of(Reactor.at(root)))
                .hasMessage("docs/rfc-gaps.txt: write 'RFC 3261 §23: reason', not: RFC 3261 §23");
    }

    @Test
    void everyHeaderFieldHasItsLine() {
        assertThat(HeadersPage.of(Reactor.here()).text()).contains("| Via | `v` | list | 3261 |");
    }

    @Test
    void everyTortureMessageHasItsLine() {
        assertThat(TorturePage.of(Reactor.here()).text())
                .contains("| bigcode | 4475 3.1.2.19 | silently drop | `discard STATUS_CODE at 8` | |\n")
                .contains("\n| two-messages | RFC 3261 §18.3 | `")
                .contains("SIP/2.0: well-formed`<br>`open` | ");
    }

    @Test
    void everyTransformationHasItsLine() {
        assertThat(TransformationsPage.of().text())
                .contains("| `{s.substr,offset,length}` | | OpenSIPS, Kamailio | | ")
                .contains("| `{param.exist,name[,separator]}` | `{param.in}` | ")
                .contains("| native | The number that it begins with, 0 if there is none. | `\"2868.12 "
                        + "sec\"{s.int} -> 2868` |")
                .contains("| `{ip.resolve}` | asks the DNS");
    }

    @Test
    void eachModuleHasItsPageOfOneForm() {
        List<GeneratedPage> pages = ModulePages.all();
        assertThat(pages.getFirst().path()).isEqualTo("docs/modules/README.md");
        assertThat(pages.getFirst().text()).contains("| [core](core.md) | ").contains("- `maxfwd_process` ([maxfwd]");
        for (GeneratedPage page : pages.subList(1, pages.size())) {
            assertThat(page.text().lines().filter(line -> line.startsWith("## ")))
                    .as(page.path())
                    .containsExactly(
                            "## Overview",
                            "## Dependencies",
                            "## Parameters",
                            "## Functions",
                            "## Variables",
                            "## Transformations",
                            "## Statistics",
                            "## Commands",
                            "## Events");
        }
    }

    @Test
    void aPageOfAModuleTellsAllThatItDeclares() {
        assertThat(page("maxfwd"))
                .contains("`max_limit` | The greatest Max-Forwards that goes out. | integer | `256` | 1 to 256 | yes |")
                .contains("<a id=\"function-is_maxfwd_lt\"></a>\n\n### is_maxfwd_lt(max_value)\n")
                .contains("- *max_value* (integer, 0 to 256): The number.\n")
                .contains("- Blocks: `route`, `branch_route`, `failure_route`\n- May wait: no\n- Returns 1: it is.\n")
                .contains("```\nif (is_maxfwd_lt(1)) { exit; }\n```\n");
        assertThat(page("registrar")).contains("- Requires `LocationService`, of [usrloc](usrloc.md).");
        assertThat(page("core"))
                .contains("It is always there.")
                .contains("<a id=\"variable-ru\"></a>`$ru`")
                .contains("They have [a page of their own](../transformations.md).");
    }

    private static String page(String module) {
        return ModulePages.all().stream()
                .filter(page -> page.path().equals("docs/modules/" + module + ".md"))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
