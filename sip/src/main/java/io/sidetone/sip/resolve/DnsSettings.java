package io.sidetone.sip.resolve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the DNS is asked. Immutable.
///
/// @param servers recursive servers, at least one. The one that answered last is asked first, at the start
///     the first
/// @param timeout how long a server has to answer, at least a millisecond
/// @param attempts how often each server is asked one question, at least 1
/// @param maxOutstanding how many questions may be under way at once, at least 1; further ones fail at once
/// @param hosts a file of the form of `/etc/hosts`, whose names the DNS is not asked for; null for none
/// @param cache how long answers are kept
public record DnsSettings(
        List<InetSocketAddress> servers,
        Duration timeout,
        int attempts,
        int maxOutstanding,
        @Nullable Path hosts,
        CacheSettings cache) {

    /// How long a server has to answer if nothing else is said.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /// How often a server is asked if nothing else is said.
    public static final int DEFAULT_ATTEMPTS = 2;

    /// How many questions may be under way at once if nothing else is said.
    public static final int DEFAULT_MAX_OUTSTANDING = 1_000;

    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final Path HOSTS = Path.of("/etc/hosts");

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException without a server, or with a number below its minimum
    public DnsSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty() || timeout.toMillis() < 1 || attempts < 1 || maxOutstanding < 1) {
            throw new IllegalArgumentException("Nobody to ask, or no time to answer");
        }
    }

    /// These servers, with the defaults for all else and no file of hosts.
    public static DnsSettings of(List<InetSocketAddress> servers) {
        return new DnsSettings(
                servers, DEFAULT_TIMEOUT, DEFAULT_ATTEMPTS, DEFAULT_MAX_OUTSTANDING, null, CacheSettings.DEFAULT);
    }

    /// What `/etc/resolv.conf` says now, with `/etc/hosts`. Search domains are not used: SIP's domains are whole.
    ///
    /// Without the file, a server on this machine is asked.
    ///
    /// @throws IOException if the file can not be read
    public static DnsSettings ofSystem() throws IOException {
        return read(RESOLV_CONF, HOSTS);
    }

    static DnsSettings read(Path resolvConf, @Nullable Path hosts) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(resolvConf);
        } catch (NoSuchFileException _) {
            lines = List.of();
        }
        ResolvConf read = ResolvConf.parse(lines);
        return new DnsSettings(
                read.servers(), read.timeout(), read.attempts(), DEFAULT_MAX_OUTSTANDING, hosts, CacheSettings.DEFAULT);
    }
}
