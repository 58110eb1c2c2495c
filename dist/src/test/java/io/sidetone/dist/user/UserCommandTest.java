package io.sidetone.dist.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.command.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Deque<String> typed = new ArrayDeque<>();

    @TempDir
    Path folder;

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Program.run(
                UserCommand.of(_ -> typed.isEmpty() ? null : typed.pop().toCharArray()),
                new PrintWriter(out),
                new PrintWriter(err),
                words);
    }

    private String data() {
        return folder.resolve("new").toString();
    }

    @Test
    void usersAreAddedListedAndRemoved() {
        assertThat(run("add", "bob@example.org", "--password", "b0b", "--data", data()))
                .isZero();
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        "bob@example.org was added. A server that runs learns of example.org by SIGHUP.\n");
        assertThat(run("--data", data(), "add", "alice@EXAMPLE.org", "--password", "al1ce", "--plain"))
                .isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("alice@example.org was added.\n");

        assertThat(run("list", "--data", data())).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("alice@example.org\nbob@example.org\n");
        assertThat(run("rm", "bob@example.org", "--data", data())).isZero();
        assertThat(run("rm", "bob@example.org", "--data", data())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no user bob@example.org");
        assertThat(run("list", "--db", "sqlite:" + data() + "/sidetone.db")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("alice@example.org\n");
    }

    @Test
    void aUserIsAddedOnceAndGetsANewPassword() {
        assertThat(run("add", "alice@example.org", "--password", "one", "--data", data()))
                .isZero();
        assertThat(run("add", "alice@example.org", "--password", "two", "--data", data()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("is there already").contains("./sidetone user passwd alice@example.org");
        assertThat(run("passwd", "alice@example.org", "--password", "two", "--data", data()))
                .isZero();
        assertThat(run("passwd", "carol@example.org", "--password", "two", "--data", data()))
                .isEqualTo(1);
    }

    @Test
    void aPasswordIsReadFromAFileOrTypedTwice() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\nmore\n");
        assertThat(run("add", "a@example.org", "--password-file", file.toString(), "--data", data()))
                .isZero();
        typed.addAll(List.of("one", "one"));
        assertThat(run("add", "b@example.org", "--data", data())).isZero();
        typed.addAll(List.of("one", "two"));
        assertThat(run("add", "c@example.org", "--data", data())).isEqualTo(1);
        assertThat(err.toString()).contains("differ");
        assertThat(run("add", "d@example.org", "--data", data())).isEqualTo(2);
        assertThat(err.toString()).contains("--password-file");
        assertThat(run("add", "d@example.org", "--password", "x", "--password-file", file.toString()))
                .isEqualTo(2);
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("add", "alice", "--password", "x", "--data", data())).isEqualTo(2);
        assertThat(err.toString()).contains("alice@example.org");
        for (String user : List.of("@example.org", "a b@example.org", "a:b@example.org", "alice@", "alice@a b")) {
            assertThat(run("add", user, "--password", "x", "--data", data()))
                    .as(user)
                    .isEqualTo(2);
        }
        assertThat(run("add", "a@example.org", "--password", "", "--data", data()))
                .isEqualTo(2);
        assertThat(run("add", "a@example.org", "--password", "x".repeat(26), "--plain", "--data", data()))
                .isEqualTo(2);
        assertThat(run("list", "--db", "nonsense")).isEqualTo(1);
        assertThat(run("list", "--data", folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }
}
