/// Module `textops`: searching and replacing in the text of messages.
@NullMarked
package io.sidetone.modules.textops;

import org.jspecify.annotations.NullMarked;
