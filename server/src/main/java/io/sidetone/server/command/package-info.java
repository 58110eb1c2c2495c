/// Commands of operators: what they are called, what they take, what they give. How they arrive is the matter of
/// packages above.
@NullMarked
package io.sidetone.server.command;

import org.jspecify.annotations.NullMarked;
