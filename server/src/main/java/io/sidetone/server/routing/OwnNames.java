package io.sidetone.server.routing;

import io.sidetone.server.service.LocalDomains;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.proxy.Myself;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Our addresses and aliases, and the domains that a module knows. Immutable.
///
/// @param addresses sockets and aliases
/// @param known gives who is asked for what is none of these; null for no others
public record OwnNames(Myself addresses, Supplier<@Nullable LocalDomains> known) implements Myself {

    /// An address that is a domain, too, is not ours on every port: others may live there.
    @Override
    public boolean isMyself(SipUri uri) {
        if (addresses.isMyself(uri)) {
            return true;
        }
        LocalDomains domains = uri.host().isName() || uri.port() < 0 ? known.get() : null;
        return domains != null && domains.isLocal(Text.lower(uri.host().text()));
    }

    @Override
    public boolean isMyself(Via via) {
        return addresses.isMyself(via);
    }
}
