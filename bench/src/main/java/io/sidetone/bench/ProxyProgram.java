package io.sidetone.bench;

import io.sidetone.bench.CallLoad.Transport;
import io.sidetone.examples.ForkingProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A proxy with transactions that forwards the calls of SIPp, as a line of the table. Immutable.
///
/// @param name in the table
/// @param command how it is started
record ProxyProgram(String name, Command command) {

    /// As `./sidetone example` has them.
    static final List<String> FLAGS = List.of("-XX:+UseParallelGC");

    /// The example `ForkingProxy`, as `./sidetone example` starts it.
    static final ProxyProgram OURS = ours("ours", FLAGS);

    /// Where Kamailio's program is; null if it is not installed.
    static @Nullable Path kamailio() {
        return Installed.find("kamailio");
    }

    /// Kamailio with its fast allocator and so many processes for each transport.
    static ProxyProgram kamailio(Path program, int children) {
        String number = Integer.toString(children);
        return new ProxyProgram(
                children == 1 ? "Kamailio, 1 child" : "Kamailio, " + number + " children",
                (folder, port, calleePort) -> List.of(
                        program.toString(),
                        "-DD",
                        "-E",
                        "-f",
                        folder.copy("kamailio.cfg").toString(),
                        "-x",
                        "fm",
                        "-m",
                        "1024",
                        "-n",
                        number,
                        "-N",
                        number,
                        "-l",
                        "udp:127.0.0.1:" + port,
                        "-l",
                        "tcp:127.0.0.1:" + port,
                        "-A",
                        "BOB=\"" + Transport.UDP.address(calleePort) + "\"",
                        "-A",
                        "CAROL=\"" + Transport.TCP.address(calleePort) + "\""));
    }

    /// The example with these flags of its virtual machine.
    static ProxyProgram ours(String name, List<String> flags) {
        return new ProxyProgram(name, (_, port, calleePort) -> {
            List<String> command = new ArrayList<>();
            command.add(Child.java().toString());
            command.addAll(flags);
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
            command.add(ForkingProxy.class.getName());
            command.addAll(List.of("udp:127.0.0.1:" + port, "tcp:127.0.0.1:" + port));
            for (Transport transport : Transport.values()) {
                command.add(transport.user() + "=" + transport.address(calleePort));
            }
            return command;
        });
    }

    /// How a proxy is started.
    interface Command {

        /// The words of its command line.
        ///
        /// @param folder for its files
        /// @param port where it listens, for datagrams and connections
        /// @param calleePort where its users are
        List<String> of(Scratch folder, int port, int calleePort) throws IOException;
    }
}
