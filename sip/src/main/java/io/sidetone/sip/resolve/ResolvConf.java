package io.sidetone.sip.resolve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// What matters of a file `resolv.conf`. Lines that say something else, or nothing sensible, are passed over.
/// Immutable.
///
/// @param servers at least one; without any, one on this machine
/// @param timeout how long a server has to answer
/// @param attempts how often each server is asked
record ResolvConf(List<InetSocketAddress> servers, Duration timeout, int attempts) {

    private static final int DNS_PORT = 53;

    // What the C library lets the file say at most.
    private static final int MAX_SERVERS = 3;
    private static final int MAX_TIMEOUT_SECONDS = 30;
    private static final int MAX_ATTEMPTS = 5;

    static ResolvConf parse(List<String> lines) {
        List<InetSocketAddress> servers = new ArrayList<>();
        Duration timeout = DnsSettings.DEFAULT_TIMEOUT;
        int attempts = DnsSettings.DEFAULT_ATTEMPTS;
        for (String line : lines) {
            StringTokenizer words = new StringTokenizer(line);
            String keyword = words.hasMoreTokens() ? words.nextToken() : "";
            if (keyword.equals("nameserver") && words.hasMoreTokens() && servers.size() < MAX_SERVERS) {
                InetAddress address = address(words.nextToken());
                if (address != null) {
                    servers.add(new InetSocketAddress(address, DNS_PORT));
                }
            } else if (keyword.equals("options")) {
                while (words.hasMoreTokens()) {
                    String option = words.nextToken();
                    timeout = Duration.ofSeconds(
                            number(option, "timeout:", MAX_TIMEOUT_SECONDS, (int) timeout.toSeconds()));
                    attempts = number(option, "attempts:", MAX_ATTEMPTS, attempts);
                }
            }
        }
        if (servers.isEmpty()) {
            servers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT));
        }
        return new ResolvConf(List.copyOf(servers), timeout, attempts);
    }

    /// The address that a text is; null if it is none. Never asks for a name.
    static @Nullable InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static int number(String option, String name, int max, int otherwise) {
        if (!option.startsWith(name)) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(option, name.length(), option.length(), 10);
            return value < 1 ? otherwise : Math.min(value, max);
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }
}
