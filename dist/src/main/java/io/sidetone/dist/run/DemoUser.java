package io.sidetone.dist.run;

import io.sidetone.modules.auth_db.Subscribers;
import io.sidetone.modules.auth_db.Subscribers.Account;
import io.sidetone.modules.domain.Domains;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// A user that `--demo` has made. Immutable.
///
/// @param address such as `alice@127.0.0.1`
/// @param password new each time
record DemoUser(String address, String password) {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 10;

    /// Makes alice and bob, or gives them new passwords.
    ///
    /// @param domain their domain
    static List<DemoUser> make(Database database, String domain) throws DatabaseException {
        Subscribers subscribers = Subscribers.of(database);
        boolean _ = Domains.add(database, domain);
        SecureRandom random = new SecureRandom();
        List<DemoUser> users = new ArrayList<>();
        for (String name : List.of("alice", "bob")) {
            StringBuilder password = new StringBuilder();
            while (password.length() < LENGTH) {
                password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            Account account = new Account(name, domain);
            if (!subscribers.add(account, password.toString(), false)) {
                boolean _ = subscribers.changePassword(account, password.toString(), false);
            }
            users.add(new DemoUser(account.toString(), password.toString()));
        }
        return users;
    }
}
