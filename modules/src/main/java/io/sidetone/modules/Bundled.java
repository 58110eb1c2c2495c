package io.sidetone.modules;

import io.sidetone.modules.acc.AccModule;
import io.sidetone.modules.alias_db.AliasDbModule;
import io.sidetone.modules.auth.AuthModule;
import io.sidetone.modules.auth_db.AuthDbModule;
import io.sidetone.modules.cfg_rpc.CfgRpcModule;
import io.sidetone.modules.cfgutils.CfgutilsModule;
import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.corex.CorexModule;
import io.sidetone.modules.counters.CountersModule;
import io.sidetone.modules.db_mysql.DbMysqlModule;
import io.sidetone.modules.db_postgres.DbPostgresModule;
import io.sidetone.modules.db_sqlite.DbSqliteModule;
import io.sidetone.modules.debugger.DebuggerModule;
import io.sidetone.modules.domain.DomainModule;
import io.sidetone.modules.exec.ExecModule;
import io.sidetone.modules.group.GroupModule;
import io.sidetone.modules.htable.HtableModule;
import io.sidetone.modules.json.JsonModule;
import io.sidetone.modules.kex.KexModule;
import io.sidetone.modules.maxfwd.MaxfwdModule;
import io.sidetone.modules.mi_datagram.MiDatagramModule;
import io.sidetone.modules.mi_fifo.MiFifoModule;
import io.sidetone.modules.nathelper.NathelperModule;
import io.sidetone.modules.options.OptionsModule;
import io.sidetone.modules.permissions.PermissionsModule;
import io.sidetone.modules.pike.PikeModule;
import io.sidetone.modules.proto_tcp.ProtoTcpModule;
import io.sidetone.modules.proto_tls.ProtoTlsModule;
import io.sidetone.modules.proto_udp.ProtoUdpModule;
import io.sidetone.modules.proto_ws.ProtoWsModule;
import io.sidetone.modules.proto_wss.ProtoWssModule;
import io.sidetone.modules.pv.PvModule;
import io.sidetone.modules.registrar.RegistrarModule;
import io.sidetone.modules.rr.RrModule;
import io.sidetone.modules.sanity.SanityModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sipmsgops.SipmsgopsModule;
import io.sidetone.modules.siputils.SiputilsModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.speeddial.SpeeddialModule;
import io.sidetone.modules.textops.TextopsModule;
import io.sidetone.modules.textopsx.TextopsxModule;
import io.sidetone.modules.tls_mgm.TlsMgmModule;
import io.sidetone.modules.tls_openssl.TlsOpensslModule;
import io.sidetone.modules.tls_wolfssl.TlsWolfsslModule;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.modules.tmx.TmxModule;
import io.sidetone.modules.usrloc.UsrlocModule;
import io.sidetone.modules.xlog.XlogModule;
import io.sidetone.server.module.Module;
import java.util.List;

/// The modules that come with the server.
public final class Bundled {

    private Bundled() {}

    /// A new object of each, for one server.
    public static List<Module> modules() {
        return List.of(
                new AccModule(),
                new AliasDbModule(),
                new AuthDbModule(),
                new AuthModule(),
                new CfgRpcModule(),
                new CfgutilsModule(),
                new CoreModule(),
                new CorexModule(),
                new CountersModule(),
                new DbMysqlModule(),
                new DbPostgresModule(),
                new DbSqliteModule(),
                new DebuggerModule(),
                new DomainModule(),
                new ExecModule(),
                new GroupModule(),
                new HtableModule(),
                new JsonModule(),
                new KexModule(),
                new MaxfwdModule(),
                new MiDatagramModule(),
                new MiFifoModule(),
                new NathelperModule(),
                new OptionsModule(),
                new PermissionsModule(),
                new PikeModule(),
                new ProtoTcpModule(),
                new ProtoTlsModule(),
                new ProtoUdpModule(),
                new ProtoWsModule(),
                new ProtoWssModule(),
                new PvModule(),
                new RegistrarModule(),
                new RrModule(),
                new SanityModule(),
                new SignalingModule(),
                new SipmsgopsModule(),
                new SiputilsModule(),
                new SlModule(),
                new SpeeddialModule(),
                new TextopsModule(),
                new TextopsxModule(),
                new TlsMgmModule(),
                new TlsOpensslModule(),
                new TlsWolfsslModule(),
                new TmModule(),
                new TmxModule(),
                new UsrlocModule(),
                new XlogModule());
    }
}
