package io.sidetone.dist.phones;

import java.io.IOException;
import java.util.OptionalInt;

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

    /// How many bits a second it says that it receives now, if it says so at all and its recording does not tell:
    /// baresip 1 keeps nothing of what it hears after a call was held.
    OptionalInt received();

    /// What it has printed, for who looks for a fault.
    String said();

    @Override
    void close();
}
