package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RfcCheckTest {

    private final RfcCheck check = new RfcCheck();

    @TempDir
    private Path folder;

    @Test
    void namesACitedSectionWithoutATest() {
        Reactor reactor = new PlantedTree(folder)
                .main("sip/text/Reader", """
                        import io.sidetone.sip.base.Rfc;
                        class Reader {
                            @Rfc(number = 3261, section = "25.1")
                            void read() {}
                        }
                        """)
                .test("sip/text/ReaderTest", """
                        import io.sidetone.sip.base.Rfc;
                        @Rfc(number = 3261, section = "25")
                        @Rfc(number = 3261, section = "25.1.1")
                        class ReaderTest {}
                        """)
                .grow();
        assertThat(check.offences(reactor))
                .containsExactly(
                        "sip/src/main/java/io/sidetone/sip/text/Reader.java:4: sip.text.Reader.read cites RFC 3261 "
                                + "§25.1 and no test does: write the test that shows it and put @Rfc(number = 3261, "
                                + "section = \"25.1\") on it, or take the citation away.");
    }

    @Test
    void namesAnRfcWithoutATitle() {
        Reactor reactor = new PlantedTree(folder)
                .test("sip/text/ReaderTest", "@io.sidetone.sip.base.Rfc(number = 99999)\nclass ReaderTest {}\n")
                .grow();
        assertThat(check.offences(reactor))
                .singleElement()
                .asString()
                .contains("sip.text.ReaderTest cites RFC 99999, an RFC without a title: check the number, and add "
                        + "its title");
    }

    @Test
    void findsCitationsOnTypesMembersAndInLists() {
        Reactor reactor = new PlantedTree(folder)
                .main("sip/text/Reader", """
                        import io.sidetone.sip.base.Rfc;
                        @Rfc(number = 3261, section = "9")
                        @Rfc(number = 3261, section = "10")
                        record Reader(@Rfc(number = 8866) int field) {}
                        """)
                .test("sip/text/ReaderTest", """
                        import io.sidetone.sip.base.Rfc;
                        class ReaderTest {
                            @Rfc(number = 3261, section = "10")
                            @Rfc(number = 3261, section = "9")
                            @Rfc(number = 8866)
                            void shows() {}
                        }
                        """)
                .grow();
        assertThat(check.offences(reactor)).isEmpty();
        assertThat(RfcMap.of(reactor).citations().keySet())
                .extracting(RfcSection::toString)
                .containsExactly("RFC 3261 §9", "RFC 3261 §10", "RFC 8866");
        assertThat(RfcMap.of(reactor).citations().get(new RfcSection(3261, "9")))
                .extracting(RfcMap.Place::name)
                .containsExactly("sip.text.Reader", "sip.text.ReaderTest.shows");
    }
}
