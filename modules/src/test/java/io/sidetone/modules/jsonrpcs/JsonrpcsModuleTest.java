package io.sidetone.modules.jsonrpcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class JsonrpcsModuleTest {

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
    void pipeAndSocketAreInTheServersFolderIfThereIsNoOther() {
        try (Script script = Script.whole("""
                #!KAMAILIO
                loadmodule "jsonrpcs.so"
                modparam("jsonrpcs", "fifo_name", "test_rpc.fifo")
                modparam("jsonrpcs", "dgram_socket", "test_rpc.sock")
                route { exit; }
                """, new JsonrpcsModule())) {
            boolean usual = Files.isWritable(java.nio.file.Path.of("/run/kamailio"));
            assertThat(usual || Files.exists(script.test().data().resolve("test_rpc.fifo")))
                    .isTrue();
        }
    }
}
