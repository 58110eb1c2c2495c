package io.sidetone.modules.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sidetone.modules.auth.Answers;
import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.testing.LogCapture;
import io.sidetone.script.define.Family;
import io.sidetone.server.Server;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.storage.Schema;
import io.sidetone.server.storage.Table;
import io.sidetone.server.testing.ScriptTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts that ask who may do what.
class PermissionsScriptTest {

    private static final String INSERT =
            "INSERT INTO address (grp, ip, mask, port, proto, pattern, context_info) VALUES (?, ?, ?, ?, ?, ?, ?)";

    @TempDir
    private Path folder;

    private final Answers answers = new Answers();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private Database database(String file) throws Exception {
        Database database = Database.open(DatabaseUrl.file(folder.resolve(file)));
        open.add(database);
        Schema.of(Family.OPENSIPS).create(database);
        return database;
    }

    private static void row(Database database, Object... values) throws Exception {
        database.write(session -> session.update(INSERT, values));
    }

    /// @param checks calls of functions, with `;` behind each, whose codes the script notes
    private ScriptTest start(String settings, String... checks) {
        StringBuilder route = new StringBuilder("route {\n");
        for (String check : checks) {
            route.append(check).append(";\nnote(\"$rc\");\n");
        }
        ScriptTest test = ScriptTest.of(
                """
                loadmodule "permissions.so"
                loadmodule "answers.so"
                modparam("permissions", "db_url", "sqlite://%s")
                """.formatted(folder.resolve(Server.DATABASE)) + settings + route + "answer(1);\n}\n",
                new PermissionsModule(),
                new CoreModule(),
                answers);
        open.add(test);
        return test;
    }

    private List<String> codes(ScriptTest test, String... lines) {
        answers.notes();
        test.ask(test.peer(), 200, "MESSAGE", lines);
        return answers.notes();
    }

    @Test
    void addressesAreLookedUpInTheTable() throws Exception {
        Database database = database(Server.DATABASE);
        row(database, 1, "192.0.2.1", 32, 0, "any", null, "gateway");
        row(database, 2, "198.51.100.0", 24, 5060, "udp", "sip:*@example.org", null);
        row(database, 3, "2001:db8::", 32, 0, "tls", null, null);
        ScriptTest test = start(
                "",
                "check_address(1, \"192.0.2.1\", 5060, \"udp\")",
                "check_address(1, \"192.0.2.2\", 5060, \"udp\")",
                "check_address(9, \"192.0.2.1\", 5060, \"udp\")",
                "check_address(0, \"198.51.100.200\", 5060, \"UDP\", , \"sip:bob@example.org\")",
                "check_address(2, \"198.51.100.200\", 5060, \"udp\", , \"sip:bob@example.com\")",
                "check_address(2, \"198.51.101.0\", 5060, \"udp\")",
                "check_address(3, \"2001:DB8:0:1::5\", 0, \"any\")",
                "check_address(3, \"2001:db9::5\", 0, \"any\")",
                "check_address(1, \"$fd\", 0, \"any\")",
                "allow_address(1, \"192.0.2.1\", 0)");
        assertThat(codes(test)).containsExactly("1", "-1", "-2", "1", "-1", "-1", "1", "-1", "-1", "1");
    }

    @Test
    void theSourceOfARequestHasAGroupThatOfItsAddressBeforeThatOfItsNetwork() throws Exception {
        Database database = database(Server.DATABASE);
        ScriptTest test = start(
                "",
                "get_source_group($var(group))",
                "note(\"$var(group)\"); check_source_address(5, $var(info))",
                "note(\"$var(info)\"); allow_source_address(6)");
        String ip = test.peer().address().getAddress().getHostAddress();
        assertThat(codes(test)).startsWith("-1");
        row(database, 6, ip.substring(0, ip.lastIndexOf('.')) + ".0", 24, 0, "any", null, "net");
        for (int last = 0; last < 256; last++) {
            row(database, 5, ip.substring(0, ip.lastIndexOf('.') + 1) + last, 32, 0, "any", null, "one");
        }
        test.command("address_reload");
        assertThat(codes(test)).containsExactly("1", "5", "1", "one", "1");
        assertThat((List<?>) test.command("permissions:address_dump")).hasSize(257);
    }

    @Test
    void setsOfAddressesStandInTablesOfTheirOwn() throws Exception {
        row(database(Server.DATABASE), 1, "192.0.2.1", 32, 0, "any", null, null);
        row(database("other.db"), 1, "192.0.2.9", 32, 0, "any", null, null);
        ScriptTest test = start(
                "modparam(\"permissions\", \"partition\", \"more: db_url=sqlite://" + folder.resolve("other.db")
                        + "; table_name=address\")\n",
                "check_address(1, \"192.0.2.9\", 0, \"any\")",
                "check_address(1, \"192.0.2.9\", 0, \"any\", , , \"more\")",
                "check_address(1, \"192.0.2.1\", 0, \"any\", , , \"more\")",
                "check_source_address(1, , , \"more\")",
                "get_source_group($var(group), \"more\")");
        assertThat(codes(test)).containsExactly("-1", "1", "-1", "-1", "-1");
        assertThat((List<?>) test.command("address_dump", "more")).hasSize(1);
    }

    @Test
    void oneSetIsReadAgainAndTheOthersStay() throws Exception {
        Database usual = database(Server.DATABASE);
        Database other = database("other.db");
        ScriptTest test = start(
                "modparam(\"permissions\", \"partition\", \"more: db_url=sqlite://" + folder.resolve("other.db")
                        + "; table_name=address\")\n",
                "check_address(1, \"192.0.2.1\", 0, \"any\")",
                "check_address(1, \"192.0.2.9\", 0, \"any\", , , \"more\")");
        row(usual, 1, "192.0.2.1", 32, 0, "any", null, null);
        row(other, 1, "192.0.2.9", 32, 0, "any", null, null);
        assertThat(codes(test)).containsExactly("-2", "-2");
        test.command("address_reload", "more");
        assertThat(codes(test)).containsExactly("-2", "1");
        test.command("permissions:address_reload", "default");
        assertThat(codes(test)).containsExactly("1", "1");
        assertThat(catchThrowable(() -> test.command("address_reload", "none")))
                .hasStackTraceContaining("there is no partition 'none'");
        assertThat(codes(test)).containsExactly("1", "1");
    }

    @Test
    void aTableWithWhatIsNoAddressIsRefusedAndAReloadLeavesTheOldOne() throws Exception {
        Database database = database(Server.DATABASE);
        row(database, 1, "192.0.2.1", 32, 0, "any", null, null);
        ScriptTest test = start("", "check_address(1, \"192.0.2.1\", 0, \"any\")");
        row(database, 1, "nowhere", 32, 0, "any", null, null);
        assertThat(catchThrowable(() -> test.command("address_reload"))).hasStackTraceContaining("nowhere");
        assertThat(codes(test)).containsExactly("1");
        assertThat(catchThrowable(() -> start("", "check_source_address(1)"))).hasMessageContaining("nowhere");
    }

    @Test
    void filesSayWhoMayCallAndRegisterWhat() throws Exception {
        Database _ = database(Server.DATABASE);
        Files.writeString(folder.resolve("r.allow"), "\"^sip:alice@\" : \"^sip:(bob|b2)@\"\n");
        Files.writeString(folder.resolve("r.deny"), "ALL : ALL EXCEPT \"^sip:free@\"\n");
        String rules = folder.resolve("r").toString();
        ScriptTest test = start(
                "modparam(\"permissions\", \"default_allow_file\", \"" + rules + ".allow\")\n"
                        + "modparam(\"permissions\", \"default_deny_file\", \"" + rules + ".deny\")\n",
                "allow_routing()",
                "allow_routing(\"" + rules + "\")",
                "allow_uri(\"" + rules + "\", \"$tu\")",
                "allow_register(\"" + rules + "\")");
        assertThat(codes(test)).containsExactly("1", "1", "1", "-1");
        assertThat(codes(test, "uri sip:eve@x", "To: <sip:eve@x>", "Contact: <sip:free@x>"))
                .containsExactly("-1", "-1", "-1", "1");
        assertThat(test.command("permissions:allow_uri", rules, "sip:alice@x", "sip:b2@x"))
                .isEqualTo("Allowed");
        assertThat(test.command("permissions:allow_uri", rules, "sip:carol@x", "sip:b2@x"))
                .isEqualTo("Denied");
        Files.writeString(folder.resolve("r.deny"), "\n");
        assertThat(codes(test, "uri sip:eve@x")).startsWith("-1");
        test.command("address_reload");
        assertThat(codes(test, "uri sip:eve@x")).startsWith("1");
    }

    @Test
    void nothingInATargetGetsItPastARule() throws Exception {
        Database _ = database(Server.DATABASE);
        Files.writeString(folder.resolve("r.allow"), "ALL : \"^sip:911@\"\n");
        Files.writeString(folder.resolve("r.deny"), "ALL : \"^sip:9[0-9]*@(example\\.org)?$\"\n");
        String rules = folder.resolve("r").toString();
        ScriptTest test = start(
                "",
                "allow_routing(\"" + rules + "\")",
                "append_branch(\"sip:900@example.org;x\")",
                "allow_routing(\"" + rules + "\")",
                "allow_uri(\"" + rules + "\", \"$hdr(Refer-To)\")");
        String none = "Refer-To: <no uri>";
        for (String uri : List.of(
                "sip:900@example.org",
                "sip:900@EXAMPLE.org:5060;transport=udp",
                "sips:900:secret@example.org",
                "sip:%3900@example.org",
                "tel:9-00;phone-context=example.org")) {
            assertThat(codes(test, "uri " + uri, none)).as(uri).containsExactly("-1", "1", "-1", "-1");
        }
        // One target is allowed by a rule, another because there is none.
        assertThat(codes(test, "uri sip:911@example.org", "Refer-To: sip:bob@example.org"))
                .containsExactly("1", "1", "-1", "1");
    }

    @Test
    void eachTargetIsAllowedOrNotDenied() throws Exception {
        Database _ = database(Server.DATABASE);
        Files.writeString(folder.resolve("r.allow"), "ALL : \"^sip:911@\"\n");
        Files.writeString(folder.resolve("r.deny"), "ALL : \"^sip:9\"\n");
        String rules = folder.resolve("r").toString();
        ScriptTest test = start("", "append_branch(\"sip:bob@example.org\")", "allow_routing(\"" + rules + "\")");
        assertThat(codes(test, "uri sip:911@example.org")).containsExactly("1", "1");
        assertThat(codes(test, "uri sip:912@example.org")).containsExactly("1", "-1");
    }

    @Test
    void aFileThatIsNotThereIsNamedAndStandsBesideTheScript() throws Exception {
        Database _ = database(Server.DATABASE);
        try (LogCapture log = new LogCapture(RuleFunctions.class.getName())) {
            ScriptTest test = start("", "allow_routing(\"nowhere\")");
            assertThat(codes(test)).containsExactly("1");
            assertThat(codes(test)).containsExactly("1");
            assertThat(log.lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .contains(Path.of("nowhere.allow")
                                            .toAbsolutePath()
                                            .toString()),
                            line -> assertThat(line)
                                    .contains(Path.of("nowhere.deny")
                                            .toAbsolutePath()
                                            .toString()));
        }
    }

    @Test
    void aSourceHasPortProtocolAndPattern() throws Exception {
        Database database = database(Server.DATABASE);
        row(database, 1, "127.0.0.0", 8, 1, "any", null, null);
        row(database, 2, "127.0.0.0", 8, 0, "tcp", null, null);
        row(database, 3, "127.0.0.0", 8, 0, "udp", "sip:*@example.org", "all of them");
        row(database, 4, "127.0.0.0", 8, 0, "none", null, null);
        ScriptTest test = start(
                "",
                "check_source_address(1)",
                "check_source_address(2)",
                "check_source_address(3, $var(info), \"sip:bob@example.org\")",
                "note(\"$var(info)\"); check_source_address(3, , \"sip:bob@example.com\")",
                "check_source_address(4)",
                "check_source_address(0)",
                "get_source_group($var(group))");
        assertThat(codes(test)).containsExactly("-1", "-1", "1", "all of them", "-1", "-1", "1", "1");
    }

    @Test
    void aTableOfKamailioIsUsedAsItIs() throws Exception {
        Database database = database(Server.DATABASE);
        Table table = Objects.requireNonNull(Schema.of(Family.KAMAILIO).table("address"));
        database.write(session -> {
            session.update("DROP TABLE address");
            for (String statement : table.statements(session.engine())) {
                session.update(statement);
            }
            session.update(
                    "INSERT INTO address (grp, ip_addr, mask, port, tag) VALUES (7, '2001:db8::', 32, 0, 'six')");
            return session.update("UPDATE version SET table_version = ? WHERE table_name = 'address'", table.version());
        });
        ScriptTest test = start(
                "",
                "check_address(7, \"2001:db8::9\", 5060, \"tls\", $var(info))",
                "note(\"$var(info)\"); allow_address(7, \"2001:db9::9\", 5060)");
        assertThat(codes(test)).containsExactly("1", "six", "-1");
        assertThat((List<?>) test.command("permissions:subnet_dump")).hasSize(1);
    }
}
