package io.sidetone.dist.compat;

import java.io.IOException;
import java.nio.file.Path;

/// A kind of server that rows are tried on. Thread-safe, if trials do not overlap.
interface Subject {

    /// Starts a server.
    ///
    /// @param config its configuration
    /// @param folder for what it keeps
    /// @param names where it is to be reached: `SERVER`, and `SECURE` by TLS
    /// @throws IOException if it does not start, with what it says
    Running start(Path config, Path folder, Names names) throws IOException, InterruptedException;

    /// A server that runs.
    interface Running extends AutoCloseable {

        /// The texts that its script has logged, and its accounting; one on a line.
        String logged();

        @Override
        void close() throws IOException;
    }
}
