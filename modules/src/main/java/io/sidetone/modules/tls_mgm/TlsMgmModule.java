package io.sidetone.modules.tls_mgm;

import io.sidetone.script.value.Type;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.Reloadable;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.module.Startable;
import io.sidetone.server.service.TlsDomains;
import io.sidetone.sip.base.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Certificates, keys and trust of the sockets for TLS.
public final class TlsMgmModule implements Module, Startable, Reloadable {

    /// Parameters of domains, in the order in which they were declared.
    private final Map<String, ModuleParameter<List<String>>> ofDomains = new LinkedHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<List<String>> serverDomains;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<List<String>> clientDomains;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> clientDomain;

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> clientSipDomain;

    private @Nullable LoadedDomains loaded;
    private @Nullable Clock clock;

    @Override
    public void define(ModuleBuilder module) {
        module.name("tls_mgm", "Certificates, keys and trust of the sockets for TLS.");
        serverDomains = texts(module, "server_domain", "A name for what some sockets show: certificate and trust.");
        clientDomains = texts(
                module,
                "client_domain",
                "A name for what is shown and trusted where requests of the script leave by TLS: of those whose "
                        + "`match_ip_address` and `match_sip_domain` fit the one that fits best; where none does it is "
                        + "what the socket shows. What it leaves open is as the first server domain has it. For "
                        + "requests of the server's own `verify_cert` of the first counts.");
        ofDomain(
                module,
                "match_ip_address",
                "The sockets that a server domain is for, and the destinations that a client domain is for: "
                        + "`address:port, address`; `*` for all.");
        ofDomain(
                module,
                "match_sip_domain",
                "The names that a certificate is shown for: `*` for all, `none` for no name; of a client domain the "
                        + "values of `client_sip_domain_avp` that it is for, `*.example.org` too.");
        choices(module);
        ofDomain(
                module,
                "certificate",
                "A PEM file with our certificate, and behind it those that lead to an authority.");
        ofDomain(module, "private_key", "A PEM file with its key.");
        ofDomain(
                module,
                "ca_list",
                "A PEM file with the authorities that vouch for peers; those of Java if none is named.");
        ofDomain(module, "ca_dir", "A folder of such files.");
        ofDomain(module, "verify_cert", "Whether certificates of peers are checked.");
        ofDomain(module, "require_cert", "Whether who connects to us has to show a certificate.");
        ofDomain(module, "tls_method", "The versions of TLS: `TLSv1_2`, `TLSv1_3`, a range, or `SSLv23` for both.");
        ofDomain(module, "ciphers_list", "The cipher suites, with colons between.");
        ofDomain(module, "crl_dir", "Not supported: a server whose script sets it does not start.");
        module.ignored("crl_check_all", Type.ANY, "see crl_dir");
        module.ignored("dh_params", Type.ANY, "keys are exchanged by groups that have names");
        module.ignored("ec_curve", Type.ANY, "all safe curves are offered");
        others(module);
        TlsVariables.define(module, () -> Objects.requireNonNull(clock));
        LoadedDomains.commands(module, "tls_mgm", "tls_", this::domains);
        module.provides(TlsDomains.class, (Supplier<TlsDomains>) this::domains);
    }

    private void choices(ModuleBuilder module) {
        clientDomain = module.text(
                "client_tls_domain_avp",
                "",
                "The name of the `$avp` or `$bavp` that names a client domain, whatever its `match` parameters say. A "
                        + "connection that was opened with another does not serve such requests; those that peers have "
                        + "opened do. Where there is no such domain nothing leaves by TLS.");
        clientSipDomain = module.text(
                "client_sip_domain_avp",
                "",
                "The name of the `$avp` or `$bavp` with the SIP domain that `match_sip_domain` of client domains is "
                        + "compared with; without a value only those with `*` fit.");
    }

    private void others(ModuleBuilder module) {
        module.ignored("tls_library", Type.STRING, "TLS is that of Java");
        module.ignored("db_url", Type.STRING, "domains are those of the script");
        for (String name : List.of("db_table", "domain_col", "match_ip_address_col", "match_sip_domain_col")) {
            module.ignored(name, Type.STRING, "domains are those of the script");
        }
    }

    private static ModuleParameter<List<String>> texts(ModuleBuilder module, String name, String summary) {
        return module.parameter(name, summary, List.<String>of(), Type.ANY, true, (before, given) -> {
            List<String> all = new ArrayList<>(before);
            all.add(TlsDomain.written(given));
            return List.copyOf(all);
        });
    }

    private void ofDomain(ModuleBuilder module, String name, String summary) {
        ofDomains.put(name, texts(module, name, summary + " `[domain]value`."));
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        clock = context.clock();
        Map<String, TlsDomain> servers = new LinkedHashMap<>();
        Map<String, TlsDomain> clients = new LinkedHashMap<>();
        serverDomains.value().forEach(line -> declare(servers, line));
        clientDomains.value().forEach(line -> declare(clients, line));
        if (servers.isEmpty() && !ofDomains("certificate").value().isEmpty()) {
            servers.put(TlsDomain.USUAL, new TlsDomain(TlsDomain.USUAL));
        }
        for (Map.Entry<String, ModuleParameter<List<String>>> parameter : ofDomains.entrySet()) {
            for (String line : parameter.getValue().value()) {
                set(servers, clients, parameter.getKey(), line);
            }
        }
        if (!ofDomains("crl_dir").value().isEmpty()) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "crl_dir of tls_mgm is not supported, so certificates that were revoked would be taken. Take "
                            + "the line out "
                            + "of the configuration if that is acceptable.");
        }
        servers.values().stream()
                .findFirst()
                .ifPresent(first -> clients.values().forEach(client -> client.otherwise(first)));
        LoadedDomains made = new LoadedDomains(
                List.copyOf(servers.values()),
                List.copyOf(clients.values()),
                new LoadedDomains.Choice(clientDomain.value(), clientSipDomain.value()),
                context.data().resolve("tls"));
        made.check(Instant.ofEpochMilli(context.clock().currentTimeMillis()));
        loaded = made;
    }

    private ModuleParameter<List<String>> ofDomains(String name) {
        return Objects.requireNonNull(ofDomains.get(name));
    }

    /// A name, or `name=address:port` as older scripts have it.
    private static void declare(Map<String, TlsDomain> domains, String line) {
        int equals = line.indexOf('=');
        String name = (equals < 0 ? line : line.substring(0, equals)).strip();
        TlsDomain domain = domains.computeIfAbsent(name, TlsDomain::new);
        if (equals > 0) {
            domain.set("match_ip_address", line.substring(equals + 1).strip());
        }
    }

    private static void set(
            Map<String, TlsDomain> servers, Map<String, TlsDomain> clients, String parameter, String line)
            throws StartException {
        int bracket = line.startsWith("[") ? line.indexOf(']') : -1;
        String name = bracket < 0 ? "" : line.substring(1, bracket).strip();
        String value = line.substring(bracket + 1).strip();
        if (name.isEmpty()) {
            servers.values().stream()
                    .filter(domain -> !domain.has(parameter))
                    .forEach(domain -> domain.set(parameter, value));
            return;
        }
        TlsDomain server = servers.get(name);
        TlsDomain client = clients.get(name);
        if (server == null && client == null) {
            throw new StartException(
                    Reason.CONFIGURATION,
                    "modparam(\"tls_mgm\", \"" + parameter + "\", \"" + line
                            + "\") is about a TLS domain that is not declared. "
                            + "Add modparam(\"tls_mgm\", \"server_domain\", \"" + name + "\").");
        }
        if (server != null) {
            server.set(parameter, value);
        }
        if (client != null) {
            client.set(parameter, value);
        }
    }

    private LoadedDomains domains() {
        return Objects.requireNonNull(loaded);
    }

    @Override
    public void reload() throws StartException {
        domains().reload();
    }
}
