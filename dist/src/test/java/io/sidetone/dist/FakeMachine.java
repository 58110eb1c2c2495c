package io.sidetone.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A machine for the launcher: a tree with a copy of the script, a `bin` folder that is the whole PATH, JDKs that
/// only print how they were called, and a Maven that records its calls. Confined to its test.
final class FakeMachine implements AutoCloseable {

    /// What the launcher may use of a real machine; Java, Maven and flock are not among it.
    private static final String TOOLS =
            "awk bash cat cksum cmp cut dirname env find grep id ln mkdir mktemp mv readlink rm"
                    + " sed sleep sort tail tee tr xargs";

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();

    FakeMachine(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(bin());
        Files.createDirectories(jvms());
        for (String tool : TOOLS.split(" ", -1)) {
            assertThat(borrow(tool)).as("this machine has " + tool).isTrue();
        }
        environment.put("HOME", folder.toString());
        environment.put("PATH", bin().toString());
        environment.put("SIDETONE_JVM_DIRS", jvms() + ":" + folder.resolve("no-such-folder"));
        copy("sidetone");
        write("pom.xml", "<project/>");
        write(".mvn/jvm.config", "");
        write("peers.txt", "# program package\nbash bash\n");
        for (String module : List.of("sip", "dist", "bench")) {
            write(module + "/pom.xml", "<project/>");
            write(module + "/src/main/java/A.java", "class A {}");
            write(module + "/src/main/java/B.java", "class B {}");
        }
        installMaven("3.8.7");
    }

    /// The tree; its path contains a space.
    Path tree() {
        return folder.resolve("side tone");
    }

    Path bin() {
        return folder.resolve("bin");
    }

    /// The only folder in which the launcher looks for installations.
    Path jvms() {
        return folder.resolve("jvms");
    }

    void write(String path, String text) throws IOException {
        Path file = tree().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void set(String variable, Path value) {
        environment.put(variable, value.toString());
    }

    /// Copies a file of the repository into the tree.
    void copy(String path) throws IOException {
        Path file = tree().resolve(path);
        Files.createDirectories(file.getParent());
        Files.copy(Repository.root().resolve(path), file, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /// Puts a program into the PATH, as a shell script.
    void install(String program, String script) throws IOException {
        executable(bin().resolve(program), script);
    }

    /// Puts a program of the real machine into the PATH, as a script that calls it; false if it has none.
    boolean borrow(String program) throws IOException {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path real = Path.of(folder, program);
            if (Files.isExecutable(real)) {
                install(program, "exec '" + real + "' \"$@\"");
                return true;
            }
        }
        return false;
    }

    /// Installs a Maven that records its calls, waits if a pipe `gate` is there, and fails if a file `broken` is
    /// there.
    void installMaven(String version) throws IOException {
        install("mvn", """
                case "$*" in *--version) echo "Apache Maven %s"; exit 0 ;; esac
                echo "$JAVA_HOME: $*" >> "$HOME/calls"
                [ ! -p "$HOME/gate" ] || { cat "$HOME/gate" && rm "$HOME/gate"; }
                [ ! -f "$HOME/broken" ] || { echo "[ERROR] A.java is wrong"; exit 1; }
                mkdir -p dist/target/lib bench/target/lib
                """.formatted(version));
    }

    /// Makes a JDK below `jvms` that says its version in its `release` file.
    Path jdk(String name, String version) throws IOException {
        Path home = jre(name, version);
        executable(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    /// Makes a Java installation without a compiler.
    Path jre(String name, String version) throws IOException {
        Path home = jvms().resolve(name);
        executable(home.resolve("bin/java"), "printf '[%s]' " + name + " \"$@\"");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /// The calls of Maven, one `JAVA_HOME: ARGUMENTS` each, without those that only ask for its version.
    List<String> mavenCalls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /// The next call of Maven waits in the middle of a build, until [#mavenWaits] is closed.
    void holdMaven() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", gate().toString()).start();
        assertThat(mkfifo.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /// Returns as soon as Maven waits; closing the result lets it go on.
    OutputStream mavenWaits() throws IOException {
        return Files.newOutputStream(gate(), StandardOpenOption.WRITE);
    }

    void breakSources(boolean broken) throws IOException {
        if (broken) {
            Files.createFile(folder.resolve("broken"));
        } else {
            Files.delete(folder.resolve("broken"));
        }
    }

    /// What a finished program left: exit code, standard output, standard error.
    record Outcome(int exit, String out, String err) {}

    Outcome run(String... arguments) throws Exception {
        return runScript("sidetone", arguments);
    }

    /// Runs a script of the tree to its end.
    Outcome runScript(String script, String... arguments) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process =
                start(builder(script, arguments).redirectOutput(out.toFile()).redirectError(err.toFile()));
        return new Outcome(finish(process), Files.readString(out), Files.readString(err));
    }

    /// Starts the launcher; [#said] reads what it says.
    Process launch(String... arguments) throws IOException {
        return start(builder("sidetone", arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD));
    }

    /// The exit code of a process that is about to end.
    int finish(Process process) throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ends in time").isTrue();
        return process.exitValue();
    }

    /// The reader of what a launched process says.
    BufferedReader said(Process process) {
        return new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Path gate() {
        return folder.resolve("gate");
    }

    private ProcessBuilder builder(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(tree().resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        processes.add(process);
        process.getOutputStream().close();
        return process;
    }

    /// A new file always: writing over an existing one would change what a link leads to.
    private static void executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n", StandardOpenOption.CREATE_NEW);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
