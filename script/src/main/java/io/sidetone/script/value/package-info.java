/// Values of the language and what can be done with them: truth, text, arithmetic, comparison, members.
///
/// A value is null, a [Boolean], a [Long], a [java.math.BigDecimal], a [String], a [java.util.List] or a
/// [java.util.Map] with keys that are strings. Lists and maps that a script makes can be changed by it.
@NullMarked
package io.sidetone.script.value;

import org.jspecify.annotations.NullMarked;
