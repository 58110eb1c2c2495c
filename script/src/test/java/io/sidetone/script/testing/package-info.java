/// What tests of scripts share: a host with definitions of every sort, and golden files.
@NullMarked
package io.sidetone.script.testing;

import org.jspecify.annotations.NullMarked;
