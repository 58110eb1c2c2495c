package io.sidetone.bench;

import io.sidetone.bench.CallLoad.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Records our proxy under load. Thread-safe: only functions.
final class ProxyProfile {

    /// By the name that the command gives it.
    private static final Map<String, CallLoad> LOADS = Map.of(
            "proxy", new CallLoad(Transport.UDP, 1000),
            "proxy-tcp", new CallLoad(Transport.TCP, 500));

    private static final int LEAD_SECONDS = 40;
    private static final int SECONDS = 30;
    private static final String NAME = "bench";

    private ProxyProfile() {}

    /// Whether a profile of that name is one of calls through the proxy.
    static boolean has(String name) {
        return LOADS.containsKey(name);
    }

    /// Places calls until all is warm, then records some more.
    ///
    /// @param name one that there is
    /// @param progress is told what the calls cost, and by thread: samples leave out the system and the collector
    static Profile record(String name, Consumer<String> progress) throws IOException {
        CallLoad load = Objects.requireNonNull(LOADS.get(name));
        try (ProxyStage stage = ProxyStage.open()) {
            List<String> flags = new ArrayList<>(ProxyProgram.FLAGS);
            flags.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"));
            Child proxy = stage.start(ProxyProgram.ours("ours", flags));
            long pid = proxy.descendants().getFirst().pid();
            Path recording = stage.folder().path("proxy.jfr");
            CallCost _ = stage.call(proxy, load, load.rate() * LEAD_SECONDS);
            command(
                    pid,
                    "JFR.start",
                    "name=" + NAME,
                    "settings=profile",
                    "jdk.ExecutionSample#period=1ms",
                    "jdk.ObjectAllocationSample#throttle=1000/s");
            CallCost cost = stage.call(proxy, load, load.rate() * SECONDS);
            command(pid, "JFR.stop", "name=" + NAME, "filename=" + recording);
            progress.accept(load + ": " + cost);
            return Profile.read(recording, cost.calls().placed());
        }
    }

    private static void command(long pid, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Child.java().resolveSibling("jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String remarks = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ":\n" + remarks);
        }
    }
}
