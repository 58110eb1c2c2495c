/// The rules of the house as checks over the whole reactor: compiled classes and sources of every jar.
///
/// A check reads a [io.sidetone.dist.house.Reactor] and answers one line for each place that breaks its rule,
/// with the file and line, the names, and what to do. `HouseTest` runs all of them on the real tree. Uses nothing
/// but the JDK. Everything here is immutable or confined to the thread that made it; nothing of it runs in a
/// server.
@NullMarked
package io.sidetone.dist.house;

import org.jspecify.annotations.NullMarked;
