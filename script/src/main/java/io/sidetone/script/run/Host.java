package io.sidetone.script.run;

import io.sidetone.script.source.Place;
import org.jspecify.annotations.Nullable;

/// What a run tells to who started it. Thread-safe: any number of runs call it at a time.
public interface Host {

    /// A statement could not be done. The script goes on behind it.
    ///
    /// @param place where the statement begins
    /// @param reason what is wrong, without a full stop
    void failed(Run run, Place place, String reason);

    /// `launch`: a run to be started beside the one that goes on, at once or later, on any thread.
    ///
    /// @param launched to be started with [Run#start]
    /// @param route what to start it with
    /// @param parameters what to start it with
    void launch(Run launched, int route, @Nullable Object... parameters);
}
