package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.OptionTags;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.uri.SipUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proxies between a device and its registrar, which requests to the device go through. A proxy adds itself
/// with [ForwardedRequest] and a [RecordRoute]; the routes of a [Target] bring the path back. Thread-safe: only
/// functions.
@Rfc(number = 3327, section = "5")
public final class PathVector {

    private static final String OPTION = "path";

    private PathVector() {}

    /// What a proxy may answer that has to add itself to the path of a device which does not know of paths; null
    /// if the device does. Whether such a device is refused or the path is added all the same is policy.
    @Rfc(number = 3327, section = "5.2")
    public static @Nullable Refusal checkByProxy(SipRequest register) {
        return OptionTags.names(register, Headers.SUPPORTED, OPTION)
                ? null
                : new Refusal(421, "Extension Required", HeaderName.REQUIRE, OPTION);
    }

    /// What a registrar may answer if there is a path and the device does not know of paths; null if there is
    /// nothing to refuse. Whether the path is taken all the same is policy.
    @Rfc(number = 3327, section = "5.3")
    public static @Nullable Refusal checkByRegistrar(SipRequest register) {
        return !register.has(HeaderName.PATH) || OptionTags.names(register, Headers.SUPPORTED, OPTION)
                ? null
                : new Refusal(420, "Bad Extension", HeaderName.UNSUPPORTED, OPTION);
    }

    /// The path of a REGISTER: copies that hold nothing of the message, to be stored with the bindings.
    @Rfc(number = 3327, section = "5.3")
    public static List<NameAddress> of(SipRequest register) {
        return List.copyOf(register.all(Headers.PATH));
    }

    /// Tells the device in the response to its REGISTER which path was stored, if it knows of paths.
    @Rfc(number = 3327, section = "5.3")
    public static void confirm(SipRequest register, SipResponse.Builder response) {
        if (OptionTags.names(register, Headers.SUPPORTED, OPTION)) {
            for (NameAddress proxy : register.all(Headers.PATH)) {
                response.append(Headers.PATH, proxy);
            }
        }
    }

    /// Whether the proxy next to the device keeps its flows: else a registrar does not promise to use them.
    @Rfc(number = 5626, section = "6")
    public static boolean keepsFlow(List<NameAddress> path) {
        return !path.isEmpty()
                && path.getLast().uri() instanceof SipUri first
                && first.hasParameter(EdgeProxy.OUTBOUND);
    }
}
