package io.sidetone.bench.subject;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A program that is measured: it listens on this machine and goes on, on daemon threads, for as long as
/// its process.
interface Subject {

    /// Starts it.
    ///
    /// @return the port that it listens on
    int start() throws IOException;

    /// Answers a line of its standard input: by its [Holding], where nothing else is said.
    default String answer(String line) throws IOException {
        return Holding.now(connections()).toString();
    }

    /// How many connections it has now.
    default int connections() {
        return 0;
    }

    /// A port of this machine; 0 is a free one.
    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    /// Starts a thread that does not keep the process alive.
    static void run(String name, Loop loop) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                loop.run();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /// What a thread does until its process ends.
    interface Loop {

        /// Does it.
        void run() throws IOException;
    }
}
