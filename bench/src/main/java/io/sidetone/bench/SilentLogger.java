package io.sidetone.bench;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// jain-sip's logger when there is none: it says that logging is off. Immutable.
final class SilentLogger implements StackLogger {

    @Override
    public boolean isLoggingEnabled() {
        return false;
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return false;
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public String getLoggerName() {
        return "silent";
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public void logException(@Nullable Throwable problem) {}

    @Override
    public void logDebug(@Nullable String message) {}

    @Override
    public void logDebug(@Nullable String message, @Nullable Exception problem) {}

    @Override
    public void logTrace(@Nullable String message) {}

    @Override
    public void logFatalError(@Nullable String message) {}

    @Override
    public void logError(@Nullable String message) {}

    @Override
    public void logError(@Nullable String message, @Nullable Exception problem) {}

    @Override
    public void logWarning(@Nullable String message) {}

    @Override
    public void logInfo(@Nullable String message) {}

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(@Nullable String time) {}

    @Override
    public void setStackProperties(@Nullable Properties properties) {}
}
