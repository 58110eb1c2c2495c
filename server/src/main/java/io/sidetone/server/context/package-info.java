/// A message on its way through a script: what of it can be read and changed, where it is to go, and what is done
/// with it. Everything that a module does to a message it does here.
///
/// [io.sidetone.server.context.RoutingContext] is one message in one route block,
/// [io.sidetone.server.context.RoutedTransaction] what the blocks of one transaction share, and
/// [io.sidetone.server.context.ServerCore] what all messages share.
@NullMarked
package io.sidetone.server.context;

import org.jspecify.annotations.NullMarked;
