package io.sidetone.script.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends a text through a command of the operator, with marks that tell where each line was written. Confined to
/// the thread that uses it.
final class Preprocessor {

    /// How long the command may take, in seconds.
    private static final int LONGEST = 60;

    private static final int LONGEST_COMPLAINT = 500;
    private static final Pattern MARK =
            Pattern.compile("__OSSPP_(?:LINE__ ([0-9]{1,9})|FILEBEGIN__ \"([^\"]*)\"|FILEEND__)");
    private static final String LINE = "__OSSPP_LINE__";
    private static final String BEGIN = "__OSSPP_FILEBEGIN__";
    private static final String END = "__OSSPP_FILEEND__";

    private final SourceBuilder out = new SourceBuilder();
    private String file;
    private int line = 1;

    private Preprocessor(String file) {
        this.file = file;
    }

    /// Runs the command.
    ///
    /// @param root the file that all begins with
    /// @throws IOException if it fails; the message says why, in the command's own words if it had some
    static Source run(String command, String root, Source source) throws IOException {
        List<Source.Origin> lines = source.origins();
        boolean ended = source.text().endsWith("\n");
        String text = ended ? source.text() : source.text() + "\n";
        String output = filtered(command, marked(text, ended ? lines.subList(0, lines.size() - 1) : lines));
        Preprocessor preprocessor = new Preprocessor(lines.getFirst().file());
        output.lines().forEach(preprocessor::line);
        return preprocessor.out.source(root, source.dialect());
    }

    private static String marked(String text, List<Source.Origin> origins) {
        StringBuilder out = new StringBuilder();
        String file = null;
        int at = 0;
        for (Source.Origin origin : origins) {
            if (!origin.file().equals(file)) {
                out.append(file == null ? "" : END + "\n");
                file = origin.file();
                out.append(BEGIN).append(" \"").append(file).append("\"\n");
            }
            int end = text.indexOf('\n', at) + 1;
            out.append(LINE).append(' ').append(origin.line()).append('\n').append(text, at, end);
            at = end;
        }
        return out.append(END).append('\n').toString();
    }

    private static String filtered(String command, String input) throws IOException {
        // Files, since a command may write before it has read all.
        Path in = Files.createTempFile("script", ".in");
        Path complaint = Files.createTempFile("script", ".err");
        try {
            Files.writeString(in, input);
            Process process = new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectInput(in.toFile())
                    .redirectError(complaint.toFile())
                    .start();
            byte[] output = output(process);
            if (output.length > SourceLoader.MOST_OCTETS) {
                throw failure(command, "writes more than " + SourceLoader.MOST_OCTETS + " octets");
            }
            if (process.exitValue() != 0) {
                String said =
                        Files.readString(complaint, StandardCharsets.ISO_8859_1).strip();
                String shown = said.substring(0, Math.min(said.length(), LONGEST_COMPLAINT));
                throw failure(command, "has ended with " + process.exitValue() + (shown.isEmpty() ? "" : ": " + shown));
            }
            return new String(output, StandardCharsets.UTF_8);
        } finally {
            Files.deleteIfExists(in);
            Files.deleteIfExists(complaint);
        }
    }

    private static IOException failure(String command, String what) {
        return new IOException("the preprocessor `" + command + "` " + what);
    }

    /// What a process writes; it has ended then.
    private static byte[] output(Process process) throws IOException {
        Executor later = CompletableFuture.delayedExecutor(LONGEST, TimeUnit.SECONDS);
        CompletableFuture<Void> watch = CompletableFuture.runAsync(() -> end(process), later);
        try (InputStream output = process.getInputStream()) {
            byte[] octets = output.readNBytes(SourceLoader.MOST_OCTETS + 1);
            if (octets.length > SourceLoader.MOST_OCTETS) {
                end(process);
            }
            process.waitFor();
            return octets;
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the preprocessor ran", e);
        } finally {
            watch.cancel(false);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// One line that came back. Marks may stand in it where the command has joined lines.
    private void line(String written) {
        Matcher mark = MARK.matcher(written);
        int at = 0;
        while (mark.find()) {
            addUnlessBlank(written.substring(at, mark.start()));
            if (mark.group(1) != null) {
                line = Integer.parseInt(mark.group(1));
            } else if (mark.group(2) != null) {
                file = mark.group(2);
            }
            at = mark.end();
        }
        if (at == 0) {
            add(written);
        } else {
            addUnlessBlank(written.substring(at));
        }
    }

    private void addUnlessBlank(String part) {
        if (!part.isBlank()) {
            add(part);
        }
    }

    private void add(String part) {
        out.at(new Source.Origin(file, line), part, 1);
        out.copy(part);
        out.end();
    }
}
