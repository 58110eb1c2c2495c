package io.sidetone.modules.jsonrpcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonrpcsModuleTest {

    @TempDir
    private Path folder;

    @Test
    void scriptsDoCommands() {
        try (Script script = Script.whole("""
                #!KAMAILIO
                loadmodule "jsonrpcs.so"
                modparam("jsonrpcs", "pretty_format", 1)
                modparam("jsonrpcs", "transport", 1)
                route {
                    say(jsonrpc_exec("{\\"jsonrpc\\": \\"2.0\\", \\"method\\": \\"jsonrpc.echo\\", \\"params\\": [\\"x\\"], \\"id\\": 1}"));
                    say($jsonrpl(code)); say($jsonrpl(body)); say(jsonrpc_dispatch());
                }
                """, new JsonrpcsModule())) {
            script.send("INVITE");
            assertThat(script.said())
                    .containsExactly("1", "200", "{\"jsonrpc\":\"2.0\",\"result\":\"x\",\"id\":1}", "-1");
        }
    }

    @Test
    void scriptsReadWhatIsWrong() {
        try (Script script = Script.whole("""
                #!KAMAILIO
                loadmodule "jsonrpcs.so"
                modparam("jsonrpcs", "transport", 1)
                route {
                    say(jsonrpc_exec('{"method": "no.such", "id": 1}')); say($jsonrpl(code)); say($jsonrpl(text));
                    say(jsonrpc_exec('{"method": "jsonrpc.echo", "params": ["x"]}')); say($jsonrpl(code));
                    say(jsonrpc_exec('{"method": "jsonrpc.echo", "params": ["\\"error\\":"], "id": 1}'));
                    say($jsonrpl(code)); say($jsonrpl(text));
                    say(jsonrpc_exec('{"method"')); say(jsonrpc_exec('5'));
                }
                """, new JsonrpcsModule())) {
            script.send("INVITE");
            assertThat(script.said())
                    .containsExactly("1", "-32601", "Method not found", "1", "200", "1", "200", "OK", "-1", "-1");
        }
    }

    @Test
    void aRequestByThePipeSaysItselfWhereItsResponseGoes() throws Exception {
        try (Script script = Script.whole("""
                #!KAMAILIO
                loadmodule "jsonrpcs.so"
                modparam("jsonrpcs", "transport", 2)
                modparam("jsonrpcs", "fifo_name", "%s/in")
                modparam("jsonrpcs", "fifo_reply_dir", "%s")
                route { exit; }
                """.formatted(folder, folder), new JsonrpcsModule())) {
            Process reader = new ProcessBuilder(
                            "sh",
                            "-c",
                            "mkfifo out; printf '%s\\n' '{\"half\": ' '[]' 'junk' "
                                    + "'{\"method\": \"jsonrpc.echo\", \"params\": [\"x\"], \"id\": 1, "
                                    + "\"reply_name\": \"../../out\"}' > in; head -n 1 out")
                    .directory(folder.toFile())
                    .start();
            assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":\"x\",\"id\":1}\n");
            assertThat(script.test().statistic("jsonrpcs:refused")).isEqualTo(1);
            assertThat(script.test().statistic("jsonrpcs:requests")).isEqualTo(1);
        }
    }

    @Test
    void pipeAndSocketAreInTheServersFolderIfThereIsNoOther() {
        try (Script script = Script.whole("""
                #!KAMAILIO
                loadmodule "jsonrpcs.so"
                modparam("jsonrpcs", "fifo_name", "test_rpc.fifo")
                modparam("jsonrpcs", "dgram_socket", "test_rpc.sock")
                route { exit; }
                """, new JsonrpcsModule())) {
            boolean usual = Files.isWritable(Path.of("/run/kamailio"));
            assertThat(usual || Files.exists(script.test().data().resolve("test_rpc.fifo")))
                    .isTrue();
        }
    }
}
