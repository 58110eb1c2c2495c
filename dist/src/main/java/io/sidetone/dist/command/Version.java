package io.sidetone.dist.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// The version of this program, as the build has written it down: what `--version` says.
public final class Version implements IVersionProvider {

    /// The number, such as `0.1.0-SNAPSHOT`.
    public static String number() {
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Sidetone " + number() + ", Java " + System.getProperty("java.version")};
    }
}
