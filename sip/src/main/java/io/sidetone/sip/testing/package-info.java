/// The test kit: what our own tests are made of, for the tests of those who build on the stack.
@NullMarked
package io.sidetone.sip.testing;

import org.jspecify.annotations.NullMarked;
