package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageInfoCheckTest {

    @TempDir
    private Path folder;

    @Test
    void namesPackagesWithoutTheFileOrTheMark() {
        Reactor reactor = new PlantedTree(folder)
                .main("sip/text/Reader", "class Reader {}")
                .main("sip/text/Writer", "class Writer {}")
                .main("sip/uri/Address", "class Address {}")
                .file("sip/src/main/java/io/sidetone/sip/uri/package-info.java", "package io.sidetone.sip.uri;")
                .main("sip/base/Clock", "class Clock {}")
                .file("sip/src/main/java/io/sidetone/sip/base/package-info.java", """
                        @NullMarked
                        package io.sidetone.sip.base;
                        import org.jspecify.annotations.NullMarked;
                        """)
                .test("sip/sdp/SessionTest", "class SessionTest {}")
                .grow();
        assertThat(new PackageInfoCheck().offences(reactor))
                .containsExactly(
                        "sip/src/main/java/io/sidetone/sip/text/package-info.java:1: the package "
                                + "io.sidetone.sip.text has no package-info.java that is @NullMarked: write one that "
                                + "says what the package is for and what it stands on.",
                        "sip/src/main/java/io/sidetone/sip/uri/package-info.java:1: the package io.sidetone.sip.uri "
                                + "has no package-info.java that is @NullMarked: write one that says what the "
                                + "package is for and what it stands on.");
    }
}
