package io.sidetone.modules.acc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.LogCapture;
import io.sidetone.script.define.Family;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.storage.Schema;
import io.sidetone.server.storage.Table;
import io.sidetone.sip.message.SipRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What stands in the tables of accounting, in databases of all kinds.
abstract class AccTablesCase extends AccCase {

    private String url = "";

    /// The URL of an empty database.
    abstract String freshDatabase() throws Exception;

    private void start(Family family, String parameters, String routes) throws Exception {
        url = freshDatabase();
        try (Database database = Database.open(DatabaseUrl.parse(url))) {
            Schema.of(Family.OPENSIPS).create(database);
            if (family == Family.KAMAILIO) {
                become(database, "acc");
                become(database, "missed_calls");
            }
            for (String table : List.of("acc", "missed_calls")) {
                perform(database, "ALTER TABLE " + table + " ADD COLUMN src_user VARCHAR(64)");
                perform(database, "ALTER TABLE " + table + " ADD COLUMN via VARCHAR(64)");
            }
        }
        start("modparam(\"acc\", \"db_url\", \"" + url + "\")\n" + parameters, routes);
    }

    private static void become(Database database, String name) throws Exception {
        Table table = Objects.requireNonNull(Schema.of(Family.KAMAILIO).table(name));
        perform(database, "DROP TABLE " + name);
        for (String statement : table.statements(database.engine())) {
            perform(database, statement);
        }
        perform(database, "UPDATE version SET table_version = ? WHERE table_name = ?", table.version(), name);
    }

    private static void perform(Database database, String sql, Object... parameters) throws Exception {
        database.write(session -> session.update(sql, parameters));
    }

    /// What was written, once the server has ended.
    private List<String> rows(String table, String columns) throws Exception {
        test.close();
        test = null;
        return written(table, columns);
    }

    private List<String> written(String table, String columns) throws Exception {
        try (Database database = Database.open(DatabaseUrl.parse(url))) {
            return database.query("SELECT " + columns + " FROM " + table + " ORDER BY id", row -> {
                StringBuilder all = new StringBuilder(row.text(1, "NULL"));
                for (int i = 2; i <= columns.split(",").length; i++) {
                    all.append(' ').append(row.text(i, "NULL"));
                }
                return all.toString();
            });
        }
    }

    @Test
    void rowsAreWrittenInOrder() throws Exception {
        start(Family.OPENSIPS, "", """
                route { do_accounting("db", "missed|failed"); to("BOB"); t_relay(); }""");
        for (int i = 0; i < 5; i++) {
            bob.answer(test.forwarded(alice, bob, "INVITE"), i == 2 ? 486 : 200, "Phrase " + i);
            alice.expectResponse(i == 2 ? 486 : 200);
        }
        assertThat(rows("acc", "method, from_tag, callid, sip_code, sip_reason"))
                .containsExactly(
                        "INVITE a1 call1 200 Phrase 0",
                        "INVITE a2 call2 200 Phrase 1",
                        "INVITE a3 call3 486 Phrase 2",
                        "INVITE a4 call4 200 Phrase 3",
                        "INVITE a5 call5 200 Phrase 4");
    }

    @Test
    void missedCallsHaveATableOfTheirOwn() throws Exception {
        start(Family.OPENSIPS, "", "route { do_accounting(\"db\", \"missed\"); to(\"BOB\"); t_relay(); }");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy");
        alice.expectResponse(486);
        assertThat(rows("missed_calls", "method, sip_code, setuptime")).containsExactly("INVITE 486 0");
    }

    @Test
    void aTagThatIsTooLongIsCutAndTheRowIsThere() throws Exception {
        start(
                Family.OPENSIPS,
                "",
                "route { acc_db_request(\"404 \" + \"" + "x".repeat(500) + "\"); send_reply(404, " + "\"No\"); }");
        test.ask(alice, 404, "OPTIONS", "Call-ID: " + "y".repeat(3000));
        assertThat(rows("acc", "sip_code, length(sip_reason), length(callid)")).containsExactly("404 32 64");
    }

    @Test
    void aRowThatIsRefusedHoldsUpNoOther() throws Exception {
        start(Family.OPENSIPS, "", """
                route { if (method("INFO")) acc_db_request("404 No", "nowhere"); else acc_db_request("404 No");
                    send_reply(404, "No"); }""");
        try (LogCapture complaints = new LogCapture(Rows.class.getName())) {
            test.ask(alice, 404, "OPTIONS");
            test.ask(alice, 404, "INFO");
            test.ask(alice, 404, "OPTIONS");
            assertThat(rows("acc", "callid")).containsExactly("call1", "call3");
            assertThat(complaints.lines())
                    .singleElement()
                    .asString()
                    .contains("nowhere")
                    .contains("call2");
        }
    }

    @Test
    void aDatabaseOfKamailioIsUsedAsItIs() throws Exception {
        start(Family.KAMAILIO, "modparam(\"acc\", \"extra_fields\", \"db: user->src_user\")\n", """
                route { do_accounting("db", "missed"); $acc_extra(user) = "alice"; to("BOB"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy");
        alice.expectResponse(486);
        bob.answer(test.forwarded(alice, bob, "INVITE"), 200, "F" + "i".repeat(200) + "ne");
        alice.expectResponse(200);
        assertThat(rows("acc", "method, from_tag, callid, sip_code, length(sip_reason), src_user"))
                .containsExactly("INVITE a2 call2 200 128 alice");
        assertThat(written("missed_calls", "method, from_tag, callid, sip_code, sip_reason, src_user"))
                .containsExactly("INVITE a1 call1 486 Busy alice");
    }

    @Test
    void aLongValueOfTheCallerKeepsNoCallOutOfTheAccounts() throws Exception {
        start(Family.OPENSIPS, "modparam(\"acc\", \"extra_fields\", \"db: user->src_user\")\n", """
                route { $acc_extra(user) = "LONG"; do_accounting("db"); to("BOB"); t_relay(); }""".replace(
                        "LONG", "x".repeat(500)));
        bob.answer(test.forwarded(alice, bob, "INVITE"), 200, "OK");
        alice.expectResponse(200);
        assertThat(rows("acc", "callid, length(src_user)")).containsExactly("call1 64");
    }

    @Test
    void eachLegHasARowOfItsOwn() throws Exception {
        start(Family.OPENSIPS, """
                modparam("acc", "extra_fields", "db: user->src_user")
                modparam("acc", "leg_fields", "db: via")
                """, """
                route { do_accounting("db"); $acc_extra(user) = "me";
                    $acc_leg(via) = "one"; acc_new_leg(); acc_new_leg(); $acc_leg(via) = "three";
                    to("BOB"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 200, "OK");
        alice.expectResponse(200);
        assertThat(rows("acc", "callid, src_user, via")).containsExactly("call1 me one", "call1 me ", "call1 me three");
    }

    @Test
    void aRowSaysHowLongItHasRung() throws Exception {
        start(Family.OPENSIPS, "", "route { do_accounting(\"db\"); to(\"BOB\"); t_relay(); }");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 180, "Ringing");
        alice.expectResponse(180);
        test.pass(Duration.ofSeconds(3));
        bob.answer(invite, 200, "OK");
        alice.expectResponse(200);
        assertThat(rows("acc", "setuptime, duration, ms_duration")).containsExactly("3 0 0");
        try (Database database = Database.open(DatabaseUrl.parse(url))) {
            assertThat(database.query(
                            "SELECT * FROM acc",
                            row -> Duration.between(
                                    Objects.requireNonNull(row.time("created")),
                                    Objects.requireNonNull(row.time("time")))))
                    .containsExactly(Duration.ofSeconds(3));
        }
    }

    @Test
    void aCallThatIsGivenUpIsAMissedCall() throws Exception {
        start(Family.OPENSIPS, "", """
                route { if (method("CANCEL")) { t_relay(); exit; }
                    do_accounting("db", "missed"); to("BOB"); also("CAROL"); t_relay(); }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        SipRequest other = carol.expectRequest("INVITE");
        bob.answer(invite, 180, "Ringing");
        carol.answer(other, 180, "Ringing");
        alice.send(cancel(), test.address());
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        carol.answer(carol.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        carol.answer(other, 487, "Request Terminated");
        alice.expectResponse(487);
        assertThat(rows("missed_calls", "method, callid, sip_code, sip_reason"))
                .containsExactly("INVITE call1 487 Request Terminated");
        assertThat(written("acc", "method")).isEmpty();
    }

    @Test
    void tablesAndColumnsCanBeCalledOtherwise() throws Exception {
        start(Family.OPENSIPS, """
                modparam("acc", "acc_sip_reason_column", "src_user")
                modparam("acc", "acc_method_column", "via")
                """, """
                route { do_accounting("db", "missed", "missed_calls"); to("BOB"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 200, "OK");
        alice.expectResponse(200);
        assertThat(rows("missed_calls", "src_user, via, sip_reason")).containsExactly("OK INVITE ");
        assertThat(written("acc", "id")).isEmpty();
    }
}
