package io.sidetone.modules.auth_db;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.auth.Answers;
import io.sidetone.modules.auth.AuthModule;
import io.sidetone.modules.auth.Authenticator;
import io.sidetone.modules.auth.Phone;
import io.sidetone.modules.auth_db.Subscribers.Account;
import io.sidetone.modules.core.CoreModule;
import io.sidetone.script.define.Family;
import io.sidetone.server.stats.Counter;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.storage.Schema;
import io.sidetone.server.storage.Table;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.message.SipResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Users in a database of one kind, which its subclasses name.
abstract class AuthDbCase {

    private static final Account ALICE = Account.parse("alice@example.org");
    private static final String CHECK = """
            route {
                www_authorize("", "subscriber");
                $var(code) = $rc;
                if ($var(code) == -4 || $var(code) == -3)
                    www_challenge("", "auth");
                answer($var(code));
            }
            """;

    private final Answers answers = new Answers();
    private final List<AutoCloseable> open = new ArrayList<>();

    /// The URL of an empty database.
    abstract String freshDatabase() throws Exception;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        open.clear();
    }

    /// The database as another program sees it, with the tables of a family.
    Database database(String url, Family family) throws Exception {
        Database database = Database.open(DatabaseUrl.parse(url));
        open.add(database);
        Schema.of(Family.OPENSIPS).create(database);
        if (family == Family.KAMAILIO) {
            Table subscriber = Objects.requireNonNull(Schema.of(family).table("subscriber"));
            rows(database, "DROP TABLE subscriber");
            for (String statement : subscriber.statements(database.engine())) {
                rows(database, statement);
            }
            rows(
                    database,
                    "UPDATE version SET table_version = ? WHERE table_name = 'subscriber'",
                    subscriber.version());
        }
        return database;
    }

    private Database database(String url) throws Exception {
        return database(url, Family.OPENSIPS);
    }

    private ScriptTest start(String url, String settings, String routes) {
        ScriptTest test = ScriptTest.of(
                """
                loadmodule "auth.so"
                loadmodule "auth_db.so"
                loadmodule "answers.so"
                modparam("auth_db", "db_url", "%s")
                """.formatted(url) + settings + routes,
                new CoreModule(),
                new AuthModule(),
                new AuthDbModule(),
                answers);
        open.add(test);
        return test;
    }

    private static void rows(Database database, String sql, Object... parameters) throws Exception {
        database.write(session -> session.update(sql, parameters));
    }

    @Test
    void anEmptyDatabaseGetsItsTables() throws Exception {
        String url = freshDatabase();
        Phone phone = new Phone(start(url, "", CHECK));
        Database other = Database.open(DatabaseUrl.parse(url));
        open.add(other);

        assertThat(Subscribers.of(other).add(ALICE, "s3cret", false)).isTrue();
        assertThat(phone.challenges()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void usersOfBothFamiliesAreChecked(Family family) throws Exception {
        String url = freshDatabase();
        assertThat(Subscribers.of(database(url, family)).add(ALICE, "s3cret", false))
                .isTrue();
        Phone phone = new Phone(start(url, "", CHECK));

        List<Challenge> challenges = phone.challenges();

        List<String> offered = challenges.stream().map(Challenge::algorithm).toList();
        assertThat(offered)
                .isEqualTo(family == Family.OPENSIPS ? List.of("SHA-512-256", "SHA-256", "MD5") : List.of("MD5"));
        for (String name : offered) {
            DigestAlgorithm algorithm = DigestAlgorithm.of(name);
            assertThat(phone.code(Phone.answer(phone.challenges(), algorithm, "alice", "s3cret", 1)))
                    .isEqualTo(1);
            assertThat(phone.code(Phone.answer(phone.challenges(), algorithm, "alice", "other", 1)))
                    .isEqualTo(Authenticator.INVALID_PASSWORD);
            assertThat(phone.code(Phone.answer(phone.challenges(), algorithm, "nobody", "s3cret", 1)))
                    .isEqualTo(Authenticator.INVALID_USER);
        }
    }

    @Test
    void aNameWithItsDomainIsCheckedByHa1b() throws Exception {
        String url = freshDatabase();
        assertThat(Subscribers.of(database(url, Family.KAMAILIO)).add(ALICE, "s3cret", false))
                .isTrue();
        Phone phone = new Phone(start(url, "", CHECK));

        assertThat(phone.code(Phone.answer(phone.challenges(), DigestAlgorithm.MD5, "alice@example.org", "s3cret", 1)))
                .isEqualTo(1);
        assertThat(phone.code(Phone.answer(phone.challenges(), DigestAlgorithm.MD5, "alice@elsewhere", "s3cret", 1)))
                .isEqualTo(Authenticator.INVALID_USER);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void passwordsAreCheckedByAllAlgorithms(Family family) throws Exception {
        String url = freshDatabase();
        assertThat(Subscribers.of(database(url, family)).add(ALICE, "s3cret", true))
                .isTrue();
        Phone phone = new Phone(start(url, "modparam(\"auth_db\", \"calculate_ha1\", 1)\n", CHECK));

        assertThat(phone.challenges()).hasSize(3);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
        assertThat(phone.code("alice@example.org", "s3cret")).isEqualTo(1);
        assertThat(phone.code("alice", "other")).isEqualTo(Authenticator.INVALID_PASSWORD);
    }

    @Test
    void onlyAlgorithmsAreOfferedThatServeAll() throws Exception {
        String url = freshDatabase();
        Database database = database(url);
        Subscribers.of(database).add(ALICE, "s3cret", false);
        rows(
                database,
                "INSERT INTO subscriber (username, domain, ha1) VALUES (?, ?, ?)",
                "old",
                "example.org",
                DigestAlgorithm.MD5.ha1("old", "example.org", "pw"));
        ScriptTest test = start(url, "", CHECK);
        Phone phone = new Phone(test);

        assertThat(phone.challenges()).extracting(Challenge::algorithm).containsExactly("MD5");
        Subscribers.of(database).changePassword(Account.parse("old@example.org"), "pw", false);
        assertThat(test.command("auth_db:reload")).isEqualTo("OK");
        assertThat(phone.challenges()).hasSize(3);
    }

    @Test
    void aUserWithoutAHashIsMetAndLessIsOffered() throws Exception {
        String url = freshDatabase();
        Database database = database(url);
        Phone phone = new Phone(start(url, "", CHECK));
        assertThat(phone.challenges()).hasSize(3);
        rows(
                database,
                "INSERT INTO subscriber (username, domain, ha1) VALUES (?, ?, ?)",
                "old",
                "example.org",
                DigestAlgorithm.MD5.ha1("old", "example.org", "pw"));

        assertThat(phone.code(Phone.answer(phone.challenges(), DigestAlgorithm.SHA_512_256, "old", "pw", 1)))
                .isEqualTo(Authenticator.ERROR);
        assertThat(phone.challenges()).extracting(Challenge::algorithm).containsExactly("SHA-256", "MD5");
        assertThat(phone.code(Phone.answer(phone.challenges(), DigestAlgorithm.MD5, "old", "pw", 1)))
                .isEqualTo(1);
    }

    @Test
    void aKnownUserNeverWaits() throws Exception {
        String url = freshDatabase();
        Database database = database(url);
        Subscribers.of(database).add(ALICE, "s3cret", false);
        ScriptTest test = start(url, "", CHECK);
        Phone phone = new Phone(test);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
        rows(database, "DELETE FROM subscriber");

        assertThat(phone.code("alice", "s3cret")).as("from memory").isEqualTo(1);
        assertThat(test.statistic("auth_db:users_in_memory")).isEqualTo(1);
        test.pass(Duration.ofSeconds(61));
        assertThat(phone.code("alice", "s3cret"))
                .as("from memory, and read anew beside it")
                .isEqualTo(1);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(Authenticator.INVALID_USER);
    }

    @Test
    void aNewPasswordCountsAtOnce() throws Exception {
        String url = freshDatabase();
        Subscribers subscribers = Subscribers.of(database(url));
        subscribers.add(ALICE, "s3cret", false);
        ScriptTest test = start(url, "", CHECK);
        Phone phone = new Phone(test);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
        assertThat(subscribers.changePassword(ALICE, "n3w", false)).isTrue();
        test.pass(Duration.ofSeconds(6));

        assertThat(phone.code("alice", "n3w")).isEqualTo(1);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(Authenticator.INVALID_PASSWORD);
    }

    @Test
    void aNewUserIsMissedForSecondsOnly() throws Exception {
        String url = freshDatabase();
        Subscribers subscribers = Subscribers.of(database(url));
        ScriptTest test = start(url, "", CHECK);
        Phone phone = new Phone(test);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(Authenticator.INVALID_USER);
        subscribers.add(ALICE, "s3cret", false);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(Authenticator.INVALID_USER);

        test.pass(Duration.ofSeconds(10));
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
    }

    /// How long an answer takes must not tell who is a user, or has been here lately.
    @Test
    void whoIsNobodyCostsAsManyLooksAsAWrongPassword() throws Exception {
        String url = freshDatabase();
        Subscribers.of(database(url)).add(ALICE, "s3cret", false);
        ScriptTest test = start(
                url, "modparam(\"auth\", \"throttle_failures\", 0)\nmodparam(\"auth\", \"throttle\", 0)\n", CHECK);
        Phone phone = new Phone(test);
        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
        Counter waited = test.server().router().waited();
        List<Long> wrong = new ArrayList<>();
        List<Long> nobody = new ArrayList<>();
        for (int seconds : List.of(0, 1, 5, 3, 9, 30, 120)) {
            test.pass(Duration.ofSeconds(seconds));
            long before = waited.value();
            assertThat(phone.code("alice", "guess")).isEqualTo(Authenticator.INVALID_PASSWORD);
            wrong.add(waited.value() - before);
            before = waited.value();
            assertThat(phone.code("nobody", "guess")).isEqualTo(Authenticator.INVALID_USER);
            nobody.add(waited.value() - before);
        }
        assertThat(nobody).isEqualTo(wrong).contains(0L, 1L);
    }

    @Test
    void columnsAreLoadedIntoVariables() throws Exception {
        String url = freshDatabase();
        Database database = database(url);
        Subscribers.of(database).add(ALICE, "s3cret", true);
        Phone phone = new Phone(
                start(url, "modparam(\"auth_db\", \"load_credentials\", \"$avp(pw)=password;domain; id\")\n", """
                route {
                    if (!www_authorize("", "subscriber"))
                        www_challenge("", "auth");
                    note_avp("pw");
                    note_avp("domain");
                    note_avp("id");
                    answer(1);
                }
                """));

        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
        assertThat(answers.notes()).containsExactly("pw=s3cret", "domain=example.org", "id=1");
    }

    @Test
    void usersMayShareOneDomain() throws Exception {
        String url = freshDatabase();
        Subscribers.of(database(url)).add(ALICE, "s3cret", true);
        Phone phone = new Phone(start(
                url,
                "modparam(\"auth_db\", \"use_domain\", 0)\nmodparam(\"auth_db\", \"calculate_ha1\", 1)\n",
                CHECK.replace("\"\"", "\"another.example\"")));

        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
    }

    @Test
    void namesAreNotTakenForOthers() throws Exception {
        String url = freshDatabase();
        Subscribers.of(database(url)).add(ALICE, "s3cret", true);
        Phone phone = new Phone(start(url, "modparam(\"auth_db\", \"calculate_ha1\", 1)\n", CHECK));

        for (String name : List.of("ALICE", "alice ", "alice' OR '1'='1", "al%", "älice", "alice\u0000")) {
            Credentials credentials = Phone.answer(phone.challenges(), DigestAlgorithm.MD5, name, "s3cret", 1);
            assertThat(phone.code(credentials)).as(name).isNegative();
        }
    }

    @Test
    void tablesThatAreNotThereFail() throws Exception {
        String url = freshDatabase();
        database(url);
        ScriptTest test = start(url, "", CHECK.replace("subscriber", "users"));

        assertThat(Phone.code(new Phone(test).send("REGISTER"))).isEqualTo(Authenticator.ERROR);
    }

    @Test
    void tablesOfOnesOwnAreTaken() throws Exception {
        String url = freshDatabase();
        Database database = database(url);
        rows(database, "CREATE TABLE people (login VARCHAR(64), realm VARCHAR(64), pw VARCHAR(64))");
        rows(database, "INSERT INTO people VALUES ('alice', 'example.org', 's3cret')");
        Phone phone = new Phone(start(url, """
                modparam("auth_db", "skip_version_check", 1)
                modparam("auth_db", "calculate_ha1", 1)
                modparam("auth_db", "user_column", "login")
                modparam("auth_db", "domain_column", "realm")
                modparam("auth_db", "password_column", "pw")
                """, CHECK.replace("subscriber", "people")));

        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
    }

    @Test
    void urisBelongToUsers() throws Exception {
        String url = freshDatabase();
        Database database = database(url);
        Subscribers.of(database).add(ALICE, "s3cret", false);
        rows(database, "INSERT INTO uri (username, domain, uri_user) VALUES ('alice', 'example.org', 'sales')");
        Phone phone = new Phone(start(url, "", """
                route {
                    if (!www_authorize("", "subscriber")) {
                        db_is_from_authorized("uri");
                        note("without: $rc");
                        www_challenge("", "auth");
                    }
                    db_is_from_authorized("uri");
                    note("from: $rc");
                    db_is_to_authorized("uri");
                    note("to: $rc");
                    db_get_auth_id("uri", "sip:sales@example.org", $var(name), $var(realm));
                    note("id: $rc $var(name) $var(realm)");
                    db_get_auth_id("uri", "sip:nobody@example.org", $var(name), $var(realm));
                    note("id: $rc");
                    db_does_uri_exist("sip:alice@EXAMPLE.org", "subscriber");
                    note("alice: $rc");
                    db_does_uri_exist("sip:bob@example.org", "subscriber");
                    note("bob: $rc");
                    db_does_uri_exist("sip:example.org", "subscriber");
                    note("nobody: $rc");
                    is_subscriber("sip:alice@example.org", "subscriber", 3);
                    note("subscriber: $rc");
                    is_subscriber("tel:1", "subscriber");
                    note("tel: $rc");
                    answer(1);
                }
                """));

        Credentials credentials = Phone.answer(phone.challenges(), DigestAlgorithm.MD5, "alice", "s3cret", 1);
        assertThat(answers.notes()).containsExactly("without: -2");
        phone.send("REGISTER", "Authorization: " + credentials.text(), "From: <sip:sales@example.org>;tag=1");
        assertThat(answers.notes())
                .containsExactly(
                        "from: 1",
                        "to: -9",
                        "id: 1 alice example.org",
                        "id: -4",
                        "alice: 1",
                        "bob: -5",
                        "nobody: -4",
                        "subscriber: 1",
                        "tel: -1");
    }

    @Test
    void authCheckLooksAtFromAndTo() throws Exception {
        String url = freshDatabase();
        Database database = database(url);
        Subscribers.of(database).add(ALICE, "s3cret", false);
        Subscribers.of(database).add(Account.parse("eve@example.org"), "evil", false);
        ScriptTest test = start(url, "", """
                route {
                    auth_check("example.org", "subscriber", 1);
                    $var(code) = $rc;
                    if ($var(code) == -4)
                        auth_challenge("example.org");
                    answer($var(code));
                }
                """);
        Phone phone = new Phone(test);

        assertThat(phone.code("alice", "s3cret")).isEqualTo(1);
        Credentials eve = Phone.answer(phone.challenges(), DigestAlgorithm.MD5, "eve", "evil", 1);
        // The first credentials are for somebody else, and must not say who is meant.
        SipResponse response = phone.send(
                "REGISTER",
                "Authorization: Digest username=\"alice\", realm=\"elsewhere\"\nAuthorization: " + eve.text());
        assertThat(Phone.code(response)).isEqualTo(-8);
        assertThat(phone.send("INVITE").statusCode()).isEqualTo(407);
    }

    @Test
    void aBadSettingIsRefusedAtTheStart() throws Exception {
        String url = freshDatabase();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> start(url, "modparam(\"auth_db\", \"load_credentials\", \"$x=y\")\n", CHECK)))
                .hasMessageStartingWith("the module auth_db cannot start: load_credentials");
    }
}
