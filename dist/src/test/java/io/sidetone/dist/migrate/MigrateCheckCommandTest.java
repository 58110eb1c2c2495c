package io.sidetone.dist.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.command.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MigrateCheckCommandTest {

    private static final String GOOD = """
            #!KAMAILIO
            #!ifdef WITH_RELAY
            #!define MODE 1
            #!endif
            children=4
            loadmodule "tm.so"
            loadmodule "sl.so"
            modparam("tm", "fr_timer", 30000)
            request_route {
            #!ifdef MODE
                if ($(ru{uri.user}) == "bob" && !t_newtran()) {
                    sl_reply_error();
                }
            #!endif
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Result(int code, String text, String err) {}

    private Result run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Program.run(
                new CommandLine(new MigrateCommand()).addSubcommand(new MigrateCheckCommand(folder)),
                new PrintWriter(out),
                new PrintWriter(err),
                words);
        return new Result(code, out.toString(), err.toString());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void saysOfEachLineWhatOfItWorks() throws Exception {
        write("kamailio.cfg", GOOD);

        Result result = run("check", "kamailio.cfg", "-A", "WITH_RELAY");

        assertThat(result.code()).isZero();
        assertThat(result.text())
                .contains(
                        "kamailio.cfg:5:1: differs  setting children: does nothing here: ",
                        "kamailio.cfg:6: works    module tm\n",
                        "kamailio.cfg:8: works    parameter tm.fr_timer\n",
                        "kamailio.cfg:11: works    variable $ru, transformation uri.user, function t_newtran\n",
                        "kamailio.cfg:12: works    function sl_reply_error\n",
                        "\nKamailio's dialect\n",
                        "It can be used as it is.\n");
    }

    @Test
    void whatIsNotDefinedIsNotLookedAt() throws Exception {
        write("kamailio.cfg", GOOD);

        assertThat(run("check", "kamailio.cfg").text()).doesNotContain("t_newtran");
    }

    @Test
    void leavesOutWhatWorks() throws Exception {
        write("kamailio.cfg", GOOD);

        List<String> lines =
                run("check", "kamailio.cfg", "--short").text().lines().toList();

        assertThat(lines).noneMatch(line -> line.contains(": works"));
        assertThat(lines.getFirst()).startsWith("kamailio.cfg:5:1: differs");
    }

    /// Eleven problems of all sorts, each found where it stands.
    @Test
    void findsElevenPlantedProblems() throws Exception {
        write("kamailio.cfg", """
                #!KAMAILIO
                chldren=4
                loadmodule "tm.so"
                loadmodule "textops.so"
                loadmodule "rtpengine.so"
                loadmodule "teemo.so"
                modparam("tm", "fr_tmer", 30000)
                modparam("rtpengine", "rtpengine_sock", "udp:127.0.0.1:2223")
                request_route {
                    if (is_metod("INVITE")) t_relay();
                    rtpengine_manage();
                    $var(x) = $rrU;
                    $var(y) = $(ru{uri.usr});
                    route(NOWHERE);
                    t_relay()
                }
                """);

        Result result = run("check", "kamailio.cfg", "--short");

        assertThat(result.code()).isOne();
        assertThat(result.text().lines().filter(line -> line.contains(": missing") || line.contains(": wrong")))
                .extracting(line -> line.substring(0, line.indexOf("  ")))
                .containsExactly(
                        "kamailio.cfg:2:1: wrong",
                        "kamailio.cfg:5:1: missing",
                        "kamailio.cfg:6:1: wrong",
                        "kamailio.cfg:7:16: wrong",
                        "kamailio.cfg:8:10: missing",
                        "kamailio.cfg:10:9: wrong",
                        "kamailio.cfg:11:5: missing",
                        "kamailio.cfg:12:15: wrong",
                        "kamailio.cfg:13:19: wrong",
                        "kamailio.cfg:14:11: wrong",
                        "kamailio.cfg:15:13: wrong");
        assertThat(result.text()).contains("did you mean `is_method`?", "of module rtpengine", "It cannot be used yet");
    }

    /// What the rows of the compatibility page say of a name, where it stands first.
    @Test
    void tellsWhatMeansSomethingElseOnPurpose() throws Exception {
        write("kamailio.cfg", """
                #!KAMAILIO
                request_route {
                    setflag(1);
                    setflag(2);
                }
                """);

        Result result = run("check", "kamailio.cfg");

        assertThat(result.code()).isZero();
        assertThat(result.text())
                .contains(
                        "kamailio.cfg:3:5: differs  function setflag: \"Flags of the message are those of",
                        "Flags are those of the transaction at once, also when they are set behind `t_relay`",
                        "kamailio.cfg:4:5: differs  function setflag: as told above\n");
    }

    @Test
    void readsTheOtherFamilyToo() throws Exception {
        write("opensips.cfg", """
                loadmodule "tm.so"
                loadmodule "dialog.so"
                route {
                    create_dialog();
                    t_relay();
                }
                """);

        Result result = run("check", "opensips.cfg");

        assertThat(result.code()).isOne();
        assertThat(result.text())
                .contains(
                        "opensips.cfg:1: works    module tm\n",
                        "opensips.cfg:2:1: missing  module dialog\n",
                        "opensips.cfg:4:5: missing  function create_dialog: of module dialog\n",
                        "\nOpenSIPS's dialect\n");
    }

    @Test
    void tellsTheErrorWhereThereIsAWarningToo() throws Exception {
        write("opensips.cfg", "route { if ($sp=5060) exit; }\n");

        Result result = run("check", "opensips.cfg");

        assertThat(result.code()).isOne();
        assertThat(result.text()).contains("opensips.cfg:1:13: wrong    variable $sp: `$sp` can only be read");
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThat(run("check", "nothing.cfg").code()).isEqualTo(2);
        assertThat(run("check", "nothing.cfg").err()).contains("nothing.cfg");
        assertThat(run().code()).isEqualTo(2);
    }
}
