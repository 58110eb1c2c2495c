package io.sidetone.bench.subject;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The command line of a program that is measured.
public final class SubjectMain {

    private SubjectMain() {}

    /// Starts the program and prints its port. Then it answers every line of standard input by what the program
    /// says to it, until the input ends.
    ///
    /// @param arguments the name of the program, then those for it
    public static void main(String[] arguments) throws IOException {
        // Netty would look for another library's loggers and remark on their absence.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        List<String> words = List.of(arguments);
        Subject subject = of(words.getFirst(), words.subList(1, words.size()));
        System.out.println(subject.start());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(subject.answer(line));
        }
    }

    private static Subject of(String name, List<String> arguments) throws IOException {
        return switch (name) {
            case "socket-forwarder" -> new SocketForwarder(target(arguments));
            case "layer-forwarder" -> new LayerForwarder(target(arguments));
            case "channel-forwarder" -> new ChannelForwarder(target(arguments));
            case "netty-forwarder" -> new NettyForwarder(target(arguments));
            case "transport-server" -> new TransportServer(arguments);
            case "call-sender" -> new CallSender();
            default -> throw new IllegalArgumentException("No such program: " + name);
        };
    }

    private static int target(List<String> arguments) {
        return Integer.parseInt(arguments.getFirst());
    }
}
