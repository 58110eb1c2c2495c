package io.sidetone.dist.phones;

import java.io.IOException;

/// A telephone of other people that answers all calls, says a tone and keeps what it hears. Confined to one thread.
interface Telephone extends AutoCloseable {

    /// The name of the program.
    String program();

    /// Whether it says that it is registered.
    boolean isRegistered() throws IOException;

    /// How many calls have been answered, by it or by who it has called.
    int answered();

    /// How many calls are over.
    int ended();

    void call(String uri) throws IOException;

    void hold() throws IOException;

    void resume() throws IOException;

    void hangUp() throws IOException;

    /// What it hears.
    Recording recording() throws IOException;

    /// What it has printed, for who looks for a fault.
    String said();

    @Override
    void close();
}
