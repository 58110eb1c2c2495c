package io.sidetone.dist.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.plugin.PluginJar;
import io.sidetone.dist.plugin.Plugins;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.server.module.SocketLine;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A module of a jar that was dropped into the data folder serves requests.
@Tag("wire")
@Timeout(60)
class PluginRunTest {

    private static final String MODULE = """
            package org.example.sign;

            import io.sidetone.script.ast.RouteKind;
            import io.sidetone.server.module.Module;
            import io.sidetone.server.module.ModuleBuilder;

            public final class SignModule implements Module {
                @Override
                public void define(ModuleBuilder module) {
                    module.name("sign", "Shows a sign.");
                    module.function("sign", "Answers with a sign.")
                            .in(RouteKind.ROUTE)
                            .returns(1, "it was answered")
                            .example("sign();")
                            .does(context -> context.reply(200, new Sign().text()) ? 1 : -1);
                }
            }

            final class Sign {
                String text() {
                    return "Beware of the dog";
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aFunctionOfAPlugInAnswersARequest() throws Exception {
        Path data = folder.resolve("data");
        Path _ = PluginJar.make(data.resolve("plugins/sign.jar"), "org.example.sign.SignModule", MODULE);
        Path script = Files.writeString(folder.resolve("sign.cfg"), "loadmodule \"sign.so\"\nroute { sign(); }\n");
        try (Plugins plugins = Plugins.load(null, data);
                ServerProcess server = new ServerProcess(
                        new Configuration(script.toString(), folder, SourceOptions.NONE),
                        data,
                        Map.of(),
                        plugins.modules())) {
            assertThat(server.start(List.of(SocketLine.parse(List.of("udp:127.0.0.1:0"))), false))
                    .isEmpty();

            assertThat(answer(server.listeners().getFirst().local())).startsWith("SIP/2.0 200 Beware of the dog\r\n");
        }
    }

    private static String answer(InetSocketAddress server) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            byte[] request =
                    """
                    OPTIONS sip:127.0.0.1 SIP/2.0
                    Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bKsign
                    Max-Forwards: 70
                    From: <sip:alice@127.0.0.1>;tag=1
                    To: <sip:127.0.0.1>
                    Call-ID: sign
                    CSeq: 1 OPTIONS
                    Content-Length: 0

                    """.formatted(socket.getLocalPort()).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(request, request.length, server));
            DatagramPacket answer = new DatagramPacket(new byte[2_000], 2_000);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        }
    }
}
