package io.sidetone.sip.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with certificates, keys or settings, for the operator to mend. The message names the file.
public final class TlsException extends Exception {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong, and with what
    public TlsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static TlsException of(Path file, String wrong) {
        return new TlsException(file + ": " + wrong, null);
    }

    static TlsException of(Path file, String wrong, Throwable cause) {
        return new TlsException(file + ": " + wrong, cause);
    }
}
