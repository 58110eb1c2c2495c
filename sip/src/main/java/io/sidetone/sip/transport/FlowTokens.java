package io.sidetone.sip.transport;

import io.sidetone.sip.base.Addresses;
import io.sidetone.sip.base.Hmac;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.AddressFamily;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Writes a flow as a short text that travels in a Path or Record-Route and leads back to the flow. Thread-safe.
///
/// A token is signed, so that nobody can make us send to wherever he likes.
@Rfc(number = 5626, section = "5.2")
public final class FlowTokens {

    /// How long the secret is at least, in octets.
    public static final int SECRET_LENGTH = 20;

    /// 80 bits, as the RFC has it.
    private static final int SIGNATURE_LENGTH = 10;

    /// What is signed has so many octets at most: a number and two addresses of IPv6, with length and port.
    private static final int LARGEST_CONTENT = Long.BYTES + 2 * (1 + 16 + Short.BYTES);

    /// A token has so many letters at most: four for three octets.
    private static final int LONGEST = (4 * (SIGNATURE_LENGTH + LARGEST_CONTENT) + 2) / 3;

    /// Stands in place of the number of a connection.
    private static final long DATAGRAMS = 0;

    /// What a token leads to.
    public sealed interface Target {

        /// The flow, which is open.
        record Live(Flow flow) implements Target {}

        /// The token is ours, and the flow is gone: 430 (RFC 5626 §5.3).
        record Gone() implements Target {}

        /// The token is none of ours: 403.
        record Forged() implements Target {}
    }

    private final TransportLayer transport;
    private final Hmac hmac;

    /// Tokens for the flows of a transport layer.
    ///
    /// @param secret random octets, at least [#SECRET_LENGTH], which are copied. A token is good as long as the
    ///     secret is the same
    public FlowTokens(TransportLayer transport, byte[] secret) {
        if (secret.length < SECRET_LENGTH) {
            throw new IllegalArgumentException("A secret of " + secret.length + " octets");
        }
        this.transport = transport;
        this.hmac = new Hmac(secret);
    }

    /// The token of a flow: letters, digits, `-` and `_`.
    public String token(Flow flow) {
        ByteBuffer content = ByteBuffer.allocate(LARGEST_CONTENT);
        content.putLong(number(flow));
        put(content, flow.remote());
        put(content, flow.local());
        byte[] signed = Arrays.copyOf(content.array(), content.position());
        byte[] token = Arrays.copyOf(signature(signed), SIGNATURE_LENGTH + signed.length);
        System.arraycopy(signed, 0, token, SIGNATURE_LENGTH, signed.length);
        return text(token);
    }

    private static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// Which of all connections it is: another one between the same addresses is another flow.
    private static long number(Flow flow) {
        Connection connection = flow.connection();
        return connection == null ? DATAGRAMS : connection.number();
    }

    private static void put(ByteBuffer content, InetSocketAddress address) {
        byte[] octets = address.getAddress().getAddress();
        content.put((byte) octets.length).put(octets).putShort((short) address.getPort());
    }

    /// What a token leads to, whoever has sent it.
    @Rfc(number = 5626, section = "5.3")
    public Target target(String token) {
        try {
            if (token.length() > LONGEST) {
                return new Target.Forged();
            }
            byte[] octets = Base64.getUrlDecoder().decode(token);
            if (!text(octets).equals(token)) {
                // The last letter has bits that nobody reads, and ours are zero.
                return new Target.Forged();
            }
            byte[] signed = Arrays.copyOfRange(octets, Math.min(SIGNATURE_LENGTH, octets.length), octets.length);
            byte[] signature = Arrays.copyOf(octets, SIGNATURE_LENGTH);
            if (!MessageDigest.isEqual(signature, signature(signed))) {
                return new Target.Forged();
            }
            Flow flow = flow(ByteBuffer.wrap(signed));
            return flow != null && flow.isOpen() ? new Target.Live(flow) : new Target.Gone();
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            return new Target.Forged();
        }
    }

    private @Nullable Flow flow(ByteBuffer content) {
        long number = content.getLong();
        InetSocketAddress remote = address(content);
        InetSocketAddress local = address(content);
        if (number != DATAGRAMS) {
            Connection connection = transport.connections().of(number);
            return connection != null && connection.remote().equals(remote) ? connection : null;
        }
        if (remote.getPort() == 0) {
            return null;
        }
        NextHop hop = new NextHop(
                Transport.UDP, remote, Host.ofAddress(remote.getAddress().getAddress()));
        for (Listener listener : transport.listeners()) {
            InetAddress bound = listener.local().getAddress();
            if (listener.settings().transport() == Transport.UDP
                    && listener.local().getPort() == local.getPort()
                    && (bound.equals(local.getAddress()) || isWildcardFor(bound, local.getAddress()))) {
                return listener.open(hop, local.getAddress());
            }
        }
        return null;
    }

    private static boolean isWildcardFor(InetAddress bound, InetAddress local) {
        return bound.isAnyLocalAddress() && AddressFamily.of(bound) == AddressFamily.of(local);
    }

    private static InetSocketAddress address(ByteBuffer content) {
        byte[] octets = new byte[content.get()];
        content.get(octets);
        return new InetSocketAddress(Addresses.ofOctets(octets), Short.toUnsignedInt(content.getShort()));
    }

    private byte[] signature(byte[] signed) {
        return Arrays.copyOf(hmac.of(signed), SIGNATURE_LENGTH);
    }
}
