/// How functions of modules change the header fields and bodies of messages: at once, and so that nothing that
/// came from the network can pass for a line of its own.
@NullMarked
package io.sidetone.server.edit;

import org.jspecify.annotations.NullMarked;
