/// The domains that this server is responsible for, in a database.
@NullMarked
package io.sidetone.modules.domain;

import org.jspecify.annotations.NullMarked;
