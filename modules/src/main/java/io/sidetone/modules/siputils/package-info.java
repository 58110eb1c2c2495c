/// Module `siputils`: questions about messages and URIs, and contacts that are encoded.
@NullMarked
package io.sidetone.modules.siputils;

import org.jspecify.annotations.NullMarked;
