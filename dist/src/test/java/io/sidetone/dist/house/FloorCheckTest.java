package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorCheckTest {

    private final FloorCheck check = new FloorCheck();

    @TempDir
    private Path folder;

    private PlantedTree tree;

    @BeforeEach
    void plant() {
        tree = new PlantedTree(folder)
                .main("sip/base/Base", "public class Base { public static final int LIMIT = 7; }")
                .main("sip/uri/Address", "public class Address { public static final int LIMIT = 9; }");
    }

    @Test
    void looksDown() {
        tree.main("sip/uri/Good", "public class Good { io.sidetone.sip.base.Base base; }");
        assertThat(check.offences(tree.grow())).isEmpty();
    }

    @Test
    void namesTheOneThatLooksUp() {
        tree.main("sip/text/Reader", """
                class Reader {
                    Object make() { return new io.sidetone.sip.uri.Address(); }
                }
                """);
        assertThat(check.offences(tree.grow()))
                .containsExactly(
                        "sip/src/main/java/io/sidetone/sip/text/Reader.java:3: io.sidetone.sip.text.Reader may not "
                                + "use io.sidetone.sip.uri.Address (floor text is below uri): move what is needed "
                                + "down to text or lower, move the class up to uri or higher, or declare an "
                                + "interface in text that uri implements.");
    }

    @Test
    void seesConstantsThatTheCompilerCopies() {
        tree.main("sip/text/Reader", """
                import static io.sidetone.sip.uri.Address.LIMIT;
                class Reader { int limit() { return LIMIT; } }
                """);
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .contains("Reader.java:2: ", "text.Reader may not use io.sidetone.sip.uri.Address");
    }

    @Test
    void seesTypesThatAreOnlyDeclared() {
        tree.main("sip/text/Reader", "interface Reader { java.util.List<io.sidetone.sip.uri.Address> all(); }");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .contains("text.Reader may not use io.sidetone.sip.uri.Address");
    }

    @Test
    void keepsAPackageToTheOnesItIsAllowed() {
        tree.main("sip/sdp/Session", "class Session { io.sidetone.sip.uri.Address address; }");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .contains("sdp.Session may not use io.sidetone.sip.uri.Address (floors.txt lets sdp use only base)");
    }

    @Test
    void keepsSiblingsApart() {
        tree.main("sip/dialog/Dialog", "public class Dialog {}")
                .main("sip/proxy/Proxy", "class Proxy { io.sidetone.sip.dialog.Dialog dialog; }");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .contains("proxy.Proxy may not use io.sidetone.sip.dialog.Dialog (proxy and dialog share a floor");
    }

    @Test
    void namesAPackageThatIsNotListed() {
        tree.main("sip/attic/Box", "class Box {}");
        assertThat(check.offences(tree.grow()))
                .containsExactly(
                        "floors.txt:1: the package io.sidetone.sip.attic is not listed: add 'attic' under 'sip', as "
                                + "low as it can stand.");
    }

    @Test
    void namesAJarThatIsNotListed() {
        tree.file("cellar/pom.xml", "");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .startsWith("cellar/pom.xml:1: the jar 'cellar' is not in floors.txt: add it");
    }

    @Test
    void keepsJarsToTheirArrows() {
        tree.file("floors.txt", "sip\n  base\n  uri\ndist\n  .\n")
                .main("dist/Tool", "class Tool { io.sidetone.sip.base.Base base; }");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .contains("dist.Tool may not use io.sidetone.sip.base.Base (jar dist may use the JDK only): move");
    }

    @Test
    void anArrowMayNameOnePackage() {
        tree.file("floors.txt", "sip\n  base\n  uri\ndist -> sip.base\n  .\n")
                .main(
                        "dist/Tool",
                        "class Tool { io.sidetone.sip.base.Base base; io.sidetone.sip.uri.Address address; }");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .contains("dist.Tool may not use io.sidetone.sip.uri.Address (jar dist may use the JDK, sip.base)");
    }

    @Test
    void namesALibraryThatNobodyAllowed() {
        tree.main("sip/text/Reader", "class Reader { org.assertj.core.api.Assertions library; }");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .contains("text.Reader may not use org.assertj.core.api.Assertions (jar sip may use the JDK only): "
                        + "write it");
    }

    @Test
    void aLibraryMayBeForOneFloorOnly() {
        tree.file("floors.txt", "sip\n  base\n  text -> org.assertj\n  uri\ndist\n  .\n")
                .main("sip/text/Reader", "class Reader { org.assertj.core.api.Assertions library; }")
                .main("sip/uri/Other", "class Other { org.assertj.core.api.Assertions library; }");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .contains("uri.Other may not use org.assertj.core.api.Assertions (jar sip may use the JDK only): ");
    }

    @Test
    void namesWhatOneFloorMayUse() {
        tree.file("floors.txt", "sip\n  base\n  uri\n  text: base -> org.junit\ndist\n  .\n")
                .main("sip/text/Reader", "class Reader { org.assertj.core.api.Assertions library; }");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .contains("(floor text may use the JDK, org.junit): ", "behind 'text ->' or 'sip ->'");
    }

    @Test
    void libraryNamesAreNoTextThatLooksLikeOne() {
        tree.main("sip/text/Reader", "class Reader { String text = \"Lorg/library/Type;\"; }");
        assertThat(check.offences(tree.grow())).isEmpty();
    }

    @Test
    void everybodyMayUseTheAnnotationsForNull() {
        tree.main("sip/text/Reader", "class Reader { @org.jspecify.annotations.Nullable String text; }");
        assertThat(check.offences(tree.grow())).isEmpty();
    }
}
