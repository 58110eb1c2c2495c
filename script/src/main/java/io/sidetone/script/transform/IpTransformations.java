package io.sidetone.script.transform;

import io.sidetone.script.define.Family;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.value.Network;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Type;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `{ip.*}`: addresses in digits, and as octets in a text.
final class IpTransformations {

    private static final List<Network> PRIVATE = List.of(
            network("10.0.0.0/8"),
            network("172.16.0.0/12"),
            network("192.168.0.0/16"),
            network("100.64.0.0/10"),
            network("127.0.0.0/8"));

    private IpTransformations() {}

    static List<TransformationDefinition> all() {
        return List.of(
                row(
                        "ip.isip",
                        Type.INTEGER,
                        text -> bit(size(text) > 0),
                        "1 if it is an address, else 0.",
                        "\"194.168.4.134.1\"{ip.isip} -> 0"),
                row(
                        "ip.isip4",
                        Type.INTEGER,
                        text -> bit(size(text) == 4),
                        "1 if it is an IPv4 address, else 0.",
                        "\"194.168.4.134\"{ip.isip4} -> 1"),
                row(
                        "ip.isip6",
                        Type.INTEGER,
                        text -> bit(size(text) == 16),
                        "1 if it is an IPv6 address, else 0.",
                        "\"2001:db8::1\"{ip.isip6} -> 1"),
                row(
                        "ip.pton",
                        Type.STRING,
                        IpTransformations::octets,
                        "The address as octets; null if it is none.",
                        "\"194.168.4.134\"{ip.pton}{s.encode.hexa} -> \"c2a80486\""),
                row(
                        "ip.ntop",
                        Type.STRING,
                        IpTransformations::digits,
                        "The address of 4 or 16 octets in digits; null if there are not so many.",
                        "\"194.168.4.134\"{ip.pton}{ip.ntop} -> \"194.168.4.134\""),
                row(
                        "ip.family",
                        Type.STRING,
                        IpTransformations::family,
                        "`INET` for 4 octets, `INET6` for 16, else null.",
                        "\"194.168.4.134\"{ip.pton}{ip.family} -> \"INET\""),
                TransformationDefinition.of(
                                "ip.matches",
                                Type.INTEGER,
                                TextOperation.with((text, arguments) -> matches(text, arguments.text(0))),
                                "1 if the address is in a network, else 0; null if one is none, or they are of "
                                        + "two families.",
                                "\"10.10.0.99\"{ip.matches,10.10.0.1/24} -> 1")
                        .taking(Parameter.of("network", ParameterKind.STRING, "The network: `10.10.0.1/24`."))
                        .of(Family.OPENSIPS),
                row(
                        "ip.isprivate",
                        Type.INTEGER,
                        text -> bit(PRIVATE.stream().anyMatch(network -> network.contains(text))),
                        "1 if it is an IPv4 address of a private network (RFC 1918, RFC 6598) or of this "
                                + "machine, else 0.",
                        "\"192.168.1.1\"{ip.isprivate} -> 1"));
    }

    private static TransformationDefinition row(
            String name, Type result, TextOperation.OfText operation, String description, String example) {
        return TransformationDefinition.of(
                        name,
                        result,
                        TextOperation.of(text -> text.isEmpty() ? null : operation.apply(text)),
                        description,
                        example)
                .of(Family.OPENSIPS);
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }

    private static Long bit(boolean flag) {
        return flag ? 1L : 0L;
    }

    private static int size(String text) {
        return Network.octets(text).length;
    }

    private static @Nullable String octets(String text) {
        byte[] octets = Network.octets(text);
        return octets.length == 0 ? null : Octets.text(octets);
    }

    private static @Nullable String digits(String text) {
        byte[] octets = Octets.of(text);
        try {
            return octets.length == 4 || octets.length == 16
                    ? InetAddress.getByAddress(octets).getHostAddress()
                    : null;
        } catch (UnknownHostException e) {
            throw new ScriptError("no address: " + e.getMessage());
        }
    }

    private static @Nullable String family(String text) {
        return switch (Octets.of(text).length) {
            case 4 -> "INET";
            case 16 -> "INET6";
            default -> null;
        };
    }

    private static @Nullable Long matches(String text, String network) {
        int slash = network.indexOf('/');
        Optional<Network> parsed = Network.parse(network);
        return slash < 0 || parsed.isEmpty() || size(text) == 0 || size(text) != size(network.substring(0, slash))
                ? null
                : bit(parsed.get().contains(text));
    }
}
