package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The known attributes. Thread-safe: only constants and functions.
@Rfc(number = 8489, section = "18.3")
public final class StunAttributes {

    /// The client's address as the server sees it, in the clear: for clients older than the magic cookie.
    @Rfc(number = 8489, section = "14.1")
    public static final StunAttributeType<InetSocketAddress> MAPPED_ADDRESS =
            new StunAttributeType<>(0x0001, "MAPPED-ADDRESS", StunCodec.address());

    /// The client's address as the server sees it, hidden from NATs that rewrite addresses.
    @Rfc(number = 8489, section = "14.2")
    public static final StunAttributeType<InetSocketAddress> XOR_MAPPED_ADDRESS =
            new StunAttributeType<>(0x0020, "XOR-MAPPED-ADDRESS", StunCodec.xorAddress());

    /// Who asks; up to 508 octets.
    @Rfc(number = 8489, section = "14.3")
    public static final StunAttributeType<String> USERNAME =
            new StunAttributeType<>(0x0006, "USERNAME", StunCodec.text(508, 508));

    /// Who asks, for those who need not know it: [StunKey#userhash].
    @Rfc(number = 8489, section = "14.4")
    public static final StunAttributeType<byte[]> USERHASH =
            new StunAttributeType<>(0x001E, "USERHASH", StunCodec.octets(32, 32, 1));

    /// The HMAC-SHA1 of the message up to here: [MessageIntegrity#SHA1].
    @Rfc(number = 8489, section = "14.5")
    public static final StunAttributeType<byte[]> MESSAGE_INTEGRITY =
            new StunAttributeType<>(0x0008, "MESSAGE-INTEGRITY", StunCodec.octets(20, 20, 1));

    /// The HMAC-SHA256 of the message up to here, perhaps cut: [MessageIntegrity#SHA256].
    @Rfc(number = 8489, section = "14.6")
    public static final StunAttributeType<byte[]> MESSAGE_INTEGRITY_SHA256 =
            new StunAttributeType<>(0x001C, "MESSAGE-INTEGRITY-SHA256", StunCodec.octets(16, 32, 4));

    /// The check sum of the message up to here: [Fingerprint].
    @Rfc(number = 8489, section = "14.7")
    public static final StunAttributeType<Long> FINGERPRINT =
            new StunAttributeType<>(0x8028, "FINGERPRINT", StunCodec.number(4));

    /// Why the request was not done.
    @Rfc(number = 8489, section = "14.8")
    public static final StunAttributeType<ErrorCode> ERROR_CODE =
            new StunAttributeType<>(0x0009, "ERROR-CODE", StunCodec.errorCode());

    /// Where the credentials are good, without quotes; up to 127 characters.
    @Rfc(number = 8489, section = "14.9")
    public static final StunAttributeType<String> REALM =
            new StunAttributeType<>(0x0014, "REALM", StunCodec.text(127, 763));

    /// What a server made so that requests can not be replayed, without quotes; up to 127 characters.
    @Rfc(number = 8489, section = "14.10")
    public static final StunAttributeType<String> NONCE =
            new StunAttributeType<>(0x0015, "NONCE", StunCodec.text(127, 763));

    /// What a server can make keys with, its favourite first.
    @Rfc(number = 8489, section = "14.11")
    public static final StunAttributeType<List<PasswordAlgorithm>> PASSWORD_ALGORITHMS =
            new StunAttributeType<>(0x8002, "PASSWORD-ALGORITHMS", StunCodec.passwordAlgorithms());

    /// What the client made its key with.
    @Rfc(number = 8489, section = "14.12")
    public static final StunAttributeType<PasswordAlgorithm> PASSWORD_ALGORITHM =
            new StunAttributeType<>(0x001D, "PASSWORD-ALGORITHM", StunCodec.passwordAlgorithm());

    /// The types that the server had to understand and did not.
    @Rfc(number = 8489, section = "14.13")
    public static final StunAttributeType<List<Integer>> UNKNOWN_ATTRIBUTES =
            new StunAttributeType<>(0x000A, "UNKNOWN-ATTRIBUTES", StunCodec.codes());

    /// What made the message, for people; up to 127 characters.
    @Rfc(number = 8489, section = "14.14")
    public static final StunAttributeType<String> SOFTWARE =
            new StunAttributeType<>(0x8022, "SOFTWARE", StunCodec.text(127, 763));

    /// The server to ask instead.
    @Rfc(number = 8489, section = "14.15")
    public static final StunAttributeType<InetSocketAddress> ALTERNATE_SERVER =
            new StunAttributeType<>(0x8023, "ALTERNATE-SERVER", StunCodec.address());

    /// The domain name in the certificate of that server.
    @Rfc(number = 8489, section = "14.16")
    public static final StunAttributeType<String> ALTERNATE_DOMAIN =
            new StunAttributeType<>(0x8003, "ALTERNATE-DOMAIN", StunCodec.text(255, 255));

    /// The priority of the candidate that a check may discover, 0 to 4294967295.
    @Rfc(number = 8445, section = "7.1.1")
    public static final StunAttributeType<Long> PRIORITY =
            new StunAttributeType<>(0x0024, "PRIORITY", StunCodec.number(4));

    /// The controlling agent nominates this pair; there is no value.
    @Rfc(number = 8445, section = "7.1.2")
    public static final StunAttributeType<byte[]> USE_CANDIDATE =
            new StunAttributeType<>(0x0025, "USE-CANDIDATE", StunCodec.octets(0, 0, 1));

    /// The sender believes to be controlled; the tie breaker is a number of 64 bits without sign.
    @Rfc(number = 8445, section = "7.1.3")
    public static final StunAttributeType<Long> ICE_CONTROLLED =
            new StunAttributeType<>(0x8029, "ICE-CONTROLLED", StunCodec.number(8));

    /// The sender believes to control; the tie breaker is a number of 64 bits without sign.
    @Rfc(number = 8445, section = "7.1.3")
    public static final StunAttributeType<Long> ICE_CONTROLLING =
            new StunAttributeType<>(0x802A, "ICE-CONTROLLING", StunCodec.number(8));

    /// From where the response should come.
    @Rfc(number = 5780, section = "7.2")
    public static final StunAttributeType<ChangeRequest> CHANGE_REQUEST =
            new StunAttributeType<>(0x0003, "CHANGE-REQUEST", StunCodec.changeRequest());

    /// From where the response was sent.
    @Rfc(number = 5780, section = "7.3")
    public static final StunAttributeType<InetSocketAddress> RESPONSE_ORIGIN =
            new StunAttributeType<>(0x802B, "RESPONSE-ORIGIN", StunCodec.address());

    /// The server's other address and other port.
    @Rfc(number = 5780, section = "7.4")
    public static final StunAttributeType<InetSocketAddress> OTHER_ADDRESS =
            new StunAttributeType<>(0x802C, "OTHER-ADDRESS", StunCodec.address());

    /// The port of the client that the response should go to, 0 to 65535.
    @Rfc(number = 5780, section = "7.5")
    public static final StunAttributeType<Integer> RESPONSE_PORT =
            new StunAttributeType<>(0x0027, "RESPONSE-PORT", StunCodec.port());

    /// Octets that say nothing, to make a message so long that it is fragmented.
    @Rfc(number = 5780, section = "7.6")
    public static final StunAttributeType<byte[]> PADDING =
            new StunAttributeType<>(0x0026, "PADDING", StunCodec.octets(0, 0xFFFF, 1));

    /// RESPONSE-ORIGIN as old clients know it.
    @Rfc(number = 3489, section = "11.2.5")
    public static final StunAttributeType<InetSocketAddress> SOURCE_ADDRESS =
            new StunAttributeType<>(0x0004, "SOURCE-ADDRESS", StunCodec.address());

    /// OTHER-ADDRESS as old clients know it.
    @Rfc(number = 3489, section = "11.2.3")
    public static final StunAttributeType<InetSocketAddress> CHANGED_ADDRESS =
            new StunAttributeType<>(0x0005, "CHANGED-ADDRESS", StunCodec.address());

    /// What every agent understands: the attributes of RFC 8489.
    public static final Set<StunAttributeType<?>> BASE = Set.of(
            MAPPED_ADDRESS,
            XOR_MAPPED_ADDRESS,
            USERNAME,
            USERHASH,
            MESSAGE_INTEGRITY,
            MESSAGE_INTEGRITY_SHA256,
            FINGERPRINT,
            ERROR_CODE,
            REALM,
            NONCE,
            PASSWORD_ALGORITHMS,
            PASSWORD_ALGORITHM,
            UNKNOWN_ATTRIBUTES,
            SOFTWARE,
            ALTERNATE_SERVER,
            ALTERNATE_DOMAIN);

    /// What an agent of ICE understands beside the base.
    public static final Set<StunAttributeType<?>> ICE =
            Set.of(PRIORITY, USE_CANDIDATE, ICE_CONTROLLED, ICE_CONTROLLING);

    /// What has to do with the discovery of NATs, the old names included.
    public static final Set<StunAttributeType<?>> NAT_DISCOVERY = Set.of(
            CHANGE_REQUEST, RESPONSE_ORIGIN, OTHER_ADDRESS, RESPONSE_PORT, PADDING, SOURCE_ADDRESS, CHANGED_ADDRESS);

    private StunAttributes() {}

    /// The name of a known attribute, or the code in hexadecimal digits.
    static String name(int code) {
        for (Set<StunAttributeType<?>> family : List.of(BASE, ICE, NAT_DISCOVERY)) {
            for (StunAttributeType<?> type : family) {
                if (type.code() == code) {
                    return type.name();
                }
            }
        }
        return "0x" + Integer.toHexString(0x10000 | code).substring(1).toUpperCase(Locale.ROOT);
    }
}
