package io.sidetone.script.run;

/// Ends a whole run that went beyond its limit of steps. Carries no stack trace: it reports the script's mistake.
final class ScriptEnd extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int offset;

    ScriptEnd(String reason, int offset) {
        super(reason, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
