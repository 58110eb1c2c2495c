package io.sidetone.dist.prove;

import io.sidetone.dist.child.RunningServer;
import io.sidetone.modules.auth_db.Subscribers;
import io.sidetone.modules.auth_db.Subscribers.Account;
import io.sidetone.modules.domain.Domains;
import io.sidetone.server.Server;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server needs before it can be tried: the default configuration, users. Thread-safe: only functions.
final class TrialSetup {

    /// All that is tried comes from one address, at a rate that would be a flood from a neighbour.
    private static final String FLOOD = "\"reqs_density_per_unit\", 30)";

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral(RunningServer.HOST);

    private TrialSetup() {}

    /// The default configuration, where one address may send as much as it likes.
    ///
    /// @param home the folder that the program lives in
    static String configuration(Path home) throws IOException {
        return replaced(
                Files.readString(home.resolve("conf/sidetone.cfg")), FLOOD, "\"reqs_density_per_unit\", 10000000)");
    }

    /// A text with something else in place of a part of it.
    ///
    /// @throws IOException if it has no such part
    static String replaced(String text, String part, String other) throws IOException {
        if (!text.contains(part)) {
            throw new IOException("the default configuration has no " + part + " any more");
        }
        return text.replace(part, other);
    }

    /// An address at the server.
    ///
    /// @param user null for none
    /// @param port -1 for none
    static SipUri address(@Nullable String user, int port) {
        return SipUri.of(user, Host.ofAddress(LOOPBACK.getAddress()), port);
    }

    /// The password of a user.
    static String password(String user) {
        return "secret of " + user;
    }

    /// Makes the database of a server that was never started.
    ///
    /// @param data its folder
    static void makeUsers(Path data, List<String> users) throws IOException {
        Files.createDirectories(data);
        try (Database database = Database.open(DatabaseUrl.file(data.resolve(Server.DATABASE)))) {
            boolean _ = Domains.add(database, RunningServer.HOST);
            Subscribers subscribers = Subscribers.of(database);
            for (String user : users) {
                boolean _ = subscribers.add(new Account(user, RunningServer.HOST), password(user), false);
            }
        } catch (DatabaseException e) {
            throw new IOException("the users cannot be made: " + e.getMessage(), e);
        }
    }
}
