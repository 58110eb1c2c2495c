package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.testing.LogCapture;
import io.sidetone.modules.testing.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KamailioVariablesTest {

    private static List<String> said(String lines, String... fields) {
        return Script.ofKamailio("", lines, List.of(fields));
    }

    @Test
    void whereAMessageHasComeFromAndToIsReadInAllForms() {
        assertThat(said("say($(su{s.substr,0,4})); say($(sut{s.substr,-13,0})); say($(sas{s.substr,0,4})); "
                        + "say($siz); say($(Ru{s.substr,0,4})); say($(Ras{s.substr,0,4})); say($prid); say($af(id)); "
                        + "say($af(name)); say($rcv(sproto)); say($rcv(srcip)); say($Rn); say($fs); say($fsp); "
                        + "say($snd(ip));"))
                .containsExactly(
                        "sip:",
                        "transport=udp",
                        "udp:",
                        "127.0.0.1",
                        "sip:",
                        "udp:",
                        "1",
                        "2",
                        "IPv4",
                        "udp",
                        "127.0.0.1",
                        "<null>",
                        "<null>",
                        "<null>",
                        "<null>");
    }

    @Test
    void partsOfTheMessageAreRead() {
        assertThat(said(
                        "say($mt); say($mts); say($rsi); say($rmid); say($rv); say($rz); say($tts); say($csb); "
                                + "say($rul); say($rUl); say($bs); say($msg(body)); say($msg(body_len)); "
                                + "say($msg(fline)); say($hdrc(Supported)); say($hflc(Supported)); "
                                + "say($(hfl(Supported)[2])); "
                                + "say($expires(min)); say($expires(max)); say($ctu); say($cts); say($via0(proto)); "
                                + "say($via1(host)); say($rpl(cntvia)); say($hfl(Supported));",
                        "uri sip:bob@example.com",
                        "Supported: a, b",
                        "Contact: <sip:a@h>;expires=5, <sip:b@h>;expires=9",
                        "body hello"))
                .containsExactly(
                        "1",
                        "request",
                        "0",
                        "1",
                        "SIP/2.0",
                        "sip",
                        "0",
                        "1 INVITE",
                        "19",
                        "3",
                        "5",
                        "hello",
                        "5",
                        "INVITE sip:bob@example.com SIP/2.0",
                        "1",
                        "2",
                        "<null>",
                        "5",
                        "9",
                        "sip:a@h",
                        "0",
                        "udp",
                        "<null>",
                        "1",
                        "a");
    }

    @Test
    void timesCharactersAndConstantsAreRead() {
        List<String> said = said("say($time(year)); say($utime(mon)); say($utimef(%Y)); say($TV(s)); say($TS); "
                + "say($Ec + $Eq + $Ei); say($K(INET6)); say($K(TCP)); say($_s(a $rm)); say($sid); say($true); "
                + "say($version(hash)); say($env(NO_SUCH_VARIABLE_HERE));");
        assertThat(said.get(3)).isEqualTo(said.get(4));
        assertThat(said.getFirst()).isEqualTo(said.get(2));
        assertThat(said.subList(6, said.size()))
                .isEqualTo(List.of("10", "2", "a INVITE", "0", "1", "<null>", "<null>"));
        assertThat(Script.ofKamailio("server_id = 7", "say($sid);", List.of())).containsExactly("7");
    }

    @Test
    void flagsAreNumbers() {
        assertThat(said("setflag(1); setflag(\"3\"); say($mf); say($mF); say($Mf(3)); $mf = 4; say($mf); "
                        + "setbflag(2); say($bf); $Bf(0) = 1; say($bf); setsflag(5); say($sf); "
                        + "say(issflagset(5)); resetsflag(5); say(issflagset(5)); say($mf);"))
                .containsExactly("10", "0000000A", "1", "4", "4", "5", "32", "1", "-1", "4");
    }

    @Test
    void fromAndToAreWritten() {
        assertThat(said("$fu = \"sip:x@y.example\"; say($fu); $fU = \"z\"; say($fu); $fd = \"w.example\"; say($fu); "
                        + "$fn = \"Ann \\\"B\\\"\"; say($hdr(From)); $tu = \"sip:t@u\"; say($tu);"
                        + "$tn = \"T\"; say($(hdr(To){s.substr,0,3}));"))
                .hasSize(6)
                .first()
                .isEqualTo("sip:x@y.example");
    }

    @Test
    void branchesAreReadAndWrittenByTheirOlderNames() {
        assertThat(said("$br = \"sip:one@a\"; append_branch(\"sip:two@a\"); say($br); say($bR); say($branch(count)); "
                        + "$(branch(dst_uri)[1]) = \"sip:192.0.2.9\"; say($(branch(dst_uri)[1])); "
                        + "say($(branch(uri)[0]));"
                        + "clear_branches(); say($branch(count)); say($br);"))
                .containsExactly(
                        "sip:one@a", "<sip:one@a>, <sip:two@a>", "2", "sip:192.0.2.9", "sip:one@a", "0", "<null>");
    }

    @Test
    void whatIsOursIsTold() {
        List<String> said = new ArrayList<>(Script.ofKamailio(
                "",
                "say(is_myself(\"sip:bob@example.org\")); say(is_myself(\"example.org\")); "
                        + "say(is_myself(\"sip:bob@other.example\")); say(is_myself(\"$Ri:$Rp\")); "
                        + "say(is_myself(\"$Ri:1\")); say(is_myself(\"udp:$Ri:$Rp\")); say(is_myself(\"\")); "
                        + "say(is_myself(\"%%\")); say(is_myself($Ri));",
                List.of()));
        assertThat(said).containsExactly("1", "1", "-1", "1", "-1", "1", "-1", "-1", "1");
    }

    @Test
    void functionsOfOlderScriptsEditTheRequestUri() {
        assertThat(said("sethostporttrans(\"192.0.2.7:5070;transport=tcp\"); say($ru); userphone(); say($ru); "
                        + "sethp(\"a.example:1\"); setu(\"u\"); setp(\"2\"); seth(\"b.example\"); "
                        + "say($rU + $rd + $rp); "
                        + "say(set_reply_close() && set_forward_no_connect() && set_reply_no_connect() && "
                        + "set_forward_close() && udp_mtu_try_proto(\"TCP\") && add_rport());"))
                .containsExactly(
                        "sip:bob@192.0.2.7:5070;transport=tcp",
                        "sip:bob@192.0.2.7:5070;transport=tcp;user=phone",
                        "ub.example2",
                        "1");
    }

    @Test
    void thePrefixOfLogLinesIsTextWithVariables() {
        try (LogCapture log = new LogCapture("io.sidetone")) {
            assertThat(Script.ofKamailio(
                            "log_prefix=\"{$rm $(cs{s.len}) $hdr(X)} \"",
                            "xlog(\"L_ERR\", \"here\\n\");",
                            List.of("X: y")))
                    .isEmpty();
            assertThat(log.lines()).anyMatch(line -> line.contains("{INVITE 1 y} here"));
        }
    }

    @Test
    void aPrefixWithWhatIsNoVariableIsRefused() {
        assertThatThrownBy(() -> Script.ofKamailio("log_prefix=\"$nothing_like_it \"", "say(1);", List.of()))
                .hasMessageContaining("unknown variable `$nothing_like_it`");
    }
}
