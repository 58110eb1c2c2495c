package io.sidetone.modules.pv;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PvModuleTest {

    private static List<String> said(String lines, String... fields) {
        return Script.ofKamailio("loadmodule \"pv.so\"", lines, List.of(fields), new PvModule());
    }

    @Test
    void aNewValueComesInFrontAndAnIndexSetsInPlace() {
        assertThat(said("$xavp(a) = 1; $xavp(a) = 2; say($xavp(a)); say($xavp(a[1])); say($xavp(a[-1])); "
                        + "$xavp(a[1]) = 5; say($xavp(a[*])); $xavp(a[0]) = $null; say($xavp(a[*])); "
                        + "$xavp(a) = \"t\"; $xavp(a[*]) = $null; say($xavp(a)); say($xavp(A));"))
                .containsExactly("2", "1", "1", "2, 5", "5", "<null>", "<null>");
    }

    @Test
    void listsStandInLists() {
        assertThat(said("$xavp(x=>a) = \"one\"; $xavp(x=>a) = \"two\"; say($xavp(x=>a)); say($xavp(x[1]=>a)); "
                        + "$xavp(x[0]=>b) = 7; say($xavp(x[0]=>b)); say($xavp(x[1]=>b)); $xavp(x[0]=>b) = 8; "
                        + "say($xavp(x[0]=>b[*])); $xavp(x[0]=>b[1]) = 9; say($xavp(x=>b[*])); say($xavp(x)); "
                        + "$xavp(x[9]=>b) = 1; say($xavp(y=>z)); $xavp(x[0]=>b[*]) = $null; say($xavp(x=>b)); "
                        + "$var(i) = 1; say($xavp(x[$var(i)]=>a)); say($(xavp(x=>a){s.len}));"))
                .containsExactly(
                        "two", "one", "7", "<null>", "8, 7", "8, 9", "<<xavp>>", "<null>", "<null>", "one", "3");
    }

    @Test
    void xavuHasOneValueAndXaviAnyCase() {
        assertThat(said("$xavu(a) = 1; $xavu(a) = 2; say($xavu(a)); say($xavu(a[1])); $xavu(b=>c) = 3; "
                        + "$xavu(b=>d) = 4; "
                        + "say($xavu(b=>c)); say($xavu(b=>d)); $xavi(Name=>Sub) = 5; say($xavi(name=>SUB)); "
                        + "$xavi(NAME) = $null; say($xavi(Name));"))
                .containsExactly("2", "<null>", "3", "4", "5", "<null>");
    }

    @Test
    void listsAreMadeOfTextsAndTheOtherWayRound() {
        assertThat(said("say(xavp_params_explode(\"a=b;c=\\\"d;e\\\";f\", \"x\")); say($xavp(x=>a)); say($xavp(x=>c)); "
                        + "say($xavp(x=>f)); xavp_xparams_explode(\"k=v,l=w\", \",\", \"y\"); say($xavp(y=>l)); "
                        + "xavp_params_implode(\"y\", \"$var(o)\"); say($var(o)); "
                        + "xavp_child_seti(\"y\", \"n\", 3); "
                        + "xavp_params_implode_qval(\"y\", \"$var(o)\"); say($var(o)); "
                        + "xavp_slist_explode(\"a, b;c\", \",;\", \"t\", \"s\"); say($xavp(s[0]=>v[*])); "
                        + "xavu_params_explode(\"a=1\", \"u\"); say($xavu(u=>a)); "
                        + "xavp_rm(\"s\"); say($xavp(s)); xavp_child_rm(\"y\", \"l\"); say($xavp(y=>l)); "
                        + "say(xavp_params_explode(\"\", \"e\")); say(xavp_params_implode(\"none\", \"$var(o)\"));"))
                .containsExactly(
                        "1",
                        "b",
                        "d;e",
                        "",
                        "w",
                        "l=w;k=v;",
                        "n=3;l=\"w\";k=\"v\";",
                        "a, b, c",
                        "1",
                        "<null>",
                        "<null>",
                        "-1",
                        "-1");
    }

    @Test
    void valuesAreCopiedAndShifted() {
        assertThat(said("$xavp(a=>x) = 1; $xavp(a=>x) = 2; $xavp(a=>x) = 3; xavp_copy(\"a\", 2, \"b\"); "
                        + "xavp_copy(\"a\", 0, \"b\"); say($xavp(b[0]=>x)); say($xavp(b[1]=>x)); "
                        + "say(xavp_copy(\"none\", 0, \"b\")); xavp_copy(\"a\", 0, \"b\", 0); say($xavp(b=>x)); "
                        + "$xavp(q) = 1; $xavp(q) = 2; $xavp(q) = 3; xavp_lshift(\"q\", 1); say($xavp(q[*]));"))
                .containsExactly("1", "3", "-1", "3", "2, 1, 3");
    }

    @Test
    void variablesAreAskedFor() {
        assertThat(said("say(pv_isset(\"$avp(x)\")); $avp(x) = 5; say(pv_isset(\"$avp(x)\")); say(is_int($avp(x))); "
                        + "say(not_empty(\"$avp(x)\")); say(typeof(\"$avp(x)\", \"int\")); pv_unset(\"$avp(x)\"); "
                        + "say(typeof(\"$avp(x)\", \"null\")); say(pv_isset($si)); pv_evalx(\"$var(t)\", \"$rm!\"); "
                        + "say($var(t)); say($vn(a)); say($vz(a)); $vn(a) = 3; say($vn(a));"))
                .containsExactly("-1", "1", "1", "-1", "1", "1", "1", "INVITE!", "<null>", "0", "3");
    }

    @Test
    void selectsReadTheMessage() {
        assertThat(said(
                        "say($sel(from.uri.user)); say($sel(ruri.host)); say($sel(contact.uri)); "
                                + "say($sel(via.transport)); "
                                + "say($sel(via[1].params.branch)); say($sel(cseq.method)); say($sel(call_id)); "
                                + "say($sel(msg.header.subject)); say($sel(src.ip)); say($sel(ruri.params.x)); "
                                + "say($sel(route.uri)); say($sel(hf_none)); say($sel(proxy_authorization.realm)); "
                                + "say($sel(proxy_authorization.username.user)); say($sel(msg.first_line)); "
                                + "say($sel(cfg_get.a.b)); say($sel(to.params));",
                        "uri sip:bob@example.com;x=y",
                        "Subject: hello",
                        "Via: SIP/2.0/UDP {local};branch=z9hG4bKsel;rport",
                        "Proxy-Authorization: Digest username=\"u@d\", realm=\"r\", nonce=\"n\", uri=\"sip:x\", "
                                + "response=\"0123456789abcdef0123456789abcdef\""))
                .startsWith("alice", "example.com")
                .contains("z9hG4bKsel", "INVITE", "hello", "127.0.0.1", "y", "r", "u")
                .endsWith("INVITE sip:bob@example.com;x=y SIP/2.0", "<null>", "<null>");
    }

    @Test
    void branchesAreKeptUntilTheyAreAdded() {
        assertThat(said("say(sbranch_append()); $sbranch(uri) = \"sip:carol@192.0.2.7\"; $sbranch(q) = 500; "
                        + "$sbranch(flags) = 5; "
                        + "$sbranch(dst_uri) = \"sip:192.0.2.8\"; say(sbranch_append()); say($(branch(uri)[0])); "
                        + "say($(branch(dst_uri)[0])); say($sbranch(q)); sbranch_set_ruri(); say($ru); say($du); "
                        + "say($(branch(q)[0])); say($(branch(flags)[0])); say(isbflagset(2, 1)); say(isbflagset(1, 1)); "
                        + "sbranch_reset(); say($sbranch(uri)); say($sbranch(q)); say($sbranch(flags));"))
                .containsExactly(
                        "-1",
                        "1",
                        "sip:carol@192.0.2.7",
                        "sip:192.0.2.8",
                        "500",
                        "sip:carol@192.0.2.7",
                        "sip:192.0.2.8",
                        "500",
                        "5",
                        "1",
                        "-1",
                        "<null>",
                        "<null>",
                        "0");
    }

    @Test
    void valuesAreSharedAndOperatorsSeeThem() {
        try (Script script = Script.whole(
                "#!KAMAILIO\nloadmodule \"pv.so\"\nmodparam(\"pv\", \"shvset\", \"n=i:3\")\n"
                        + "modparam(\"pv\", \"shvset\", \"t=s:text\")\n"
                        + "route { say($shv(n)); say($shv(t)); say($shvinc(n)); $shv(m) = 2; say($shv(none)); "
                        + "say($stat(core:requests) > 0); }",
                new PvModule())) {
            script.send("OPTIONS");
            assertThat(script.said()).startsWith("3", "text", "4", "0");
            assertThat(script.test().command("pv.shvGet", "m")).isEqualTo(Map.of("name", "m", "value", 2L));
            assertThat(script.test().command("pv.shvSet", "m", "int", "9")).isNotNull();
            assertThat(script.test().command("pv.shvGet")).isEqualTo(Map.of("m", 9L, "n", 4L, "t", "text"));
        }
    }
}
