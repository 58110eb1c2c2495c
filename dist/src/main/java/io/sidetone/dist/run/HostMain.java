package io.sidetone.dist.run;

import io.sidetone.script.source.SourceOptions;
import io.sidetone.server.module.StartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One server after the other in one process, for trials that need many: the standard input says `start FILE FOLDER`
/// and `stop`, the standard output answers `@started`, `@refused` behind the reason, and `@stopped`.
public final class HostMain {

    private HostMain() {}

    /// Obeys until the input ends.
    public static void main(String[] words) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            @Nullable ServerProcess server = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] order = line.split("\t", -1);
                if (server != null) {
                    server.close();
                    server = null;
                }
                if (order[0].equals("start")) {
                    server = start(Path.of(order[1]), Path.of(order[2]));
                } else {
                    say("@stopped");
                }
            }
        }
        System.exit(0);
    }

    private static @Nullable ServerProcess start(Path file, Path data) {
        @Nullable ServerProcess server = null;
        try {
            server = new ServerProcess(
                    new Configuration(file.toString(), Path.of(""), SourceOptions.NONE), data, Map.of(), List.of());
            server.start(List.of(), false);
            say("@started");
            return server;
        } catch (StartException | RuntimeException e) {
            say(e + "\n@refused");
            if (server != null) {
                server.close();
            }
            return null;
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
