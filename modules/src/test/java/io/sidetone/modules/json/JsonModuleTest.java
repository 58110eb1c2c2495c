package io.sidetone.modules.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.script.value.Values;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonModuleTest {

    private static List<String> of(String lines) {
        List<String> said = new ArrayList<>();
        Module saying = module -> {
            module.name("", "Says something to a test.");
            module.function("say", "Says a value.")
                    .with(Argument.value("value", "What is said."))
                    .does((_, value) -> {
                        said.add(Values.text(value).replaceFirst("^! test\\.cfg:\\d+:\\d+: ", "! "));
                        return 1;
                    });
        };
        String script = "loadmodule \"json.so\"\nroute { " + lines + " }\nerror_route { say($\"! $err.info\"); }";
        try (ScriptTest test = ScriptTest.of(script, new CoreModule(), new JsonModule(), saying)) {
            ScriptedPeer peer = test.peer();
            peer.send(test.request(peer, "OPTIONS"), test.address());
            test.pass(Duration.ofMillis(100));
        }
        return said;
    }

    @Test
    void documentsAreBuiltAndRead() {
        assertThat(of("say($json(o)); $json(o) := \"{}\"; $json(o/a key) = \"v\"; $json(o/n) = 5; "
                        + "say($json(o)); say($json(o/a key));"
                        + "say($json(o/n) + 1); $json(o/l) := \"[1, 2]\"; $json(o/l[]) = 3; "
                        + "say($json(o/l)); say($json(o/l[-1]));"
                        + "$json(o/l[0]) = null; say($json(o/l)); $json(o/n) = null; "
                        + "say($json(o)); say($json(o/none/deep));"
                        + "$var(k) = \"l\"; $var(i) = 1; say($json(o/$var(k)[$var(i)])); "
                        + "$json(o) = null; say($json(o));"))
                .containsExactly(
                        "<null>",
                        "{\"a key\":\"v\",\"n\":5}",
                        "v",
                        "6",
                        "[1,2,3]",
                        "3",
                        "[2,3]",
                        "{\"a key\":\"v\",\"l\":[2,3]}",
                        "<null>",
                        "3",
                        "<null>");
    }

    @Test
    void elementsValuesAndKeysAreGoneThrough() {
        assertThat(of("$json(f) := \"{\\\"a\\\": 1, \\\"b\\\": 2}\"; for ($var(k) in $(json(f.keys)[*])) "
                        + "say($var(k));"
                        + "for ($var(v) in $(json(f)[*])) say($var(v)); for ($var(v) in $(json(f.values)[*])) "
                        + "say($var(v));"
                        + "$json(l) := \"[7, 8]\"; for ($var(v) in $(json(l)[*])) say($var(v)); say($(json(l)[1]));"
                        + "$(json(l)[0]) = 9; say($json(l)); for ($var(v) in $(json(none)[*])) say($var(v));"))
                .containsExactly("a", "b", "1", "2", "1", "2", "7", "8", "8", "[9,8]");
    }

    @Test
    void oneOperatorTakesTheValueTheOtherReadsIt() {
        assertThat(of("$json(a) := \"[1]\"; $json(o) := \"{}\"; $json(o/copy) := $json(a); "
                        + "$json(o/same) = $json(a); $json(a[]) = 2;"
                        + "say($json(o)); $json(o/text) = \"[1]\"; say($json(o/text)); "
                        + "$json(o/t) := \"true\"; $json(o/z) := \"null\";"
                        + "say($json_compact(o)); json_link($json(stub), $json(o/same)); "
                        + "$json(stub[]) = 3; say($json(a));"))
                .containsExactly(
                        "{\"copy\":[1],\"same\":[1,2]}",
                        "[1]",
                        "{\"copy\":[1],\"same\":[1,2],\"text\":\"[1]\",\"t\":true,\"z\":null}",
                        "[1,2,3]");
    }

    @Test
    void documentsArePrintedAndMerged() {
        assertThat(of("$json(a) := \"{\\\"x\\\": [1, {}], \\\"y\\\": \\\"/\\\"}\"; $json(b) := "
                        + "\"{\\\"y\\\": 2}\"; say($json_pretty(a));"
                        + "json_merge($json(a), $json(b), $var(m)); say($var(m)); "
                        + "say($json_compact_noescape(a)); say($json_pretty(none));"
                        + "json_merge($json(a), 5, $var(m));"))
                .containsExactly(
                        "{\n  \"x\": [\n    1,\n    {}\n  ],\n  \"y\": \"/\"\n}",
                        "{\"x\":[1,{}],\"y\":2}",
                        "{\"x\":[1,{}],\"y\":\"/\"}",
                        "<null>",
                        "! only objects can be merged, not an integer");
    }

    @Test
    void whatCannotBeDoneSaysWhy() {
        assertThat(of("$json(o/a) = 1; $json(l) := \"[]\"; $json(l[3]) = 1; $json(l/a) = 1; $json(x) := "
                        + "\"{broken\"; say($json(x));"
                        + "$json(l[x]) = 1; say($json(l[)); $json(/a) = 1; $json(l[]) := \"[\";"))
                .hasSize(9)
                .startsWith(
                        "! there is no place $json(o/a)",
                        "! there is no place $json(l[3])",
                        "! there is no place $json(l/a)")
                .contains(
                        "! 'x' is no index",
                        "<null>",
                        "! the path 'l[' lacks a ']'",
                        "! a path begins with the name of a document and has up to 64 steps");
    }

    @Test
    void aRingIsNoEndlessText() {
        assertThat(of("$json(b) := \"[1]\"; json_link($json(b[0]), $json(b)); say($json_compact(b)); "
                        + "say(\"alive\");"))
                .endsWith("alive");
    }
}
