package io.sidetone.modules.registrar;

import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.service.LocationService;
import io.sidetone.server.service.LocationTable;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the functions of the module share once it has started. Thread-safe.
///
/// @param parameters what scripts have set
/// @param location where bindings are kept
/// @param clock the time
/// @param random for tokens and times that differ a little
/// @param tokens names the flows of devices
/// @param gruu makes and reads GRUUs
/// @param serviceRoute where devices have to send their requests through
/// @param accepted counts accepted requests
/// @param rejected counts refused requests
record Running(
        RegistrarParameters parameters,
        LocationService location,
        Clock clock,
        RandomGenerator random,
        FlowTokens tokens,
        Gruu gruu,
        List<NameAddress> serviceRoute,
        Counter accepted,
        Counter rejected) {

    LocationTable table(String name) {
        return location.table(name);
    }

    /// Seconds since 1970.
    long now() {
        return clock.currentTimeMillis() / 1000;
    }

    /// The address of record of a URI.
    ///
    /// @throws RefusedException if it can be none
    String address(Uri uri) throws RefusedException {
        return parameters.addresses(location).of(uri);
    }

    /// What a GRUU means; null for a URI that is none, or none of ours.
    Gruu.@Nullable Resolved gruu(SipUri uri) throws RefusedException {
        if (!Gruu.isGruu(uri)) {
            return null;
        }
        String user = uri.user();
        boolean temporary = user != null && user.startsWith(Gruu.TEMPORARY);
        return gruu.resolve(uri, temporary ? null : address(uri));
    }

    /// The value of an AVP as text; null if it has none.
    @Nullable
    String avp(RoutingContext context, @Nullable String name) {
        Object value = name == null ? null : context.transaction().avps().first(name);
        return value == null ? null : Values.text(value);
    }
}
