package io.sidetone.modules.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.auth.Answers;
import io.sidetone.modules.auth.AuthModule;
import io.sidetone.modules.auth.Phone;
import io.sidetone.modules.core.CoreModule;
import io.sidetone.server.Server;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.digest.DigestAlgorithm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupModuleTest {

    private final Answers answers = new Answers();

    @TempDir
    Path folder;

    private Database database() throws Exception {
        Database database = Database.open(DatabaseUrl.file(folder.resolve(Server.DATABASE)));
        database.write(session ->
                session.update("INSERT INTO grp (username, domain, grp) VALUES ('alice', 'example.org', 'ld')"));
        return database;
    }

    private ScriptTest start(String settings, String route) {
        return ScriptTest.of(
                """
                loadmodule "auth.so"
                loadmodule "group.so"
                loadmodule "answers.so"
                modparam("group", "db_url", "sqlite://%s")
                """.formatted(folder.resolve(Server.DATABASE)) + settings + route,
                new CoreModule(),
                new AuthModule(),
                new GroupModule(),
                answers);
    }

    private List<String> ask(ScriptTest test) {
        test.ask(test.peer(), 200, "OPTIONS", "uri sip:alice@elsewhere.example");
        return answers.notes();
    }

    private static final String ROUTE = """
            route {
                db_is_user_in("From", "ld");
                note("$rc");
                is_user_in("from", "other");
                note("$rc");
                db_is_user_in("To", "ld");
                note("$rc");
                db_is_user_in("Request-URI", "ld");
                note("$rc");
                db_is_user_in("sip:alice@EXAMPLE.org:5070", "ld");
                note("$rc");
                db_is_user_in("Credentials", "ld");
                note("$rc");
                answer(1);
            }
            """;

    @Test
    void membersAreKnown() throws Exception {
        try (Database _ = database();
                ScriptTest test = start("", ROUTE)) {
            assertThat(ask(test)).containsExactly("1", "-1", "-1", "-1", "1", "-1");
        }
        try (Database _ = Database.open(DatabaseUrl.file(folder.resolve(Server.DATABASE)));
                ScriptTest test = start("modparam(\"group\", \"use_domain\", 0)\n", ROUTE)) {
            assertThat(ask(test)).containsExactly("1", "-1", "-1", "1", "1", "-1");
        }
    }

    @Test
    void theNameInCredentialsCounts() throws Exception {
        try (Database _ = database();
                ScriptTest test = start("", """
                        route {
                            if (!pv_www_authenticate("example.org", "pw"))
                                www_challenge("example.org");
                            db_is_user_in("Credentials", "ld");
                            answer($rc);
                        }
                        """)) {
            Phone phone = new Phone(test);
            assertThat(phone.code(Phone.answer(phone.challenges(), DigestAlgorithm.MD5, "alice", "pw", 1)))
                    .isEqualTo(1);
            assertThat(phone.code(Phone.answer(phone.challenges(), DigestAlgorithm.MD5, "bob", "pw", 1)))
                    .isEqualTo(-1);
        }
    }

    private static final String EXPRESSIONS = """
            route {
                get_user_group("From", $var(group));
                note("$rc $var(group)");
                db_get_user_group("sip:nobody@nowhere", $var(group));
                note("$rc");
                answer(1);
            }
            """;

    @Test
    void expressionsNameMembers() throws Exception {
        try (Database database = database()) {
            database.write(session -> session.update("CREATE TABLE re_grp (reg_exp VARCHAR(128), group_id INT)"));
            database.write(session -> session.update("INSERT INTO re_grp VALUES ('^sip:a.*@example', 7)"));
            database.write(session -> session.update("INSERT INTO re_grp VALUES ('@example\\.org$', 8)"));
            String settings = "modparam(\"group\", \"re_table\", \"re_grp\")\n";
            try (ScriptTest test = start(settings + "modparam(\"group\", \"multiple_gid\", 0)\n", EXPRESSIONS)) {
                assertThat(ask(test)).containsExactly("1 8", "-1");
            }
            try (ScriptTest test = start(settings, EXPRESSIONS)) {
                assertThat(ask(test)).containsExactly("1 7", "-1");
                database.write(session -> session.update("DELETE FROM re_grp"));
                assertThat(test.command("group:reload")).isEqualTo("OK");
                assertThat(ask(test)).containsExactly("-1 <null>", "-1");
            }
            database.write(session -> session.update("INSERT INTO re_grp VALUES ('(', 8)"));
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> start(settings, EXPRESSIONS)))
                    .hasMessageStartingWith("the module group cannot start: the table re_grp holds no expression");
        }
    }
}
