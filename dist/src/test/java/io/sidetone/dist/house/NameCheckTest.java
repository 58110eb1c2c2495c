package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameCheckTest {

    @TempDir
    private Path folder;

    @Test
    void namesTheNamesThatSayNothing() {
        Reactor reactor = new PlantedTree(folder)
                .main("sip/text/ReaderImpl", "class ReaderImpl {\n    class StringUtils {}\n}")
                .main("sip/text/Utility", "class Utility { class Managers2 {} }")
                .grow();
        assertThat(new NameCheck().offences(reactor))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("sip/src/main/java/io/sidetone/sip/text/ReaderImpl.java:3: "
                        + "io.sidetone.sip.text.ReaderImpl.StringUtils has a name that says nothing"))
                .anyMatch(line -> line.startsWith("sip/src/main/java/io/sidetone/sip/text/ReaderImpl.java:2: "
                        + "io.sidetone.sip.text.ReaderImpl has a name that says nothing"));
    }
}
