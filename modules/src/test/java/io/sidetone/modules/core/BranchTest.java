package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import org.junit.jupiter.api.Test;

class BranchTest {

    @Test
    void branchesAreAddedAndSeen() {
        assertThat(Script.of(
                        "say($msg.branch.last_idx); say($msg.branch); $msg.branch = \"sip:b1@x\"; say($msg.branch);"
                                + "append_msg_branch(\"sip:b2@x\", \"0.5\"); say($msg.branch.uri); "
                                + "say($(msg.branch.uri[0]));"
                                + "say($(msg.branch.uri[-2])); say($(msg.branch.uri[9])); "
                                + "say($(msg.branch.uri[*])); say($msg.branch.q);"
                                + "say($msg.branch.last_idx); say($ds);"))
                .containsExactly(
                        "0",
                        "sip:bob@example.org",
                        "sip:b1@x",
                        "sip:b2@x",
                        "sip:bob@example.org",
                        "sip:b1@x",
                        "<null>",
                        "[\"sip:bob@example.org\",\"sip:b1@x\",\"sip:b2@x\"]",
                        "0.5",
                        "2",
                        "Contact: <sip:bob@example.org>, <sip:b1@x>, <sip:b2@x>;q=0.5");
    }

    @Test
    void whatBranchesHaveIsWritten() {
        assertThat(Script.of("$msg.branch = \"sip:b1@x\"; $msg.branch.uri = \"sip:b2@x\"; "
                        + "$(msg.branch.uri[0]) = \"sip:r@x\"; say($ru);"
                        + "say($msg.branch.uri); $msg.branch.duri = \"sip:192.0.2.1\"; "
                        + "say($msg.branch.duri); say($du);"
                        + "$(msg.branch.duri[0]) = \"sip:192.0.2.2\"; say($du); "
                        + "$msg.branch.path = \"<sip:p;lr>\"; say($msg.branch.path);"
                        + "$msg.branch.q = 300; say($msg.branch.q); $msg.branch.flags = \"a,"
                        + "b\"; say($msg.branch.flags);"
                        + "$msg.branch.flag(c) = 1; say($msg.branch.flag(C)); "
                        + "$msg.branch.flag(a) = 0; say($msg.branch.flags);"
                        + "$msg.branch.attr(n) = 5; say($msg.branch.attr(n) + 1); "
                        + "$msg.branch.attr(n) = null; say($msg.branch.attr(n));"
                        + "say($msg.branch.socket); $msg.branch.socket = $socket_in; "
                        + "say($msg.branch.socket == $socket_in);"))
                .containsExactly(
                        "sip:r@x",
                        "sip:b2@x",
                        "sip:192.0.2.1",
                        "<null>",
                        "sip:192.0.2.2",
                        "<sip:p;lr>",
                        "0.3",
                        "A B",
                        "1",
                        "B C",
                        "6",
                        "<null>",
                        "<null>",
                        "true");
    }

    @Test
    void theOlderVariableCountsAddedBranchesOnly() {
        assertThat(Script.of("say($branch); $branch = \"sip:b1@x\"; $branch = \"sip:b2@x\"; say($branch); "
                        + "say($(branch(uri)[1]));"
                        + "$(branch(uri)[1]) = \"sip:b3@x\"; say($(branch(uri)[-1])); "
                        + "say($(branch(uri)[2])); $branch(q) = \"0.1\";"
                        + "say($branch(q)); say($(branch(uri)[*])); $(branch.flag(f)[0]) = 1; "
                        + "say($(branch.flag(f)[0]));"
                        + "say($branch(nonsense)); $(branch(uri)[7]) = \"sip:x\";"))
                .containsExactly(
                        "<null>",
                        "sip:b1@x",
                        "sip:b2@x",
                        "sip:b3@x",
                        "<null>",
                        "0.1",
                        "[\"sip:b1@x\",\"sip:b3@x\"]",
                        "1",
                        "! a branch has no field 'nonsense', but uri, duri, path, q, flags and socket",
                        "! there is no branch 8, the last one is 2");
    }

    @Test
    void theNextHopIsTheDestinationOrTheRequestUri() {
        assertThat(Script.of(
                        "say($nh(u)); say($nh(U)); say($nh(d)); say($nh(p)); say($nh(P)); $du = "
                                + "\"sip:d@192.0.2.1:5090;transport=tcp\";"
                                + "say($nh(u)); say($nh(p)); say($nh(P)); say($nh(x));",
                        "uri sip:bob@example.net"))
                .containsExactly(
                        "sip:bob@example.net",
                        "bob",
                        "example.net",
                        "5060",
                        "udp",
                        "sip:d@192.0.2.1:5090;transport=tcp",
                        "5090",
                        "tcp",
                        "! $nh has u, U, d, p and P, not 'x'");
    }

    @Test
    void branchesTakeOverAndMove() {
        assertThat(Script.of("$du = \"sip:192.0.2.1\"; setbflag(\"NAT\"); append_branch(); "
                        + "say($msg.branch.duri); say($msg.branch.flags);"
                        + "append_msg_branch(\"sip:b2@x\", , \"inherite\"); "
                        + "say($msg.branch.duri); append_msg_branch(\"sip:b3@x\");"
                        + "say($msg.branch.duri); remove_msg_branch(1); "
                        + "say($(msg.branch.uri[*])); say(\"\" + remove_msg_branch(7));"
                        + "swap_msg_branches(0, 2); say($(msg.branch.uri[*])); "
                        + "say($(msg.branch.duri[*]));"
                        + "move_msg_branch(1, 0); say($(msg.branch.uri[*])); say($du); "
                        + "move_msg_branch(1, 0, \"keep\"); say($(msg.branch.uri[*]));"))
                .containsExactly(
                        "sip:192.0.2.1",
                        "NAT",
                        "sip:192.0.2.1",
                        "<null>",
                        "[\"sip:bob@example.org\",\"sip:b2@x\",\"sip:b3@x\"]",
                        "-1",
                        "[\"sip:b3@x\",\"sip:b2@x\",\"sip:bob@example.org\"]",
                        "[null,\"sip:192.0.2.1\",\"sip:192.0.2.1\"]",
                        "[\"sip:b2@x\",\"sip:bob@example.org\"]",
                        "sip:192.0.2.1",
                        "[\"sip:bob@example.org\",\"sip:bob@example.org\"]");
    }

    @Test
    void branchesAreTriedOneGroupAfterTheOther() {
        assertThat(Script.of(
                        "$ru_q = \"0.5\"; append_branch(\"sip:b1@x\", \"0.9\"); append_branch(\"sip:b2@x\", \"0.5\");"
                                + "append_branch(\"sip:b3@x\", \"0.1\"); serialize_branches(1); "
                                + "say($msg.branch.last_idx);"
                                + "say(\"\" + next_branches()); say($(msg.branch.uri[*])); say($ru_q);"
                                + "say(\"\" + next_branches()); say($(msg.branch.uri[*]));"
                                + "say(\"\" + next_branches()); say($ru); say(\"\" + next_branches());"))
                .containsExactly(
                        "0",
                        "1",
                        "[\"sip:b1@x\"]",
                        "0.9",
                        "1",
                        "[\"sip:bob@example.org\",\"sip:b2@x\"]",
                        "2",
                        "sip:b3@x",
                        "-1");
    }

    @Test
    void orderIsKeptIfWanted() {
        assertThat(Script.of("append_branch(\"sip:b1@x\"); serialize_branches(1); say(\"\" + next_branches()); "
                        + "serialize_branches(1, 1);"
                        + "say(\"\" + next_branches()); say($ru); say(\"\" + next_branches()); say($ru);"))
                .containsExactly("-1", "1", "sip:bob@example.org", "2", "sip:b1@x");
    }

    @Test
    void brokenBranchesAreRefused() {
        assertThat(Script.of("$msg.branch = \"x\"; append_branch(\"\"); $ru_q = \"2.5\"; $ru_q = \"abc\"; "
                        + "$(msg.branch.uri[3]) = \"sip:x\";"
                        + "$msg.branch.attr(.x) = 1; $msg.branch.flag(a) = \"maybe\"; "
                        + "$msg.branch.q = null; say($msg.branch.q);"
                        + "$var(i) = 0; while ($var(i) < 64) { $msg.branch = \"sip:x@y\"; "
                        + "$var(i) += 1; } $msg.branch = \"sip:z@y\";"))
                .containsExactly(
                        "! 'x' is no URI: scheme and colon expected",
                        "! '' is no URI: scheme and colon expected",
                        "! a q value is from 0 to 1 with three digits, not '2.5'",
                        "! a q value is from 0 to 1 with three digits, not 'abc'",
                        "! there is no branch 3, the last one is 0",
                        "! the name of an attribute does not begin with a dot",
                        "! a flag is 1 or 0, not 'maybe'",
                        "1",
                        "! there are 64 branches already, which is the limit");
    }

    @Test
    void flagsOfTheMessage() {
        assertThat(Script.of("say($mf); setflag(\"nat\"); setflag(\"ACC\"); say($mf); say(\"\" + "
                        + "isflagset(\"NAT\")); resetflag(\"NAT\");"
                        + "say(\"\" + isflagset(\"NAT\")); $msg.flag(X) = on; "
                        + "say($msg.flag(x)); $msg.flag(X) = off; say($msg.flag(X));"
                        + "setbflag(\"B\"); say($bf); say(\"\" + isbflagset(\"B\")); "
                        + "resetbflag(\"B\", 0); say(\"\" + isbflagset(\"B\")); "
                        + "setbflag(\"B\", 3);"))
                .containsExactly(
                        "",
                        "ACC NAT",
                        "1",
                        "-1",
                        "1",
                        "0",
                        "B",
                        "1",
                        "-1",
                        "! there is no branch 3, the last one is 0");
    }

    @Test
    void aResponseTakesNoBranches() {
        assertThat(Script.ofReply(
                        "$msg.branch = \"sip:x@y\"; say($ds); say($msg.branch.last_idx);", UriVariablesTest.RESPONSE))
                .containsExactly("! the message is no request", "<null>", "0");
    }
}
