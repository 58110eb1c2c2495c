package io.sidetone.dist.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs one target in a virtual machine of its own, whatever becomes of that. Confined to the thread that uses
/// it.
///
/// Everything that is written goes into one folder: `corpus` holds the inputs that reached something new,
/// `findings` those that broke a rule, the logs what the fuzzer said. A corpus that is there already is where the
/// run goes on.
public final class FuzzRun {

    /// How long one input may take, in seconds.
    private static final int INPUT_SECONDS = 5;

    /// How much longer than its time a run may take: starting, and reading the corpus.
    private static final int GRACE_SECONDS = 120;

    /// A shorter run ends before the second compiler has paid for itself.
    private static final int WARM_SECONDS = 20;

    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

    private final FuzzTarget target;
    private final Path folder;

    /// @param folder made if it is absent
    public FuzzRun(FuzzTarget target, Path folder) {
        this.target = target;
        this.folder = folder.toAbsolutePath();
    }

    /// Looks for new inputs, up to a time in seconds. The fuzzer's further options are given as it spells them.
    public FuzzResult fuzz(int seconds, List<String> options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--hooks=true",
                "--instrument=io.sidetone.**",
                "--instrumentation_excludes=" + String.join(File.pathSeparator, target.testClasses()),
                // Its hooks in the Java library look for what we do not do, and cost seconds at the start.
                "--additional_classes_excludes=**",
                "-dict=" + target.dictionary(),
                "-max_total_time=" + seconds));
        arguments.addAll(options);
        return run("fuzz.log", seconds, true, arguments);
    }

    /// Runs the corpus once more without the tracing of comparisons, so that memory can be measured strictly.
    public FuzzResult replay() throws IOException, InterruptedException {
        return run("replay.log", 0, false, List.of("--hooks=false", "-runs=0"));
    }

    private FuzzResult run(String logName, int seconds, boolean traced, List<String> arguments)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path findings = Files.createDirectories(folder.resolve("findings"));
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Path log = folder.resolve(logName);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                seconds < WARM_SECONDS ? "-XX:TieredStopAtLevel=1" : "-XX:+TieredCompilation",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + temporary,
                "-Dsidetone.fuzz.traced=" + traced,
                "-cp",
                target.classPath(),
                JAZZER,
                "--target_class=" + target.className(),
                "--reproducer_path=" + findings,
                corpus.toString(),
                "-artifact_prefix=" + findings + File.separator,
                "-timeout=" + INPUT_SECONDS,
                "-print_final_stats=1"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor((long) seconds + GRACE_SECONDS, TimeUnit.SECONDS);
            return FuzzResult.read(target.name(), ended ? process.exitValue() : -1, log);
        } finally {
            process.destroyForcibly();
        }
    }
}
