/// The interfaces by which modules use each other.
@NullMarked
package io.sidetone.server.service;

import org.jspecify.annotations.NullMarked;
