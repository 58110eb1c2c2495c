package io.sidetone.modules.tls_mgm;

import io.sidetone.script.value.Values;
import io.sidetone.server.command.Command;
import io.sidetone.server.command.CommandException;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.service.TlsDomains;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.tls.TlsIdentity;
import io.sidetone.sip.tls.TlsSettings;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What sockets for TLS show and whom they trust: the domains that fit the socket, each for its names.
/// Thread-safe.
public final class LoadedDomains implements TlsDomains {

    private static final System.Logger LOG = System.getLogger(LoadedDomains.class.getName());

    private final List<TlsDomain> servers;
    private final List<TlsDomain> clients;
    private final Choice choice;
    private final Path folder;
    private final Map<List<TlsDomain>, TlsContext> contexts = new HashMap<>();

    /// By which values a script chooses client domains.
    ///
    /// @param domain the one that names the domain; empty for none
    /// @param sipDomain the one that names a SIP domain that it is for; empty for none
    public record Choice(String domain, String sipDomain) {

        private static @Nullable String value(String name, Function<String, @Nullable Object> values) {
            Object value = name.isEmpty() ? null : values.apply(name);
            return value == null ? null : Values.text(value);
        }
    }

    /// @param clients what is shown and trusted where we connect to somebody
    /// @param folder where the authorities of a folder are gathered
    public LoadedDomains(List<TlsDomain> servers, List<TlsDomain> clients, Choice choice, Path folder) {
        this.servers = List.copyOf(servers);
        this.clients = List.copyOf(clients);
        this.choice = choice;
        this.folder = folder;
    }

    /// Declares the commands of a module that has domains.
    ///
    /// @param module the module, whose name is in front of their names
    /// @param older what is in front of them instead where programs of operators know them so
    public static void commands(ModuleBuilder module, String name, String older, Supplier<LoadedDomains> domains) {
        module.command(new Command(
                name + ":list",
                List.of(older + "list"),
                List.of(),
                "The domains.",
                _ -> domains.get().list()));
        module.command(new Command(
                name + ":reload", List.of(older + "reload"), List.of(), "Reads certificates and keys again.", _ -> {
                    try {
                        domains.get().reload();
                        return "OK";
                    } catch (StartException e) {
                        throw new CommandException(500, String.valueOf(e.getMessage()));
                    }
                }));
    }

    /// Reads everything once, so that what is wrong is said before a socket opens.
    ///
    /// @throws StartException if anything is
    public void check(Instant now) throws StartException {
        List<TlsDomain> all = new ArrayList<>(servers);
        all.addAll(clients);
        for (TlsDomain domain : all) {
            Instant end = context(List.of(domain)).expires();
            if (end != null && end.isBefore(now)) {
                throw new StartException(
                        Reason.CERTIFICATE,
                        "the certificate of the TLS domain '" + domain.name() + "', or one that leads to it, has"
                                + " expired on " + end + ": " + domain.get("certificate")
                                + ". Get a new one, or take the sockets for TLS and this domain out of the"
                                + " configuration.");
            }
        }
    }

    /// Whether servers are checked that we connect to where no client domain was looked for.
    private boolean verifiesServers() {
        return clients.isEmpty() || clients.getFirst().verifies();
    }

    @Override
    public boolean hasClients() {
        return !clients.isEmpty();
    }

    @Override
    public @Nullable Function<NextHop, @Nullable TlsContext> client(Function<String, @Nullable Object> values) {
        String name = Choice.value(choice.domain, values);
        if (name == null) {
            String sipDomain = Choice.value(choice.sipDomain, values);
            return hop -> loaded(fitting(hop.address(), sipDomain));
        }
        for (TlsDomain domain : clients) {
            if (domain.name().equals(name)) {
                TlsContext context = loaded(domain);
                return _ -> context;
            }
        }
        LOG.log(Level.DEBUG, "tls_mgm: a script has chosen a client domain that is not declared");
        return null;
    }

    /// The client domain for a destination; null if none fits.
    private @Nullable TlsDomain fitting(InetSocketAddress destination, @Nullable String sipDomain) {
        return clients.stream()
                .filter(domain -> domain.fits(destination) > 0 && domain.fits(sipDomain) > 0)
                // The first of equals.
                .min(Comparator.comparingInt((TlsDomain domain) -> -domain.fits(destination))
                        .thenComparingInt(domain -> -domain.fits(sipDomain)))
                .orElse(null);
    }

    /// All were loaded when the server started.
    private synchronized @Nullable TlsContext loaded(@Nullable TlsDomain domain) {
        return domain == null ? null : contexts.get(List.of(domain));
    }

    @Override
    public TlsContext server(InetSocketAddress address) throws TlsException {
        int best =
                servers.stream().mapToInt(domain -> domain.fits(address)).max().orElse(0);
        List<TlsDomain> fitting = servers.stream()
                .filter(domain -> best > 0 && domain.fits(address) == best)
                // The first is shown to those who name no domain.
                .sorted(Comparator.comparing(TlsDomain::servesAll).reversed())
                .toList();
        if (fitting.isEmpty()) {
            throw new TlsException(
                    "no TLS domain fits the socket " + address
                            + ". Add modparam(\"tls_mgm\", \"server_domain\", \"name\"), and "
                            + "match_ip_address if it is not for all sockets",
                    null);
        }
        try {
            return context(fitting);
        } catch (StartException e) {
            throw new TlsException(String.valueOf(e.getMessage()), e);
        }
    }

    private synchronized TlsContext context(List<TlsDomain> domains) throws StartException {
        TlsContext known = contexts.get(domains);
        if (known != null) {
            return known;
        }
        TlsDomain first = domains.getFirst();
        try {
            TlsContext made = TlsContext.load(settings(domains));
            contexts.put(domains, made);
            return made;
        } catch (TlsException e) {
            throw new StartException(
                    Reason.CERTIFICATE,
                    "the TLS domain '" + first.name() + "' cannot be used: " + e.getMessage()
                            + ". Name files that are there and that this user may read: certificate, private_key, "
                            + "ca_list.",
                    e);
        }
    }

    private TlsSettings settings(List<TlsDomain> domains) throws StartException {
        TlsDomain first = domains.getFirst();
        boolean connects = clients.contains(first);
        List<TlsIdentity> identities = new ArrayList<>();
        for (TlsDomain domain : domains) {
            if (connects && !domain.has("certificate")) {
                continue;
            }
            identities.add(domain.identity());
            if (domain.clientCertificates() != first.clientCertificates()) {
                LOG.log(
                        Level.WARNING,
                        "tls_mgm: the domains ''{0}'' and ''{1}'' share a socket: verify_cert and require_cert of "
                                + "the former count",
                        first.name(),
                        domain.name());
            }
        }
        TlsSettings settings = TlsSettings.of(identities.toArray(TlsIdentity[]::new))
                .withClientCertificates(first.clientCertificates())
                .withVersions(first.versions())
                .withCiphers(first.ciphers())
                .withVerifyServers(connects ? first.verifies() : verifiesServers());
        Path authorities = authorities(first);
        return authorities == null ? settings : settings.withAuthorities(authorities);
    }

    private @Nullable Path authorities(TlsDomain domain) throws StartException {
        Path file = domain.authorities();
        String directory = domain.get("ca_dir");
        if (file != null || directory.isBlank()) {
            return file;
        }
        Path gathered = folder.resolve(domain.name().replaceAll("[^A-Za-z0-9._-]", "_") + "-authorities.pem");
        Authorities.gather(domain.name(), Path.of(directory), gathered);
        return gathered;
    }

    /// Reads all files again. What is wrong stays as it was.
    ///
    /// @throws StartException what was wrong first
    public synchronized void reload() throws StartException {
        StartException first = null;
        for (Map.Entry<List<TlsDomain>, TlsContext> each : contexts.entrySet()) {
            try {
                Path _ = authorities(each.getKey().getFirst());
                each.getValue().reload();
            } catch (StartException e) {
                first = first == null ? e : first;
            } catch (TlsException e) {
                String name = each.getKey().getFirst().name();
                first = first == null
                        ? new StartException(Reason.CERTIFICATE, "the TLS domain '" + name + "': " + e.getMessage(), e)
                        : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /// What there is, for operators.
    public synchronized List<Map<String, @Nullable Object>> list() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        List<TlsDomain> domains = new ArrayList<>(servers);
        domains.addAll(clients);
        for (TlsDomain domain : domains) {
            Map<String, @Nullable Object> one = new HashMap<>();
            one.put("name", domain.name());
            one.put("type", clients.contains(domain) ? "client" : "server");
            for (String parameter :
                    List.of("certificate", "ca_list", "ca_dir", "match_ip_address", "match_sip_domain")) {
                if (domain.has(parameter)) {
                    one.put(parameter, domain.get(parameter));
                }
            }
            TlsContext context = contexts.get(List.of(domain));
            one.put("expires", context == null || context.expires() == null ? null : String.valueOf(context.expires()));
            all.add(one);
        }
        return all;
    }
}
