package io.sidetone.modules.auth_db;

import java.util.List;

/// Which columns a table of users is read by. Immutable.
///
/// @param user the name
/// @param domain the domain
/// @param password HA1 of MD5, or the password
/// @param passwordWithDomain HA1 of the name with its domain, in the schema of Kamailio
/// @param sha256 HA1 of SHA-256
/// @param sha512t256 HA1 of SHA-512-256
/// @param plain whether `password` holds passwords
/// @param useDomain whether users are told apart by their domain
/// @param checkVersion whether the table `version` has to name a schema that is known
/// @param loaded further columns to be read
record SubscriberColumns(
        String user,
        String domain,
        String password,
        String passwordWithDomain,
        String sha256,
        String sha512t256,
        boolean plain,
        boolean useDomain,
        boolean checkVersion,
        List<StoredUser.Loaded> loaded) {

    /// As both schemas have them.
    static final SubscriberColumns STANDARD = new SubscriberColumns(
            "username", "domain", "ha1", "ha1b", "ha1_sha256", "ha1_sha512t256", false, true, true, List.of());

    SubscriberColumns {
        loaded = List.copyOf(loaded);
    }
}
