/// What all commands of `./sidetone` that read options share: exit codes, how errors are said, the version.
@NullMarked
package io.sidetone.dist.command;

import org.jspecify.annotations.NullMarked;
