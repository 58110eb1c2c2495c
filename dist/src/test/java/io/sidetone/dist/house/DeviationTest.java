package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviationTest {

    @TempDir
    private Path folder;

    @Test
    void collectsCommentsWithTheMark() {
        Reactor reactor = new PlantedTree(folder).main("sip/text/Reader", """
                        class Reader {
                            // DEVIATION: lower case is accepted,
                            // as phones send it.
                            int a;
                            String b = "DEVIATION: not me";
                        }
                        """).grow();
        assertThat(Deviation.of(reactor))
                .containsExactly(new Deviation(
                        "sip/src/main/java/io/sidetone/sip/text/Reader.java",
                        "lower case is accepted, as phones send it."));
    }
}
