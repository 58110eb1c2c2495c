package io.sidetone.server.module;

import io.sidetone.server.command.Commands;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.context.ServerCore;
import io.sidetone.server.stats.Statistics;
import io.sidetone.server.storage.Database;
import io.sidetone.sip.base.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a module gets when it starts. Thread-safe.
public interface ModuleContext {

    /// What all messages share; messages, timers and sockets are reached from here.
    ServerCore core();

    /// The only source of time.
    Clock clock();

    /// The folder for what has to survive: it is there and can be written.
    Path data();

    /// The folder of the script in service, where files are that it names without one.
    Path scriptFolder();

    /// The database that a parameter of the module names; modules that name the same one share it. To be asked
    /// for when the module starts. Waits.
    ///
    /// @param url empty for the server's own: an SQLite file in [#data]
    /// @throws StartException if the URL is none, or the database is not there or does not let us in
    Database database(String url) throws StartException;

    /// All statistics.
    Statistics statistics();

    /// All commands.
    Commands commands();

    /// Does something again and again, where waiting is allowed; the next time begins after the last one has
    /// ended, and a failure is logged and ends nothing. Ends with the server.
    void every(Duration pause, Runnable task);

    /// Whether a script in service has a block of this name, for parameters that name one.
    boolean hasRoute(String name);

    /// A variable as scripts write it, `$fU` or `$(hdr(X){s.len})`, for parameters that name one.
    ///
    /// @return reads it where a script runs
    /// @throws StartException if it is none, or no block of the script could read it
    Function<RoutingContext, @Nullable Object> variable(String written) throws StartException;

    /// Text with variables as scripts write it, for parameters that take one.
    ///
    /// @return gives the text where a script runs
    /// @throws StartException if there is something in it that no block of the script could read
    Function<RoutingContext, String> text(String written) throws StartException;
}
