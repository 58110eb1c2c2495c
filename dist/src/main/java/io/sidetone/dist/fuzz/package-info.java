/// Runs the fuzz targets, the classes `XxxFuzzTest` of all jars, with a fuzzer that follows their coverage.
///
/// [io.sidetone.dist.fuzz.FuzzMain] is the command of it, and a test runs every target for a moment. Uses nothing
/// of the house but compiled tests. Nothing of it runs in a server.
@NullMarked
package io.sidetone.dist.fuzz;

import org.jspecify.annotations.NullMarked;
