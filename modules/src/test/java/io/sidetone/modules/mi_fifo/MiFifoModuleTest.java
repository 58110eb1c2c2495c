package io.sidetone.modules.mi_fifo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.testing.Targets;
import io.sidetone.server.testing.ScriptTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiFifoModuleTest {

    @TempDir
    private Path folder;

    private Path fifo;
    private ScriptTest test;

    @BeforeEach
    void start() {
        fifo = folder.resolve("fifo");
        test = ScriptTest.of(script("0640"), new Targets(), new MiFifoModule());
    }

    private String script(String mode) {
        return """
                loadmodule "mi_fifo.so"
                modparam("mi_fifo", "fifo_name", "FIFO")
                modparam("mi_fifo", "fifo_mode", MODE)
                modparam("mi_fifo", "reply_dir", "FOLDER")
                route { exit; }""".replace("FIFO", fifo.toString())
                .replace("FOLDER", folder.toString())
                .replace("MODE", mode);
    }

    @AfterEach
    void stop() {
        if (test != null) {
            test.close();
        }
    }

    private void send(String text) throws Exception {
        Files.writeString(fifo, text, StandardOpenOption.WRITE);
    }

    /// What is answered, if the pipe is read only after the request was written.
    private String ask(String request) throws Exception {
        Path reply = folder.resolve("reply");
        NamedPipes.make(reply);
        try {
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                    () -> read(reply), task -> Thread.ofPlatform().daemon().start(task));
            send(":reply:" + request);
            return answer.get(20, TimeUnit.SECONDS).strip();
        } finally {
            Files.delete(reply);
        }
    }

    private static String read(Path pipe) {
        try {
            return Files.readString(pipe);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theFileHasThePermissionsOfTheScriptAndGoesWithTheServer() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fifo)))
                .isEqualTo("rw-r-----");
        test.close();
        test = null;
        assertThat(fifo).doesNotExist();
    }

    @Test
    void aCommandIsAnswered() throws Exception {
        assertThat(ask("{\"jsonrpc\":\"2.0\",\"method\":\"nothing\",\"id\":\"5672\"}\n"))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601,\"message\":\"Method not "
                        + "found\"},\"id\":\"5672\"}");
    }

    @Test
    void aResponseMayBeLargerThanAPipeHolds() throws Exception {
        String many = IntStream.range(0, 90)
                .mapToObj(i -> "{\"method\":\"" + "x".repeat(5) + "\",\"id\":\"" + "y".repeat(500) + "\"}")
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
        assertThat(ask(many)).hasSizeGreaterThan(50_000).endsWith("]");
    }

    @Test
    void whoReadsNotIsNotWaitedForForEver() throws Exception {
        NamedPipes.make(folder.resolve("silent"));
        send(":silent:{\"method\":\"x\",\"id\":1}");
        assertThat(ask("{\"method\":\"x\",\"id\":2}")).contains("\"id\":2");
    }

    @Test
    void noOtherFolderIsWrittenTo() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("sub")).resolve("file");
        Files.writeString(elsewhere, "mine");
        send(":../sub/file:REQUEST\n:sub/file:REQUEST\n:..:REQUEST\n"
                .replace("REQUEST", "{\"method\":\"x\",\"id\":1}"));
        assertThat(ask("{\"method\":\"x\",\"id\":2}")).contains("\"id\":2");
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void whatIsNoRequestIsSkipped() throws Exception {
        send("hello\n::\n:x:{\"a\n:::\u0000\n");
        assertThat(ask("{\"method\":\"x\",\"id\":2}")).contains("\"id\":2");
    }

    @Test
    void aPipeThatWasRemovedIsMadeAnew() throws Exception {
        Files.delete(fifo);
        test.pass(Duration.ofSeconds(31));
        assertThat(ask("{\"method\":\"x\",\"id\":2}")).contains("\"id\":2");
    }

    @Test
    void anotherFileIsNotRemoved() throws Exception {
        test.close();
        test = null;
        Files.writeString(fifo, "precious");
        assertThatThrownBy(() -> ScriptTest.of(script("0600"), new Targets(), new MiFifoModule()))
                .hasMessageContaining("is no named pipe");
        assertThat(fifo).hasContent("precious");
        fifo = folder.resolve("no/such/folder");
        assertThatThrownBy(() -> ScriptTest.of(script("\"600\""), new Targets(), new MiFifoModule()))
                .hasMessageContaining("mkdir -p");
    }

    @Test
    void requestsComeInPiecesAndSeveralAtOnce() {
        RequestBuffer buffer = new RequestBuffer(false);
        assertThat(buffer.add(":a:{\"x\":\"}\\\"")).isEmpty();
        assertThat(buffer.add("\"}\n ::[1]:b:{}"))
                .containsExactly(
                        new RequestBuffer.Request("a", "{\"x\":\"}\\\"\"}"),
                        new RequestBuffer.Request("", "[1]"),
                        new RequestBuffer.Request("b", "{}"));
        assertThat(buffer.add("x".repeat(10) + "\n:c:nonsense\n"))
                .isEqualTo(List.of(new RequestBuffer.Request("c", "nonsense")));
        assertThat(buffer.refused()).isEqualTo(1);
        assertThat(buffer.add(":d:{" + "[".repeat(RequestBuffer.LONGEST))).isEmpty();
        assertThat(buffer.add(":e:{}")).containsExactly(new RequestBuffer.Request("e", "{}"));
    }
}
