package io.sidetone.modules.mi_datagram;

import io.sidetone.script.value.Type;
import io.sidetone.server.command.JsonRpc;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.SipUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Commands of operators by datagrams: JSON-RPC, a request and its response in one datagram each.
public final class MiDatagramModule implements Module, Startable {

    private static final String UDP = "udp:";
    private static final long USUAL_MODE = 0660;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> name;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<Long> mode;

    @SuppressWarnings("NullAway.Init")
    private Counter done;

    @SuppressWarnings("NullAway.Init")
    private Counter refused;

    private @Nullable Requests requests;

    @Override
    public void define(ModuleBuilder module) {
        module.name("mi_datagram", "Takes commands by datagrams, as JSON-RPC: `{\"jsonrpc\": \"2.0\", ...}`.");
        name = module.text(
                "socket_name",
                "/tmp/opensips.sock",
                "Where requests come to: a file, which is made when the server starts, or `udp:ADDRESS:PORT`. Whoever"
                        + " can send there can do all that operators can.");
        mode = module.permissions("unix_socket_mode", USUAL_MODE, "The permissions of the file, as `chmod` has them.");
        module.ignored("socket_buf_size", Type.INTEGER, "a request is one datagram of up to 65,535 octets");
        module.ignored("children_count", Type.INTEGER, "requests are done one after the other");
        module.ignored("socket_timeout", Type.INTEGER, "a response is sent at once, or not at all");
        module.ignored("pretty_printing", Type.INTEGER, "responses are one line each");
        module.ignored("unix_socket_user", Type.ANY, "the file belongs to the user of the server");
        module.ignored("unix_socket_group", Type.ANY, "the file belongs to the user of the server");
        module.ignored("trace_destination", Type.STRING, "there is no tracing of commands");
        module.ignored("trace_bwlist", Type.STRING, "there is no tracing of commands");
        done = module.counter("requests", "Requests that were done.");
        refused = module.counter("refused", "Responses that nobody could be sent.");
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        DatagramSocket socket;
        try {
            socket = name.value().startsWith(UDP)
                    ? new UdpSocket(address(name.value().substring(UDP.length())))
                    : new FileSocket(Path.of(name.value()), (int) (long) mode.value());
        } catch (IOException e) {
            throw new StartException(
                    name.value().startsWith(UDP) ? Reason.SOCKET : Reason.FILE,
                    name.value() + " cannot be opened: " + e.getMessage()
                            + ". Choose another socket_name, or end who has it.",
                    e);
        }
        Requests made = new Requests(socket, Requests.json(new JsonRpc(context.commands())), done, refused);
        Thread.ofPlatform().daemon().name("mi-datagram").start(made::read);
        requests = made;
    }

    private static InetSocketAddress address(String text) throws StartException {
        try {
            SipUri given = SipUri.parse("sip:" + text);
            byte[] host = given.host().address();
            if (host != null && given.port() > 0) {
                return new InetSocketAddress(InetAddress.getByAddress(host), given.port());
            }
        } catch (SyntaxException | UnknownHostException _) {
            // Said below.
        }
        throw new StartException(
                Reason.CONFIGURATION, "'" + text + "' is no address with a port. Write udp:127.0.0.1:8080.");
    }

    @Override
    public void stop() {
        if (requests != null) {
            requests.stop();
        }
    }
}
