package io.sidetone.script.source;

/// How bad a [Diagnostic] is: with an error the script cannot run, with a warning it can.
public enum Severity {
    ERROR,
    WARNING
}
