package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeCheckTest {

    private final SizeCheck check = new SizeCheck();

    @TempDir
    private Path folder;

    private PlantedTree tree;

    @BeforeEach
    void plant() {
        tree = new PlantedTree(folder);
    }

    @Test
    void namesAFunctionOfSixtyOneLines() {
        tree.main("sip/text/Reader", "class Reader {\n\n    void read() {\n" + ";\n".repeat(59) + "    }\n}");
        assertThat(check.offences(tree.grow()))
                .containsExactly(
                        "sip/src/main/java/io/sidetone/sip/text/Reader.java:4: Reader.read has 61 lines, 60 are "
                                + "allowed: give each of its steps a function with a name, or say above it why it "
                                + "must be one piece: // LONG: reason");
    }

    @Test
    void allowsAFunctionOfSixtyLines() {
        tree.main("sip/text/Reader", "class Reader {\n    void read() {\n" + ";\n".repeat(58) + "    }\n}");
        assertThat(check.offences(tree.grow())).isEmpty();
    }

    @Test
    void measuresConstructorsInitializersLambdasAndTests() {
        String body = "{\n" + ";\n".repeat(60) + "}\n";
        tree.test(
                "sip/text/ReaderTest",
                "class ReaderTest {\n static " + body + "ReaderTest() " + body + "Runnable r = () -> " + body + ";\n}");
        assertThat(check.offences(tree.grow()))
                .hasSize(3)
                .anyMatch(line -> line.contains("the initializer of ReaderTest has 62 lines"))
                .anyMatch(line -> line.contains("ReaderTest.new has 62 lines"))
                .anyMatch(line -> line.contains("a lambda of ReaderTest has 62 lines"));
    }

    @Test
    void aReasonExcusesAFunction() {
        tree.main(
                "sip/text/Reader",
                "class Reader {\n// LONG: one table\n/// Reads.\nvoid read() {\n" + ";\n".repeat(70) + "}\n}");
        assertThat(check.offences(tree.grow())).isEmpty();
    }

    @Test
    void anExcuseNeedsItsReason() {
        tree.main("sip/text/Reader", "class Reader {\n// LONG:\nvoid read() {\n" + ";\n".repeat(70) + "}\n}");
        assertThat(check.offences(tree.grow())).hasSize(1);
    }

    @Test
    void namesAFileOfMoreThanFiveHundredLines() {
        tree.main("sip/text/Reader", "class Reader {\n" + "\n".repeat(500) + "}\n");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .startsWith(
                        "sip/src/main/java/io/sidetone/sip/text/Reader.java:501: Reader.java has 503 lines, 500 are");
    }

    @Test
    void aReasonExcusesAFile() {
        tree.main("sip/text/Reader", "// LONG: a table\nclass Reader {\n" + "\n".repeat(500) + "}\n");
        assertThat(check.offences(tree.grow())).isEmpty();
    }

    @Test
    void namesALongLine() {
        tree.main("sip/text/Reader", "// " + "x".repeat(118) + "\nclass Reader {}\n");
        assertThat(check.offences(tree.grow()))
                .singleElement()
                .asString()
                .startsWith("sip/src/main/java/io/sidetone/sip/text/Reader.java:2: the line has 121 columns, 120 are "
                        + "allowed");
    }

    @Test
    void linksAndTextBlocksMayBeLong() {
        String quotes = "\"\"\"";
        tree.main(
                "sip/text/Reader",
                "// https://example.org/" + "x".repeat(118) + "\nclass Reader {\n  String text = " + quotes + "\n"
                        + "x".repeat(130) + "\n" + quotes + ";\n}\n");
        assertThat(check.offences(tree.grow())).isEmpty();
    }
}
