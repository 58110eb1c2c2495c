/// From the bound tree to classes: one class a route, no method above 6,000 octets, resumable where a call may
/// wait.
///
/// A compiled route keeps all its state in the run and its frame. Where a call may wait, the operand stack holds
/// nothing but its result, so that the method can be left there and entered again by the label in the frame.
@NullMarked
package io.sidetone.script.compile;

import org.jspecify.annotations.NullMarked;
