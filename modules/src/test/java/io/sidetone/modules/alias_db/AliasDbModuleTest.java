package io.sidetone.modules.alias_db;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.auth.Answers;
import io.sidetone.server.Server;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.testing.ScriptTest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasDbModuleTest {

    private static final String INSERT =
            "INSERT INTO dbaliases (alias_username, alias_domain, username, domain) VALUES (?, ?, ?, ?)";

    private final Answers answers = new Answers();

    @TempDir
    Path folder;

    private Database database() throws Exception {
        return Database.open(DatabaseUrl.file(folder.resolve(Server.DATABASE)));
    }

    private void alias(Database database, String alias, String domain, String user, String of) throws Exception {
        database.write(session -> session.update(INSERT, alias, domain, user, of));
    }

    private ScriptTest start(String settings, String route) {
        return ScriptTest.of(
                """
                loadmodule "alias_db.so"
                loadmodule "answers.so"
                modparam("alias_db", "db_url", "sqlite://%s")
                """.formatted(folder.resolve(Server.DATABASE)) + settings + route, new AliasDbModule(), answers);
    }

    private static final String LOOKUP = """
            route {
                $var(code) = -1;
                alias_db_lookup("dbaliases", "%s");
                $var(code) = $rc;
                note_request();
                answer($var(code));
            }
            """;

    private static int ask(ScriptTest test, String uri) {
        var peer = test.peer();
        peer.send(test.request(peer, "OPTIONS", "uri " + uri), test.address());
        var response = (io.sidetone.sip.message.SipResponse) peer.expect(
                io.sidetone.sip.message.SipResponse.class::isInstance, io.sidetone.sip.testing.ScriptedPeer.LIMIT);
        return Integer.parseInt(String.valueOf(response.field("X-Code").value()));
    }

    @Test
    void theUserComesInThePlaceOfTheOtherName() throws Exception {
        try (Database database = database();
                ScriptTest test = start("", LOOKUP.formatted(""))) {
            alias(database, "sales", "example.org", "alice", "example.org");

            assertThat(ask(test, "sip:sales@Example.org;x=1")).isEqualTo(1);
            assertThat(answers.notes().getFirst()).startsWith("OPTIONS sip:alice@example.org SIP/2.0");
            assertThat(ask(test, "sip:sales@elsewhere.example")).isEqualTo(-1);
            assertThat(ask(test, "sip:alice@example.org")).isEqualTo(-1);
            assertThat(ask(test, "tel:+1")).isEqualTo(-1);
            assertThat(ask(test, "sip:example.org")).isEqualTo(-1);
        }
    }

    @Test
    void aNameCanBeLookedForInAnyDomainAndBackwards() throws Exception {
        try (Database database = database();
                ScriptTest test = start("", LOOKUP.formatted("dr"))) {
            alias(database, "sales", "example.org", "alice", "example.org");

            assertThat(ask(test, "sip:alice@192.0.2.1")).isEqualTo(1);
            assertThat(answers.notes().getFirst()).startsWith("OPTIONS sip:sales@example.org SIP/2.0");
        }
    }

    @Test
    void aPrefixIsTakenOffAndMoreUsersBecomeBranches() throws Exception {
        try (Database database = database();
                ScriptTest test = start("""
                                modparam("alias_db", "domain_prefix", "sip.")
                                modparam("alias_db", "append_branches", 1)
                                """, LOOKUP.formatted("").replace("note_request();", "note_branches();"))) {
            alias(database, "sales", "example.org", "alice", "example.org");
            database.write(session -> session.update("DROP TABLE dbaliases"));
            database.write(session -> session.update("CREATE TABLE dbaliases (alias_username VARCHAR(64), "
                    + "alias_domain VARCHAR(64), username VARCHAR(64), domain VARCHAR(64))"));
            alias(database, "sales", "example.org", "alice", "example.org");
            alias(database, "sales", "example.org", "bob", "");

            assertThat(ask(test, "sip:sales@sip.example.org")).isEqualTo(1);
            assertThat(answers.notes()).containsExactly("sip:alice@example.org, sip:bob@sip.example.org");
        }
    }

    @Test
    void whatIsFoundIsWrittenToAVariable() throws Exception {
        try (Database database = database();
                ScriptTest test = start("", """
                        route {
                            alias_db_find("dbaliases", "sip:sales@example.org", $var(found));
                            $var(code) = $rc;
                            note("$var(found)");
                            alias_db_find("dbaliases", "nonsense", $var(found));
                            note("$rc");
                            alias_db_find("no such table", "sip:sales@example.org", $var(found));
                            note("$rc");
                            answer($var(code));
                        }
                        """)) {
            alias(database, "sales", "example.org", "alice", "example.org");

            assertThat(ask(test, "sip:x@example.org")).isEqualTo(1);
            assertThat(answers.notes()).containsExactly("sip:alice@example.org", "-1", "-1");
        }
    }

    @Test
    void answersAreInMemoryForAWhile() throws Exception {
        try (Database database = database();
                ScriptTest test = start("", LOOKUP.formatted(""))) {
            assertThat(ask(test, "sip:sales@example.org")).isEqualTo(-1);
            alias(database, "sales", "example.org", "alice", "example.org");

            assertThat(ask(test, "sip:sales@example.org")).isEqualTo(-1);
            test.pass(Duration.ofSeconds(30));
            assertThat(ask(test, "sip:sales@example.org")).isEqualTo(1);
            database.write(session -> session.update("DELETE FROM dbaliases"));
            assertThat(ask(test, "sip:sales@example.org")).isEqualTo(1);
            assertThat(test.command("alias_db:reload")).isEqualTo("OK");
            assertThat(ask(test, "sip:sales@example.org")).isEqualTo(-1);
        }
    }

    @Test
    void namesOfColumnsAreChecked() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> start("modparam(\"alias_db\", \"user_column\", \"a; DROP\")\n", LOOKUP.formatted(""))))
                .hasMessageStartingWith("the module alias_db cannot start: ");
    }
}
