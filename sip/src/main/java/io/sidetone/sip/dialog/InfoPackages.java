package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.InfoPackage;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which packages of INFO each side of a session takes. Confined to its owner's lock.
@Rfc(number = 6086)
public final class InfoPackages {

    /// How many packages of the other side are remembered.
    private static final int MAX_REMOTE = 64;

    private final String ours;
    private final Set<String> local;
    private Set<String> remote = Set.of();

    /// @param local what this side takes, by name; may be empty
    public InfoPackages(List<String> local) {
        this.ours = String.join(", ", local);
        this.local = names(local);
    }

    /// Says what this side takes, in an INVITE, UPDATE, PRACK or ACK, or in a 2xx or reliable provisional
    /// response to a request that says it too.
    @Rfc(number = 6086, section = "5.2.3")
    public <B extends MessageBuilder<B>> B announce(B message) {
        return message.set(HeaderName.RECV_INFO, ours);
    }

    /// Notes what the other side takes; a message that does not say leaves it as it was.
    @Rfc(number = 6086, section = "5.2.2")
    public void receive(SipMessage message) {
        if (!message.has(HeaderName.RECV_INFO)) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (InfoPackage offered : message.all(Headers.RECV_INFO)) {
            if (names.size() < MAX_REMOTE) {
                names.add(Text.lower(offered.name()));
            }
        }
        remote = names;
    }

    /// Whether the other side takes a package.
    @Rfc(number = 6086, section = "4.2.1")
    public boolean maySend(String name) {
        return remote.contains(Text.lower(name));
    }

    /// Judges an INFO; null if it may be taken. One without a package is of the time before there were any.
    @Rfc(number = 6086, section = "4.2.2")
    public @Nullable Refusal judge(SipRequest info) {
        if (!info.has(HeaderName.INFO_PACKAGE)) {
            return null;
        }
        InfoPackage named = info.first(Headers.INFO_PACKAGE);
        if (named == null) {
            return Refusals.badRequest(HeaderName.INFO_PACKAGE.text());
        }
        return local.contains(Text.lower(named.name()))
                ? null
                : new Refusal(469, "Bad Info Package", HeaderName.RECV_INFO, ours);
    }

    private static Set<String> names(List<String> packages) {
        Set<String> names = new HashSet<>();
        for (String name : packages) {
            names.add(Text.lower(name));
        }
        return names;
    }
}
