/// `./sidetone user`: adds, lists and removes the users of a server, and gives them passwords.
@NullMarked
package io.sidetone.dist.user;

import org.jspecify.annotations.NullMarked;
