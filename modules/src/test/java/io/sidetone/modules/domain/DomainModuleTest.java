package io.sidetone.modules.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.auth.Answers;
import io.sidetone.server.Server;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.uri.SipUri;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainModuleTest {

    private static final String ROUTE = """
            route {
                is_from_local($var(attrs));
                note("from: $rc $var(attrs)");
                is_uri_host_local();
                note("uri: $rc");
                is_domain_local("PBX.big.example");
                note("below: $rc");
                is_domain_local("big.example.net");
                note("other: $rc");
                is_domain_local("");
                note("empty: $rc");
                answer(1);
            }
            """;

    private final Answers answers = new Answers();

    @TempDir
    Path folder;

    private Database database() throws Exception {
        Database database = Database.open(DatabaseUrl.file(folder.resolve(Server.DATABASE)));
        String insert = "INSERT INTO domain (domain, attrs, accept_subdomain) VALUES (?, ?, ?)";
        database.write(session -> session.update(insert, "small.example", "gold", 0));
        database.write(session -> session.update(insert, "big.example", null, 1));
        return database;
    }

    private ScriptTest start(String settings) {
        return ScriptTest.of(
                """
                loadmodule "domain.so"
                loadmodule "answers.so"
                modparam("domain", "db_url", "sqlite://%s")
                """.formatted(folder.resolve(Server.DATABASE)) + settings + ROUTE, new DomainModule(), answers);
    }

    private List<String> ask(ScriptTest test, String from, String uri) {
        ScriptedPeer peer = test.peer();
        test.ask(peer, 200, "OPTIONS", "From: <" + from + ">;tag=1", "uri " + uri);
        return answers.notes();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void domainsAreKnownFromMemoryOrFromTheDatabase(int mode) throws Exception {
        try (Database _ = database();
                ScriptTest test = start("modparam(\"domain\", \"db_mode\", " + mode + ")\n")) {
            assertThat(ask(test, "sip:a@SMALL.example", "sip:pbx.Small.example"))
                    .containsExactly("from: 1 gold", "uri: -1", "below: 1", "other: -1", "empty: -1");
            assertThat(ask(test, "tel:+1", "sip:b@big.example:5070")).startsWith("from: -2 <null>", "uri: 1");
        }
    }

    @Test
    void reloadingReadsTheTableAgain() throws Exception {
        try (Database database = database();
                ScriptTest test = start("modparam(\"domain\", \"db_mode\", 1)\n")) {
            assertThat(test.statistic("domain:domains")).isEqualTo(2);
            database.write(session -> session.update("DELETE FROM domain WHERE domain = 'big.example'"));
            assertThat(ask(test, "sip:a@big.example", "sip:b")).startsWith("from: 1 <null>");

            assertThat(test.command("domain_reload")).isEqualTo("OK");
            assertThat(ask(test, "sip:a@big.example", "sip:b")).startsWith("from: -1 <null>");
            assertThat(test.command("domain:dump"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .containsExactly(Map.of("name", "small.example", "attributes", "gold", "accept_subdomain", false));
        }
    }

    @Test
    void domainsAreMyself() throws Exception {
        try (Database _ = database();
                ScriptTest test = start("modparam(\"domain\", \"db_mode\", 1)\n")) {
            assertThat(test.server().core().myself().isMyself(SipUri.parse("sip:a@SMALL.example")))
                    .isTrue();
            assertThat(test.server().core().myself().isMyself(SipUri.parse("sip:a@x.big.example")))
                    .isTrue();
            assertThat(test.server().core().myself().isMyself(SipUri.parse("sip:a@x.small.example")))
                    .isFalse();
        }
        try (ScriptTest test =
                start("modparam(\"domain\", \"db_mode\", 1)\nmodparam(\"domain\", \"register_myself\", 0)\n")) {
            assertThat(test.server().core().myself().isMyself(SipUri.parse("sip:a@small.example")))
                    .isFalse();
        }
    }

    @Test
    void tablesWithoutAttributesAreTaken() throws Exception {
        try (Database database = database()) {
            database.write(session -> session.update("DROP TABLE domain"));
            database.write(session -> session.update("CREATE TABLE domain (domain VARCHAR(64), did VARCHAR(64))"));
            database.write(session -> session.update("INSERT INTO domain VALUES ('big.example', 'big')"));
            try (ScriptTest test = start("modparam(\"domain\", \"db_mode\", 1)\n")) {
                assertThat(ask(test, "sip:a@big.example", "sip:b@x.big.example"))
                        .startsWith("from: 1 <null>", "uri: -1");
            }
        }
    }

    @Test
    void whatTheDatabaseSaysIsRemembered() throws Exception {
        try (Database database = database();
                ScriptTest test = start("")) {
            assertThat(ask(test, "sip:a@big.example", "sip:b")).startsWith("from: 1 <null>");
            database.write(session -> session.update("DELETE FROM domain"));
            assertThat(ask(test, "sip:a@big.example", "sip:b")).startsWith("from: 1 <null>");
            test.pass(Duration.ofSeconds(30));
            assertThat(ask(test, "sip:a@big.example", "sip:b")).startsWith("from: 1 <null>");
            assertThat(ask(test, "sip:a@big.example", "sip:b")).startsWith("from: -1 <null>");
        }
    }

    @Test
    void aTableThatIsNotThereIsSaidAtTheStart() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> start(
                        "modparam(\"domain\", \"db_mode\", 1)\nmodparam(\"domain\", \"domain_table\", \"nothing\")\n")))
                .hasMessageContaining("nothing");
    }
}
