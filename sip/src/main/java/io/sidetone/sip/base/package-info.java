/// The ground floor: what every other floor of the stack may lean on and what leans on nothing.
///
/// The clock that is injected everywhere and the annotation that ties code and tests to the RFCs.
/// Uses nothing but the JDK.
@NullMarked
package io.sidetone.sip.base;

import org.jspecify.annotations.NullMarked;
