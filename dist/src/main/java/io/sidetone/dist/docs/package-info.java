/// The pages of documentation that are made from the code itself, so that they cannot drift from it.
///
/// [io.sidetone.dist.docs.Pages] lists them, [io.sidetone.dist.docs.DocsMain] writes them, and a test compares
/// them with what is committed. Stands on `house`, which reads the tree. Nothing of it runs in a server.
@NullMarked
package io.sidetone.dist.docs;

import org.jspecify.annotations.NullMarked;
