package io.sidetone.modules.cfgutils;

import io.sidetone.server.command.CommandException;
import io.sidetone.server.module.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash of a file as it was at start. Immutable.
///
/// @param value SHA-256, in hexadecimal digits
record ConfigHash(String file, String value) {

    static ConfigHash of(String file) throws StartException {
        try {
            return new ConfigHash(file, hash(file));
        } catch (IOException e) {
            throw new StartException(
                    StartException.Reason.CONFIGURATION,
                    "cfgutils: hash_file '" + file + "' cannot be read: " + e.getMessage());
        }
    }

    private static String hash(String file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(Path.of(file))));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }

    /// Whether the file is as it was.
    Object check() throws CommandException {
        try {
            if (hash(file).equals(value)) {
                return "The actual config file hash is identical to the stored one.";
            }
        } catch (IOException e) {
            throw new CommandException(500, "the file cannot be read: " + e.getMessage());
        }
        throw new CommandException(400, "the file has changed since start");
    }
}
