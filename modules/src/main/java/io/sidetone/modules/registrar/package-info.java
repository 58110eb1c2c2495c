/// The module `registrar`: REGISTER and the way to those who have registered.
/// [io.sidetone.modules.registrar.Registration] is what a REGISTER asks for,
/// [io.sidetone.modules.registrar.Registrar] the rules that decide about it,
/// [io.sidetone.modules.registrar.Lookup] the way from an address to contacts.
@NullMarked
package io.sidetone.modules.registrar;

import org.jspecify.annotations.NullMarked;
