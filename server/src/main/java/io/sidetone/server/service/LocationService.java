package io.sidetone.server.service;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Where users are: the module `usrloc` offers it. Thread-safe.
public interface LocationService {

    /// The table of a name, which is made if it is not there. A table that scripts name is made before the server
    /// starts, so that its rows are loaded then.
    LocationTable table(String name);

    /// All tables.
    Collection<LocationTable> tables();

    /// Whether the domain is part of an address of record.
    boolean usesDomain();

    /// The branch flag that marks contacts behind a NAT; null if none does.
    @Nullable
    String natFlag();

    /// How contacts of a REGISTER are matched with those that are there, if the script does not say: 0 by URI, 1
    /// by URI and Call-ID.
    int matchingMode();

    /// For how many seconds a repeated REGISTER counts as a retransmission.
    int retransmissionSeconds();

    /// Whether contacts are ordered by their time, newest first, before their preference counts.
    boolean newestFirst();

    /// Says that a device has to be woken by a push notification: raises E_UL_CONTACT_REFRESH.
    ///
    /// @param reason `ini-INVITE` for a request outside of a dialog, `mid-BYE` inside of one, `reg-refresh`
    /// @param callId the Call-ID of the request that waits; empty for none
    void wake(LocationTable table, String address, Binding binding, String reason, String callId);

    /// Tells somebody of all changes.
    void watch(LocationWatcher watcher);
}
