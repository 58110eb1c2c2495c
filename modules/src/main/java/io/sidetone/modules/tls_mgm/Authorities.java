package io.sidetone.modules.tls_mgm;

import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.storage.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The certificates of a folder, in one file. Thread-safe: keeps nothing.
final class Authorities {

    private static final int MOST_FILES = 5_000;
    private static final long LARGEST = 1 << 20;

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

    private Authorities() {}

    /// Gathers them.
    ///
    /// @param target the file
    /// @throws StartException if the folder cannot be read, or holds none
    static void gather(String domain, Path folder, Path target) throws StartException {
        Set<String> found = new LinkedHashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().limit(MOST_FILES).toList()) {
                if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
                    Matcher matcher = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                    while (matcher.find()) {
                        found.add(matcher.group());
                    }
                }
            }
            if (found.isEmpty()) {
                throw new StartException(
                        Reason.CERTIFICATE,
                        "the ca_dir of the TLS domain '" + domain + "', " + folder
                                + ", holds no certificate. Name another folder, or a file by ca_list.");
            }
            PrivateFiles.createFolders(target.toAbsolutePath().getParent());
            Files.write(target, List.copyOf(found), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new StartException(
                    Reason.CERTIFICATE,
                    "the ca_dir of the TLS domain '" + domain + "', " + folder + ", cannot be read: " + e.getMessage()
                            + ". Is it a folder that this user may read?",
                    e);
        }
    }
}
