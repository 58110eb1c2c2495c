package io.sidetone.dist.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.command.Program;
import io.sidetone.script.value.JsonReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The client, run in this process as from the command line.
final class Client {

    private static final int SECONDS = 30;

    /// What it has printed, and its exit code.
    record Result(int code, String out, String err) {

        /// The JSON object that it has printed.
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> json() {
            assertThat(out.lines()).hasSize(1);
            return (Map<String, @Nullable Object>) Objects.requireNonNull(JsonReader.read(out.strip()));
        }

        /// The objects of a list in it.
        @SuppressWarnings("unchecked")
        List<Map<String, @Nullable Object>> list(String name) {
            return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(json().get(name));
        }
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Stop stop = new Stop();
    private final CompletableFuture<Integer> ended;

    private Client(String... words) {
        var runner = Executors.newVirtualThreadPerTaskExecutor();
        ended = CompletableFuture.supplyAsync(
                () -> Program.run(SipCommand.of(stop), new PrintWriter(out), new PrintWriter(err), words), runner);
    }

    /// Starts it.
    static Client start(String... words) {
        return new Client(words);
    }

    /// Runs it to its end.
    static Result run(String... words) throws Exception {
        return start(words).end();
    }

    /// Waits for its end.
    Result end() throws InterruptedException, ExecutionException {
        try {
            int code = ended.get(SECONDS, TimeUnit.SECONDS);
            return new Result(code, out.toString(), err.toString());
        } catch (TimeoutException _) {
            throw new AssertionError("Still running: " + out + err);
        }
    }

    /// Interrupts it, as Ctrl-C does.
    Result interrupt() throws Exception {
        CompletableFuture<Void> _ = ended.thenRun(stop::ended);
        stop.now();
        return end();
    }

    /// Waits until it has printed something.
    Matcher await(String pattern) throws Exception {
        Pattern wanted = Pattern.compile(pattern);
        for (int i = 0; i < 100 * SECONDS && !ended.isDone(); i++) {
            Matcher found = wanted.matcher(out.toString());
            if (found.find()) {
                return found;
            }
            try {
                int _ = ended.get(10, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                // Not yet.
            }
        }
        Matcher found = wanted.matcher(out.toString());
        assertThat(found.find()).as(out + "\n" + err).isTrue();
        return found;
    }

    /// The URI of a telephone that answers here.
    String uri(String user) throws Exception {
        return "sip:" + user + "@"
                + await("listening at udp:(\\S+)(?s:.*)ready").group(1);
    }
}
