/// The test kit: what our own tests are made of, for the tests of those who build on the stack.
///
/// A [io.sidetone.sip.testing.TestBed] is what the elements of a test stand on: a
/// [io.sidetone.sip.testing.Simulation], in memory and with a clock of its own, or real sockets. A
/// [io.sidetone.sip.testing.ScriptedPeer] on it does what the test says.
@NullMarked
package io.sidetone.sip.testing;

import org.jspecify.annotations.NullMarked;
