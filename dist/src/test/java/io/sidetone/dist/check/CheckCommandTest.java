package io.sidetone.dist.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.command.Program;
import io.sidetone.dist.plugin.PluginJar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Result run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Program.run(
                new CommandLine(new CheckCommand(folder)), new PrintWriter(out), new PrintWriter(err), words);
        return new Result(code, out.toString(), err.toString());
    }

    private record Result(int code, String text, String err) {}

    @Test
    void tellsWhatIsInAGoodScript() throws Exception {
        write("inner.cfg", "route[inner] { xdbg(\"$rc\"); }\n");
        write("a.cfg", """
                route {
                    xlog("L_INFO", "x");
                    route(inner);
                    route($param(1));
                }
                include_file "inner.cfg"
                timer_route[t, 60] { launch(xlog("x"), inner); exit; }
                """);

        Result result = run("a.cfg");

        assertThat(result.code()).isZero();
        assertThat(result.text()).isEqualTo("""
                a.cfg:7:29: warning: `xlog` never waits: `launch` changes nothing for it
                timer_route[t, 60] { launch(xlog("x"), inner); exit; }
                                            ^^^^^^^^^
                0 errors, 1 warning
                a.cfg:1: route: calls route[inner]; calls by a variable
                inner.cfg:1: route[inner]
                a.cfg:7: timer_route[t]: launches route[inner]
                functions: xdbg, xlog
                """);
    }

    @Test
    void tellsAllThatIsWrongAtOnce() throws Exception {
        write("a.cfg", "route {\n    xlgo(\"a\";\n    route(b);\n    xlog();\n}\n");

        Result result = run("a.cfg");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text())
                .contains("a.cfg:2:13: error: ")
                .contains("a.cfg:3:11: error: there is no `route[b]`")
                .contains("a.cfg:4:5: error: `xlog` needs its argument `levelOrText`")
                .endsWith("3 errors, 0 warnings\n");
    }

    @Test
    void anIncludeThatCannotBeReadIsToldOnce() throws Exception {
        for (String word : List.of("include_file", "import_file")) {
            write("a.cfg", "route { exit; }\n  " + word + " \"gone.cfg\"\n");

            assertThat(run("a.cfg").text())
                    .contains("a.cfg:2:3: error: gone.cfg: there is no such file\n")
                    .endsWith("1 error, 0 warnings\n");
        }
    }

    @Test
    void anErrorRouteThatMayWaitIsToldToBeOfNoUse() throws Exception {
        write("a.cfg", """
                loadmodule "cfgutils.so"
                route { exit; }
                error_route { route(later); }
                route[later] { usleep(10); }
                """);

        assertThat(run("a.cfg").text())
                .startsWith("a.cfg:3:1: warning: this `error_route` is never run, because it calls something");
    }

    @Test
    void leavesNamesAloneIfOnlyTheSyntaxIsWanted() throws Exception {
        write("a.cfg", "loadmodule \"tm.so\"\nroute { t_relay(); route(b); }\n");

        assertThat(run("--syntax", "a.cfg")).isEqualTo(new Result(0, "0 errors, 0 warnings\n", ""));
        assertThat(run("a.cfg").code()).isEqualTo(1);
    }

    @Test
    void sendsTheTextThroughAPreprocessor() throws Exception {
        write("a.cfg", "route { xlog(\"WHAT\"); EXTRA }\n");

        Result result = run("a.cfg", "-p", "sed s/EXTRA/nothing\\(\\)\\;/");

        assertThat(result.text())
                .startsWith("a.cfg:1:23: error: unknown function `nothing`\nroute { xlog(\"WHAT\"); nothing(); }\n");
    }

    @Test
    void knowsTheModulesOfPlugIns() throws Exception {
        write("a.cfg", "loadmodule \"sign.so\"\nroute { xlog(\"x\"); }\n");
        Path _ = PluginJar.make(folder.resolve("jars/sign.jar"), "Sign", """
                public final class Sign implements io.sidetone.server.module.Module {
                    @Override
                    public void define(io.sidetone.server.module.ModuleBuilder module) {
                        module.name("sign", "Shows a sign.");
                    }
                }
                """);

        assertThat(run("a.cfg", "--plugins", "jars").text()).startsWith("0 errors, 0 warnings\n");
        assertThat(run("a.cfg").code()).isEqualTo(1);
    }

    @Test
    void saysInOneSentenceWhyThereIsNothingToCheck() {
        assertThat(run("missing.cfg")).isEqualTo(new Result(2, "", "sidetone: missing.cfg: there is no such file\n"));
        Result directory = run(".");
        assertThat(directory.code()).isEqualTo(2);
        assertThat(directory.err()).contains("directory").hasLineCount(1);
    }

    @Test
    void showsHowItIsUsed() {
        for (String words : new String[] {"-p x", "a.cfg -p", "a.cfg b.cfg", "--sintax a.cfg", "a.cfg -p x -p y"}) {
            Result result = run(words.split(" ", -1));
            assertThat(result.code()).as(words).isEqualTo(2);
            assertThat(result.err()).as(words).contains("All options: ./sidetone check --help");
        }
        Result help = run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.text()).startsWith("Usage: ./sidetone check ").contains("--syntax");
    }
}
