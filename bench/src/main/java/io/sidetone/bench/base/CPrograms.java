package io.sidetone.bench.base;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The programs in C, compiled into a folder that goes when this is closed. Confined to the thread that
/// uses it.
public final class CPrograms implements AutoCloseable {

    private static final String COMPILER = "cc";

    private final Scratch folder;

    private CPrograms(Scratch folder) {
        this.folder = folder;
    }

    /// Compiles programs.
    ///
    /// @param names of the sources, which lie beside this class as `NAME.c`
    /// @throws IOException if there is no compiler, or it finds a fault
    public static CPrograms compile(String... names) throws IOException {
        CPrograms programs = new CPrograms(Scratch.create());
        try {
            for (String name : names) {
                programs.compile(name);
            }
            return programs;
        } catch (IOException e) {
            programs.close();
            throw e;
        }
    }

    private void compile(String name) throws IOException {
        Path source = folder.copy(CPrograms.class, name + ".c");
        List<String> command =
                List.of(COMPILER, "-O2", "-pthread", "-o", path(name).toString(), source.toString());
        Process compiler;
        try {
            compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("These benchmarks need a C compiler, " + COMPILER + ": " + e.getMessage(), e);
        }
        compiler.getOutputStream().close();
        String remarks = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ":\n" + remarks);
        }
    }

    /// Where a compiled program is.
    public Path path(String name) {
        return folder.path(name);
    }

    /// Writes a file that goes with the programs.
    public Path write(String name, byte[] octets) throws IOException {
        return folder.write(name, octets);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
