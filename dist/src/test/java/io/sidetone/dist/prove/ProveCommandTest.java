package io.sidetone.dist.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.dist.command.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a server promises, on a real process and shorter than by hand.
@Timeout(200)
class ProveCommandTest {

    private static int run(StringWriter out, String... words) {
        PrintWriter writer = new PrintWriter(out);
        return Program.run(ProveCommand.of(Repository.root()), writer, writer, words);
    }

    @Tag("wire")
    @Test
    void whatWasAnsweredSurvivesAKill() {
        StringWriter out = new StringWriter();

        int code = run(out, "crash", "--runs", "2", "--registrations", "4000");

        assertThat(code).as(out::toString).isZero();
        assertThat(out.toString()).contains("run 2", " 0 lost", " 0 back").doesNotContain("NOT KEPT");
    }

    @Tag("wire")
    @Test
    void noCallIsLostByReloads() {
        StringWriter out = new StringWriter();

        int code = run(out, "reload", "--rate", "500", "--seconds", "10", "--reloads", "3");

        assertThat(code).as(out::toString).isZero();
        assertThat(out.toString())
                .contains("5000 answered, 5000 ended, 0 lost", "script 4", "a broken script")
                .doesNotContain("; 0 came back");
    }

    @Test
    void numbersHaveRanges() {
        StringWriter out = new StringWriter();

        assertThat(run(out, "crash", "--runs", "0")).isEqualTo(2);
        assertThat(out.toString()).contains("--runs is from 1");
    }

    @Test
    void thereIsMoreThanOnePromise() {
        StringWriter out = new StringWriter();

        assertThat(run(out)).isEqualTo(2);
        assertThat(out.toString()).contains("crash or reload");
    }
}
