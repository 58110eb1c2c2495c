package io.sidetone.sip.dialog;

/// How much of dialogs there may be. Immutable.
///
/// @param maxDialogs in one table, at least 1
/// @param maxForks how many dialogs one INVITE may make, at least 1
public record DialogLimits(int maxDialogs, int maxForks) {

    /// A million dialogs; 32 of one INVITE.
    public static final DialogLimits DEFAULT = new DialogLimits(1_000_000, 32);

    /// @throws IllegalArgumentException if a number is out of range
    public DialogLimits {
        if (maxDialogs < 1 || maxForks < 1) {
            throw new IllegalArgumentException(maxDialogs + " dialogs, " + maxForks + " of one INVITE");
        }
    }
}
