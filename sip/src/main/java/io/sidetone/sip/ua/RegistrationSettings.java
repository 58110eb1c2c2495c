package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.transport.KeepAlive;
import io.sidetone.sip.uri.SipUri;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is registered where. Immutable.
///
/// @param registrar the domain, without a user
/// @param address whose bindings these are
/// @param contacts where he is reached; empty for the address of the socket that is used
/// @param expires how long the bindings are to last, in seconds, at least 1
/// @param instance the URN of this device, such as `urn:uuid:...`; null for none
/// @param regId the number of this flow among those of the device, from 1, which asks for what RFC 5626 calls
///     outbound; 0 for none
/// @param longestRetry the longest wait before another try
@Rfc(number = 3261, section = "10.2")
@Rfc(number = 5626, section = "4.2")
public record RegistrationSettings(
        SipUri registrar,
        NameAddress address,
        List<NameAddress> contacts,
        long expires,
        @Nullable String instance,
        int regId,
        Duration longestRetry) {

    private static final long HOUR = 3600;

    /// Half an hour, as RFC 5626 §4.5 has it.
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(30);

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if a number is out of range, or a flow has no device
    public RegistrationSettings {
        contacts = List.copyOf(contacts);
        if (expires < 1 || regId < 0 || (regId > 0 && instance == null) || !longestRetry.isPositive()) {
            throw new IllegalArgumentException("Expires " + expires + ", reg-id " + regId + " of " + instance);
        }
    }

    /// An hour for the address of the socket that is used.
    public static RegistrationSettings of(SipUri registrar, NameAddress address) {
        return new RegistrationSettings(registrar, address, List.of(), HOUR, null, 0, LONGEST_RETRY);
    }

    /// The same for other contacts.
    public RegistrationSettings withContacts(List<NameAddress> others) {
        return new RegistrationSettings(registrar, address, others, expires, instance, regId, longestRetry);
    }

    /// The same for another time, in seconds.
    public RegistrationSettings withExpires(long seconds) {
        return new RegistrationSettings(registrar, address, contacts, seconds, instance, regId, longestRetry);
    }

    /// The same as one flow of a device.
    public RegistrationSettings withOutbound(String device, int flow) {
        return new RegistrationSettings(registrar, address, contacts, expires, device, flow, longestRetry);
    }

    /// How often the flow has to be heard of if the registrar does not say.
    static Duration usualKeepAlive(boolean datagrams) {
        return datagrams ? KeepAlive.BY_DATAGRAM : KeepAlive.BY_CONNECTION;
    }
}
