package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssertionCheckTest {

    @TempDir
    private Path folder;

    @Test
    void namesATestThatAssertsNothing() {
        Reactor reactor =
                new PlantedTree(folder).test("sip/text/ReaderTest", """
                        import org.junit.jupiter.api.*;
                        class ReaderTest {
                            @Test
                            void reads() { look(); }
                            void look() { reads(); "a".length(); }
                        }
                        """).grow();
        assertThat(new AssertionCheck().offences(reactor))
                .containsExactly("sip/src/test/java/io/sidetone/sip/text/ReaderTest.java:5: the test "
                        + "io.sidetone.sip.text.ReaderTest.reads asserts nothing: say with assertThat what must hold "
                        + "when it ends.");
    }

    @Test
    void followsCallsThroughTheTestTree() {
        Reactor reactor = new PlantedTree(folder)
                .test("sip/text/Kit", """
                        class Kit {
                            void expect() { if (hashCode() == 0) throw new AssertionError("no"); }
                        }
                        """)
                .test("sip/text/ReaderTest", """
                        import static org.assertj.core.api.Assertions.*;
                        import org.junit.jupiter.api.*;
                        class ReaderTest extends Kit {
                            @Test void itself() { assertThat(1).isEqualTo(1); }
                            @Test void byItsParent() { expect(); }
                            @Test void byAnother() { new Kit().expect(); }
                            @Test void inALambda() { java.util.List.of(1).forEach(i -> assertThat(i).isEqualTo(1)); }
                            @Test void byAReference() { Runnable run = new Kit()::expect; run.run(); }
                            @Test void fails() { fail("no"); }
                        }
                        """)
                .grow();
        assertThat(new AssertionCheck().offences(reactor)).isEmpty();
    }
}
