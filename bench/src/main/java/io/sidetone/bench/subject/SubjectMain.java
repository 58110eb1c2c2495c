package io.sidetone.bench.subject;

import java.io.IOException;
import java.util.List;

/// The command line of a program that is measured.
public final class SubjectMain {

    private SubjectMain() {}

    /// Starts the program, prints its port and waits for the end of standard input.
    ///
    /// @param arguments the name of the program, then those for it
    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        System.out.println(named(words.getFirst()).start(words.subList(1, words.size())));
        while (System.in.read() >= 0) {
            // What comes means nothing, only the end of it does.
        }
    }

    private static Subject named(String name) {
        return switch (name) {
            case "socket-forwarder" -> new SocketForwarder();
            case "channel-forwarder" -> new ChannelForwarder();
            case "netty-forwarder" -> new NettyForwarder();
            case "pool" -> new PoolServer();
            default -> throw new IllegalArgumentException("No such program: " + name);
        };
    }
}
