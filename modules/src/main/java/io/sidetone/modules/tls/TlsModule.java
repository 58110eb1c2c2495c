package io.sidetone.modules.tls;

import static io.sidetone.script.ast.RouteKind.BRANCH_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.modules.tls_mgm.LoadedDomains;
import io.sidetone.modules.tls_mgm.TlsDomain;
import io.sidetone.modules.tls_mgm.TlsVariables;
import io.sidetone.script.value.Type;
import io.sidetone.server.command.Command;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.ModuleParameter;
import io.sidetone.server.module.Reloadable;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.Startable;
import io.sidetone.server.service.TlsDomains;
import io.sidetone.sip.base.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Certificates, keys and trust as Kamailio's scripts say them, by parameters or in a file. Thread-safe.
public final class TlsModule implements Module, Startable, Reloadable {

    /// The AVP that says which client domain a request leaves with.
    private static final String SERVER_ID = "tls.server_id";

    /// What sets the default of both sides, by the name that a file has for it.
    private final Map<String, ModuleParameter<String>> usual = new LinkedHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private ModuleParameter<String> file;

    private @Nullable ModuleContext server;
    private volatile @Nullable LoadedDomains loaded;

    @Override
    public void define(ModuleBuilder module) {
        module.name("tls", "Certificates, keys and trust of the sockets for TLS, as parameters or a file say them.");
        file = module.text(
                "config",
                "",
                "A file with sections `[server:default]`, `[server:192.0.2.1:5061]`, `[client:default]` and their "
                        + "settings.");
        usual(module, "private_key", "A PEM file with the key of our certificate.");
        usual(module, "certificate", "A PEM file with our certificate, and behind it those that lead to an authority.");
        usual(
                module,
                "ca_list",
                "A PEM file with the authorities that vouch for peers; those of Java if none is named.");
        usual(module, "ca_path", "A folder of such files.");
        usual(module, "verify_certificate", "Whether certificates of peers are checked.");
        usual(module, "require_certificate", "Whether who connects to us has to show a certificate.");
        usual(
                module,
                "verify_client",
                "Says `verify_certificate` and `require_certificate` at once: `on`, `optional` for certificates that "
                        + "are checked if they come, `off`. "
                        + "`optional_no_ca` is `off`: where any certificate is right none is asked for.");
        usual(module, "tls_method", "The versions of TLS: `TLSv1.2`, `TLSv1.2+`, `TLSv1.3`.");
        usual(module, "cipher_list", "The cipher suites, with colons between.");
        usual(module, "server_name", "The name that the certificate is shown for; for all if left out.");
        usual(
                module,
                "server_name_mode",
                "1 shows it for names below that as well, 2 for those alone; a label stands for one only.");
        usual(module, "crl", "Not supported: a server whose script sets it does not start.");
        absent(module);
        module.function("tls_set_connect_server_id", "Names the client domain that the request leaves with.")
                .with(Argument.text("srvid", "Its `server_id`; empty for what fits the destination."))
                .in(ROUTE, BRANCH_ROUTE, FAILURE_ROUTE)
                .returns(1, "always")
                .example("tls_set_connect_server_id(\"clone1\");")
                .does((context, id) -> {
                    context.transaction().avps().clear(SERVER_ID);
                    if (!id.isEmpty()) {
                        context.transaction().avps().push(SERVER_ID, id);
                    }
                    return 1;
                });
        TlsVariables.define(module, this::clock);
        commands(module);
        module.provides(TlsDomains.class, (Supplier<TlsDomains>) this::domains);
    }

    private void usual(ModuleBuilder module, String name, String summary) {
        usual.put(name, module.parameter(name, summary, "", Type.ANY, false, (_, given) -> TlsDomain.written(given)));
    }

    private static void absent(ModuleBuilder module) {
        String java = "TLS is that of Java";
        for (String name : List.of(
                "engine",
                "engine_config",
                "engine_algorithms",
                "provider_quirks_config",
                "rand_engine",
                "private_key_password",
                "session_id",
                "keylog_file",
                "keylog_peer")) {
            module.ignored(name, Type.STRING, java);
        }
        for (String name : List.of(
                "provider_quirks",
                "tls_log",
                "tls_debug",
                "session_cache",
                "tls_disable_compression",
                "ssl_release_buffers",
                "ssl_freelist_max_len",
                "ssl_max_send_fragment",
                "ssl_read_ahead",
                "send_close_notify",
                "renegotiation",
                "init_mode",
                "key_password_mode",
                "keylog_mode",
                "tls_force_run",
                "verify_depth")) {
            module.ignored(name, Type.INTEGER, java);
        }
        module.ignored("xavp_cfg", Type.STRING, "`tls_set_connect_server_id` says it");
        module.ignored("event_callback", Type.STRING, "there are no functions of other languages to be called");
        module.ignored("connection_timeout", Type.INTEGER, "`tcp_connection_lifetime` says it");
        for (String name :
                List.of("con_ct_wq_max", "ct_wq_max", "ct_wq_blk_size", "low_mem_threshold1", "low_mem_threshold2")) {
            module.ignored(name, Type.INTEGER, "what waits to be sent is limited for each connection");
        }
    }

    private void commands(ModuleBuilder module) {
        LoadedDomains.commands(module, "tls", "tls.", this::domains);
        module.command(new Command("tls:options", List.of("tls.options"), List.of(), "What parameters say.", _ -> {
            Map<String, Object> all = new LinkedHashMap<>();
            usual.forEach((name, value) -> all.put(name, value.value()));
            all.put("config", file.value());
            return all;
        }));
    }

    @Override
    public void start(ModuleContext context) throws StartException {
        server = context;
        DomainFile settings = new DomainFile(context.scriptFolder());
        if (!file.value().isEmpty()) {
            settings.read(file.value());
        }
        for (Map.Entry<String, ModuleParameter<String>> each : usual.entrySet()) {
            String value = each.getValue().value();
            if (!value.isEmpty()) {
                settings.usual("server:default", each.getKey(), value);
                settings.usual("client:default", each.getKey(), value);
            }
        }
        List<TlsDomain> servers = settings.domains("server");
        List<TlsDomain> clients = settings.domains("client");
        if (!servers.isEmpty()) {
            clients.forEach(client -> client.otherwise(servers.getLast()));
        }
        LoadedDomains made = new LoadedDomains(
                servers,
                clients,
                new LoadedDomains.Choice(SERVER_ID, ""),
                context.data().resolve("tls"));
        made.check(Instant.ofEpochMilli(context.clock().currentTimeMillis()));
        loaded = made;
    }

    /// Reads certificates and keys again. Which domains there are changes by a restart.
    @Override
    public void reload() throws StartException {
        domains().reload();
    }

    private Clock clock() {
        return Objects.requireNonNull(server).clock();
    }

    private LoadedDomains domains() {
        return Objects.requireNonNull(loaded);
    }
}
